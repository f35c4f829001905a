"""The web app at a real address."""

import asyncio

import httpx2
import pytest

from app.web.api.live.access_watch import AccessWatch
from app.web.api.live.run_feeds import RunFeeds
from app.web.api.live.streams import Streams
from app.web.listening import PortTaken, listen, loopback_address
from app.web.serving import serving
from tests.support.fakes.access_events import FakeAccessEvents
from tests.support.fakes.clock import FakeClock
from tests.support.served_web import served_web
from tests.support.web import a_user, web_over_fakes, web_settings


async def test_answers_say_nothing_of_what_serves_them(
    migrated_url: str, clean_redis_url: str
) -> None:
    async with served_web(migrated_url, clean_redis_url) as served, served.browser() as browser:
        answer = await browser.get("/")

    assert answer.status_code == 200
    assert "server" not in answer.headers
    assert "date" in answer.headers


async def test_a_forwarded_header_of_a_stranger_changes_nothing(
    migrated_url: str, clean_redis_url: str
) -> None:
    """Else everybody could have an allowance of their own for guessing."""
    async with (
        served_web(migrated_url, clean_redis_url, requests_per_minute=2) as served,
        served.browser() as browser,
    ):
        statuses = [
            (await browser.get("/", headers={"x-forwarded-for": f"203.0.113.{number}"})).status_code
            for number in range(3)
        ]

    assert statuses == [200, 200, 429]


async def test_a_taken_port_is_told_in_words() -> None:
    with listen("127.0.0.1", 0) as taken, pytest.raises(PortTaken, match="cannot listen") as told:
        listen("127.0.0.1", taken.getsockname()[1])

    assert "WEB_PORT" in told.value.remedy


async def test_a_request_under_way_is_finished_when_the_app_ends() -> None:
    listener = listen("127.0.0.1", 0)
    address = loopback_address(listener)
    web = web_over_fakes(web_settings(public_url=address.origin))
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slow() -> str:
        begun.set()
        await go_on.wait()
        return "done"

    web.app.add_api_route("/slow", slow)
    async with httpx2.AsyncClient(base_url=address.origin, trust_env=False) as client:
        async with serving(web.app, listener):
            asked = asyncio.create_task(client.get("/slow"))
            await begun.wait()
            asyncio.get_running_loop().call_later(0.2, go_on.set)
        answer = await asked

    assert answer.json() == "done"


class ClosedFeeds(RunFeeds):
    """Of an app whose only stream is the test's own."""

    def __init__(self) -> None:
        self.closed = asyncio.Event()

    def close(self) -> None:
        self.closed.set()


async def test_streams_of_events_are_ended_so_that_the_app_can_end() -> None:
    """They would take all the seconds that requests under way get."""
    listener = listen("127.0.0.1", 0)
    address = loopback_address(listener)
    web = web_over_fakes(web_settings(public_url=address.origin))
    begun, feeds = asyncio.Event(), ClosedFeeds()
    access = AccessWatch(FakeAccessEvents(), FakeClock())
    web.app.state.streams = Streams(container=web.container, runs=feeds, access=access)

    async def stream() -> str:
        begun.set()
        await feeds.closed.wait()
        return "over"

    web.app.add_api_route("/stream", stream)
    async with httpx2.AsyncClient(base_url=address.origin, trust_env=False) as client:
        async with serving(web.app, listener):
            asked = asyncio.create_task(client.get("/stream"))
            await begun.wait()
        answer = await asked

    assert answer.json() == "over"


async def test_with_redis_gone_visitors_are_still_served(migrated_url: str) -> None:
    """Nobody counts them then, and nobody can be known."""
    nowhere = "redis://127.0.0.1:1"
    async with served_web(migrated_url, nowhere) as served, served.browser() as browser:
        landing = await browser.get("/")
        signed_in = await browser.get("/api/v1/me", headers={"cookie": "__Host-gw=x"})

    assert landing.status_code == 200
    assert signed_in.status_code == 503


async def test_a_session_that_is_revoked_is_out_at_once(
    migrated_url: str, clean_redis_url: str
) -> None:
    async with served_web(migrated_url, clean_redis_url) as served, served.browser() as browser:
        secret, session = await served.web.sign_in(a_user(42))
        cookie = {"cookie": f"__Host-gw={secret}"}

        before = await browser.get("/api/v1/me", headers=cookie)
        await served.web.container.web_sessions().end(session.user.id, session.handle)
        after = await browser.get("/api/v1/me", headers=cookie)

    assert before.status_code == 200
    assert after.status_code == 401
