"""What another site makes a browser send changes nothing."""

from dataclasses import dataclass

import pytest

from app.shared.infrastructure.container import Container
from tests.support.fakes.web_sessions import FakeWebSessions
from tests.support.web import COOKIE, ORIGIN, Web, web_over_fakes

OTHER = "https://evil.example"


@dataclass(frozen=True)
class Sent:
    """Headers besides the cookie; None leaves one out."""

    origin: str | None = ORIGIN
    site: str | None = "same-origin"
    token: str | bytes | None = "right"


async def sign_out(web: Web, sent: Sent) -> tuple[int, str, bool]:
    """Status, code, and whether the session goes on."""
    secret, session = await web.sign_in()
    given = {
        "origin": sent.origin,
        "sec-fetch-site": sent.site,
        "x-csrf-token": session.csrf if sent.token == "right" else sent.token,
    }
    headers = {name: value for name, value in given.items() if value is not None}
    async with web.client(**headers) as client:
        client.cookies.set(COOKIE, secret)
        answer = await client.post("/sign-out")
    code = answer.json()["code"] if answer.status_code == 403 and answer.text[0] == "{" else ""
    goes_on = await web.container.web_sessions().find(secret) is not None
    return answer.status_code, code, goes_on


@pytest.mark.parametrize(
    "sent",
    [Sent(), Sent(site=None), Sent(origin=None)],
    ids=["both", "an older browser", "a browser that leaves the origin out"],
)
async def test_our_own_page_may(sent: Sent) -> None:
    status, _, goes_on = await sign_out(web_over_fakes(), sent)

    assert status == 204
    assert not goes_on


@pytest.mark.parametrize(
    "sent",
    [
        Sent(origin=OTHER, site="cross-site"),
        Sent(origin=OTHER),
        Sent(origin=OTHER, site=None),
        Sent(site="cross-site"),
        Sent(site="same-site"),
        Sent(site="none"),
        Sent(origin=None, site="cross-site"),
        Sent(origin=None, site="none"),
        Sent(origin=None, site=None),
        Sent(origin="null"),
        Sent(origin=ORIGIN.replace("https", "http"), site=None),
        Sent(origin=f"{ORIGIN}:8443", site=None),
        Sent(origin=f"{ORIGIN}.evil.example", site=None),
        Sent(origin="", site=None),
        Sent(token=None),
        Sent(token=""),
        Sent(token="wrong"),
        Sent(token=b"wr\xf6ng"),
    ],
    ids=str,
)
async def test_anybody_else_may_not(sent: Sent) -> None:
    status, _, goes_on = await sign_out(web_over_fakes(), sent)

    assert status == 403
    assert goes_on


async def test_the_token_of_another_session_is_no_good() -> None:
    web = web_over_fakes()
    _, other = await web.sign_in()

    status, _, goes_on = await sign_out(web, Sent(token=other.csrf))

    assert status == 403
    assert goes_on


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "PROPFIND"])
async def test_every_method_that_may_change_something_is_guarded_even_without_a_route(
    method: str,
) -> None:
    web = web_over_fakes()

    async with web.signed_in() as client:
        answer = await client.request(method, "/api/v1/me", headers={"origin": OTHER})

    assert answer.status_code == 403
    assert answer.json()["code"] == "cross_site"


async def test_reading_needs_nothing() -> None:
    web = web_over_fakes()

    async with web.signed_in() as client:
        answer = await client.get(
            "/api/v1/me", headers={"origin": OTHER, "sec-fetch-site": "cross-site"}
        )

    assert answer.status_code == 200
    assert "access-control-allow-origin" not in answer.headers


async def test_a_program_with_a_token_needs_no_more_and_its_cookie_does_not_count() -> None:
    """Browsers send no Authorization header by themselves."""
    web = web_over_fakes()
    secret, _ = await web.sign_in()

    async with web.client(authorization="Bearer gw_nobody-knows-this-one") as client:
        client.cookies.set(COOKIE, secret)
        answer = await client.post("/sign-out")

    assert answer.status_code == 401
    assert await web.container.web_sessions().find(secret) is not None


async def test_where_nobody_knows_who_asks_nothing_is_changed() -> None:
    web = web_over_fakes()

    async with web.signed_in() as client:
        sessions_of(web.container).is_down = True
        answer = await client.post("/sign-out")

    assert answer.status_code == 503


def sessions_of(container: Container) -> FakeWebSessions:
    sessions = container.web_sessions()
    assert isinstance(sessions, FakeWebSessions)
    return sessions
