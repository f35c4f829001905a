"""Files for browsers: kept for good under a name that changes with them."""

import gzip
from pathlib import Path

import httpx2
import pytest

from app.web.static_files import StaticFiles
from tests.support.web import web_over_fakes

LONG = b"body { color: red }\n" * 100


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "lib").mkdir()
    (tmp_path / "base.css").write_bytes(LONG)
    (tmp_path / "lib" / "api.js").write_text("export const a = 1;")
    (tmp_path / ".hidden").write_text("secret")
    return tmp_path


async def get(static: StaticFiles, path: str, **headers: str) -> httpx2.Response:
    async with web_over_fakes(static=static).client(**headers) as client:
        return await client.get(path)


async def test_a_file_under_its_hash_may_be_kept_for_a_year(tree: Path) -> None:
    static = StaticFiles.read(tree)

    answer = await get(static, static.url("lib/api.js"))

    assert answer.status_code == 200
    assert answer.text == "export const a = 1;"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "max-age=31536000, immutable"


async def test_what_shrinks_is_sent_packed_to_who_can_unpack_it(tree: Path) -> None:
    static = StaticFiles.read(tree)
    packed = static.files["base.css"].packed

    with_gzip = await get(static, static.url("base.css"), **{"accept-encoding": "br, gzip"})
    without = await get(static, static.url("base.css"), **{"accept-encoding": "identity"})

    assert packed is not None
    assert gzip.decompress(packed) == LONG
    assert with_gzip.headers["content-encoding"] == "gzip"
    assert with_gzip.headers["content-length"] == str(len(packed))
    assert with_gzip.content == LONG
    assert "content-encoding" not in without.headers
    assert without.content == LONG
    assert static.files["lib/api.js"].packed is None


def test_any_change_in_the_tree_changes_every_address(tree: Path) -> None:
    before = StaticFiles.read(tree)
    (tree / "lib" / "api.js").write_text("export const a = 2;")
    after = StaticFiles.read(tree)
    (tree / "lib" / "api.js").rename(tree / "lib" / "ipa.js")
    renamed = StaticFiles.read(tree)

    assert before.url("base.css") != after.url("base.css") != renamed.url("base.css")
    assert StaticFiles.read(tree).version == renamed.version


@pytest.mark.parametrize(
    "path",
    [
        "/static/0000000000000000/base.css",
        "/static/base.css",
        "/static/{version}/none.css",
        "/static/{version}/../base.css",
        "/static/{version}/%2e%2e/static_files.py",
        "/static/{version}/.hidden",
        "/static/{version}/",
        "/static/",
    ],
)
async def test_nothing_else_is_there(tree: Path, path: str) -> None:
    static = StaticFiles.read(tree)

    answer = await get(static, path.replace("{version}", static.version))

    assert answer.status_code == 404


async def test_files_are_read_and_not_written_to(tree: Path) -> None:
    static = StaticFiles.read(tree)

    async with web_over_fakes(static=static).client() as client:
        posted = await client.post(static.url("base.css"))
        head = await client.head(static.url("base.css"), headers={"accept-encoding": "identity"})

    assert posted.status_code == 405
    assert posted.headers["allow"] == "GET, HEAD"
    assert head.status_code == 200
    assert head.headers["content-length"] == str(len(LONG))
    assert head.content == b""


async def test_without_third_party_scripts_the_app_starts_and_says_so(
    tree: Path, caplog: pytest.LogCaptureFixture
) -> None:
    static = StaticFiles.read(tree)

    page = await get(static, "/")

    assert page.status_code == 200
    assert "make assets" in caplog.text


async def test_what_the_domain_knows_is_served_as_a_module() -> None:
    static = StaticFiles.read()

    answer = await get(static, static.url("designer/state/discord.js"))

    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.text.startswith('export const discord = {"groups":[')
    assert '"name":"MANAGE_CHANNELS"' in answer.text


def test_a_page_asks_at_once_for_all_that_its_modules_import(tree: Path) -> None:
    (tree / "one.js").write_text('import "./lib/api.js";\nimport "./shared.js";')
    (tree / "two.js").write_text('import "./shared.js";')
    (tree / "shared.js").write_text("")
    static = StaticFiles.read(tree)

    asked = static.modules("one.js", "two.js")

    assert asked == [static.url("lib/api.js"), static.url("shared.js")]
