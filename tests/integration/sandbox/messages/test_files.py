"""Files of messages: sent as forms, kept through edits, and served."""

from collections.abc import AsyncGenerator

import httpx2
import pytest

from app.sandbox.world.operations.messaging.attaching import MOST_BYTES
from tests.integration.sandbox.messages.desk import Desk, leaves
from tests.support.sandbox import running_sandbox

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x07\0\0\0\x05\x08\x02\0\0\0"


@pytest.fixture
async def desk() -> AsyncGenerator[Desk]:
    async with running_sandbox(expect_bad_requests=True) as place:
        yield Desk(place)


async def _served(url: str) -> httpx2.Response:
    async with httpx2.AsyncClient(trust_env=False) as browser:
        return await browser.get(url)


async def test_files_are_attached_described_and_served(desk: Desk) -> None:
    about = {"attachments": [{"id": 1, "filename": "b-side.png", "description": "a picture"}]}
    binary = bytes(range(256)) + b"\r\n--x\r\n"

    answer = await desk.upload({"a.bin": binary, "b.png": PNG}, about)
    first, second = answer.json()["attachments"]

    assert (first["filename"], first["size"]) == ("a.bin", len(binary))
    assert (await _served(first["url"])).content == binary
    assert (second["filename"], second["description"]) == ("b-side.png", "a picture")
    assert (second["width"], second["height"]) == (7, 5)
    assert second["content_type"] == "image/png"


async def test_what_is_no_picture_is_saved_and_not_shown_by_browsers(desk: Desk) -> None:
    answer = await desk.upload({"page.html": b"<script>1</script>"})
    served = await _served(answer.json()["attachments"][0]["url"])

    assert served.headers["content-disposition"] == "attachment"
    assert served.headers["x-content-type-options"] == "nosniff"


async def test_only_the_whole_address_finds_a_file(desk: Desk) -> None:
    url = (await desk.upload({"a.txt": b"a"})).json()["attachments"][0]["url"]

    wrong = await _served(url.replace("a.txt", "b.txt"))

    assert (wrong.status_code, (await _served(url + "/x")).status_code) == (404, 404)


async def test_an_embed_shows_a_file_that_is_not_listed_besides(desk: Desk) -> None:
    embed = {"title": "t", "image": {"url": "attachment://b.png"}}

    sent = (await desk.upload({"b.png": PNG}, {"embeds": [embed]})).json()

    assert sent["attachments"] == []
    assert (await _served(sent["embeds"][0]["image"]["url"])).content == PNG


async def test_an_embeds_picture_that_was_not_sent_is_left_out(desk: Desk) -> None:
    sent = await desk.send(embeds=[{"title": "t", "image": {"url": "attachment://x.png"}}])

    assert "image" not in sent["embeds"][0]


async def test_components_show_files(desk: Desk) -> None:
    components = [
        {"type": 13, "file": {"url": "attachment://plan.txt"}},
        {"type": 12, "items": [{"media": {"url": "attachment://b.png"}}]},
    ]

    answer = await desk.upload(
        {"plan.txt": b"plan", "b.png": PNG}, {"flags": 1 << 15, "components": components}
    )
    file, gallery = answer.json()["components"]
    edited = await desk.place.bot.patch(
        f"{desk.path}/{answer.json()['id']}", {"flags": 1 << 15 | 1 << 2}
    )

    assert (file["name"], file["size"]) == ("plan.txt", 4)
    assert (await _served(gallery["items"][0]["media"]["url"])).content == PNG
    assert edited.json()["components"] == [file, gallery]


async def test_a_component_cannot_show_a_file_that_was_not_sent(desk: Desk) -> None:
    file = {"type": 13, "file": {"url": "attachment://plan.txt"}}

    refusal = await desk.refused(flags=1 << 15, components=[file])

    assert list(leaves(refusal).values()) == ["UNKNOWN_ATTACHMENT"]


async def test_an_edit_keeps_the_files_that_it_lists(desk: Desk) -> None:
    sent = (await desk.upload({"a.txt": b"a", "b.txt": b"b"}, {"content": "x"})).json()
    path = f"{desk.path}/{sent['id']}"
    kept = sent["attachments"][1]["id"]

    untouched = (await desk.place.bot.patch(path, {"content": "y"})).json()
    fewer = (await desk.place.bot.patch(path, {"attachments": [{"id": kept}]})).json()
    more = await desk.upload(
        {"c.txt": b"c"}, {"attachments": [{"id": kept}, {"id": 0}]}, "PATCH", path
    )
    none = (await desk.place.bot.patch(path, {"attachments": []})).json()

    assert len(untouched["attachments"]) == 2
    assert [each["filename"] for each in fewer["attachments"]] == ["b.txt"]
    assert [each["filename"] for each in more.json()["attachments"]] == ["b.txt", "c.txt"]
    assert none["attachments"] == []


async def test_a_file_that_is_listed_and_not_sent_is_unknown(desk: Desk) -> None:
    refusal = await desk.refused(content="a", attachments=[{"id": 0, "filename": "a"}])

    assert leaves(refusal) == {"attachments.0.id": "UNKNOWN_ATTACHMENT"}


@pytest.mark.parametrize(("count", "size"), [(1, MOST_BYTES + 1), (3, 9 * 1024 * 1024)])
async def test_large_files_and_requests_are_refused(desk: Desk, count: int, size: int) -> None:
    answer = await desk.upload({f"{number}.bin": b"0" * size for number in range(count)})

    assert (answer.status_code, answer.json()["code"]) == (413, 40005)


async def test_eleven_files_are_too_many(desk: Desk) -> None:
    answer = await desk.upload({f"{number}.txt": b"a" for number in range(11)})

    assert leaves(answer.json()) == {"attachments": "BASE_TYPE_MAX_LENGTH"}


async def test_a_form_may_do_without_json(desk: Desk) -> None:
    answer = await desk.place.bot._client.post(
        desk.path, files=[("content", (None, "plain")), ("file", ("a.txt", b"a"))]
    )

    assert answer.json()["content"] == "plain"
    assert answer.json()["attachments"][0]["filename"] == "a.txt"


async def test_json_in_a_form_that_is_none_is_told(desk: Desk) -> None:
    answer = await desk.place.bot._client.post(
        desk.path, files=[("payload_json", (None, "{")), ("files[0]", ("a.txt", b"a"))]
    )

    assert (answer.status_code, answer.json()["code"]) == (400, 50109)
