"""To which names we answer, and what every answer forbids."""

import pytest

from app.web.static_files import StaticFiles
from tests.support.web import ORIGIN, web_over_fakes, web_settings


@pytest.mark.parametrize("host", ["guildwright.test", "GUILDWRIGHT.test", "guildwright.test:443"])
async def test_our_own_name_is_answered_with_any_port(host: str) -> None:
    async with web_over_fakes().client(host=host) as client:
        assert (await client.get("/")).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "guildwright.test.evil.example",
        "guildwright.test@evil.example",
        "evil.example/guildwright.test",
        "guildwright.test:port",
        "[::1",
        "",
    ],
)
async def test_no_other_name_is(host: str) -> None:
    async with web_over_fakes().client(host=host) as client:
        answer = await client.get("/")

    assert answer.status_code == 400
    assert ORIGIN in answer.text
    assert "content-security-policy" in answer.headers


async def test_a_name_may_be_added() -> None:
    web = web_over_fakes(web_settings(extra_hosts="inside.lan, [::1]"))

    async with web.client() as client:
        named = await client.get("/", headers={"host": "inside.lan:8000"})
        numbered = await client.get("/", headers={"host": "[::1]:8000"})

    assert named.status_code == 200
    assert numbered.status_code == 200


@pytest.mark.parametrize("path", ["/", "/api/v1/me", "/nothing", "/static/x/y.css"])
async def test_every_answer_carries_what_browsers_have_to_forbid(path: str) -> None:
    async with web_over_fakes().client() as client:
        headers = (await client.get(path)).headers

    policy = dict(
        part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["img-src"] == "'self' https://cdn.discordapp.com data:"
    assert policy["form-action"] == "'self'"
    assert policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert "server" not in headers


@pytest.mark.parametrize("name", ["shell.js", "base.css"])
async def test_scripts_and_styles_carry_only_what_is_not_about_documents(name: str) -> None:
    static = StaticFiles.read()

    async with web_over_fakes(static=static).client() as client:
        headers = (await client.get(static.url(name))).headers

    assert headers["x-content-type-options"] == "nosniff"
    assert headers["strict-transport-security"] == "max-age=31536000"
    assert "content-security-policy" not in headers
    assert "permissions-policy" not in headers


async def test_a_picture_is_a_document_when_it_is_opened_by_itself() -> None:
    static = StaticFiles.read()

    async with web_over_fakes(static=static).client() as client:
        headers = (await client.get(static.url("mark.svg"))).headers

    assert "default-src 'none'" in headers["content-security-policy"]


async def test_browsers_are_told_to_stay_encrypted_only_where_it_is() -> None:
    async with web_over_fakes().client() as client:
        encrypted = await client.get("/")
    async with web_over_fakes(
        web_settings(public_url="http://guildwright.test")
    ).client() as client:
        plain = await client.get("/")

    assert encrypted.headers["strict-transport-security"] == "max-age=31536000"
    assert "strict-transport-security" not in plain.headers


async def test_no_other_site_is_let_in() -> None:
    async with web_over_fakes().client(origin="https://evil.example") as client:
        asked = await client.options(
            "/api/v1/me", headers={"access-control-request-method": "POST"}
        )

    assert not [name for name in asked.headers if name.startswith("access-control")]


async def test_pages_and_problems_are_kept_by_no_cache() -> None:
    async with web_over_fakes().client() as client:
        page, problem = await client.get("/"), await client.get("/api/v1/me")

    assert page.headers["cache-control"] == problem.headers["cache-control"] == "no-store"
