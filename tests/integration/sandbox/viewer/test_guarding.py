"""The viewer needs no token, so nothing but a page on this machine may use it."""

import re

import pytest

from app.sandbox.exchange.asgi import Event, Scope
from app.sandbox.viewer.loopback import LoopbackOnly
from app.sandbox.viewer.page import STATIC
from tests.integration.sandbox.viewer.hands import open_page


async def test_the_page_comes_with_a_strict_policy_and_its_guilds() -> None:
    async with open_page() as page:
        page.place.guild.name = "<b>Bold & Co</b>"

        answer = await page.http.get("/")

    assert answer.status_code == 200
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; script-src")
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert "&lt;b&gt;Bold &amp; Co&lt;/b&gt;" in answer.text
    assert "<b>Bold" not in answer.text


async def test_everything_the_page_asks_for_is_served_from_here() -> None:
    html = (STATIC / "index.html").read_text(encoding="utf-8")
    wanted = re.findall(r'(?:src|href)="(?!#)([^"]+)"', html)

    async with open_page() as page:
        answers = [await page.http.get(path) for path in wanted]

    assert len(wanted) >= 3
    assert [answer.status_code for answer in answers] == [200] * len(wanted)
    assert "<style" not in html
    assert " style=" not in html
    assert re.search(r"<script(?! type=\"module\" src=)", html) is None


def test_the_modules_reach_for_nothing_elsewhere_and_build_no_html_from_text() -> None:
    for module in STATIC.glob("*.js"):
        text = module.read_text(encoding="utf-8")

        assert "://" not in text.replace("http://www.w3.org/2000/svg", ""), module.name
        assert "innerHTML" not in text, module.name


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example:1"])
async def test_a_name_that_was_bound_to_this_machine_from_elsewhere_is_refused(host: str) -> None:
    async with open_page() as page:
        answer = await page.http.get("/sandbox/guilds", headers={"Host": host})

    assert answer.status_code == 403


async def test_another_sites_page_cannot_change_anything() -> None:
    async with open_page() as page:
        answer = await page.http.post(
            f"{page.guild_path}/roles",
            json={"name": "x"},
            headers={"Origin": "http://evil.example"},
        )

        assert answer.status_code == 403
        assert len(page.place.guild.roles) == 2


async def test_the_pages_own_origin_may() -> None:
    async with open_page() as page:
        answer = await page.http.post(
            f"{page.guild_path}/roles",
            json={"name": "x"},
            headers={"Origin": page.place.sandbox.url},
        )

    assert answer.status_code == 201


@pytest.mark.parametrize(
    ("client", "status"),
    [(("127.0.0.1", 5), 200), (("::1", 5), 200), (("10.0.0.7", 5), 403), (None, 403)],
)
async def test_only_clients_on_this_machine_are_answered(
    client: tuple[str, int] | None, status: int
) -> None:
    sent: list[Event] = []

    async def application(_scope: Scope, _receive: object, send: object) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})  # type: ignore[operator]

    async def send(message: Event) -> None:
        sent.append(message)

    async def receive() -> Event:
        return {"type": "http.request"}

    scope: Scope = {
        "type": "http",
        "method": "GET",
        "client": client,
        "headers": [(b"host", b"localhost:80")],
    }

    await LoopbackOnly(application)(scope, receive, send)

    assert sent[0]["status"] == status


async def test_the_viewer_is_not_under_the_api() -> None:
    async with open_page() as page:
        answer = await page.place.bot.get("/sandbox/guilds")

    assert answer.status_code == 404
