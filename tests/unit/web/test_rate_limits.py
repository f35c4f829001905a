"""Who asks too often is slowed down, and nobody else."""

import httpx2
import pytest

from tests.support.fakes.counted_sessions import FakeCountedSessions
from tests.support.fakes.rate_limits import FakeRateLimits
from tests.support.fakes.web_sessions import FakeWebSessions
from tests.support.web import Web, a_user, web_over_fakes, web_settings


def limits_of(web: Web) -> FakeRateLimits:
    limits = web.container.rate_limits()
    assert isinstance(limits, FakeRateLimits)
    return limits


async def times(client: httpx2.AsyncClient, count: int, path: str) -> list[int]:
    return [(await client.get(path)).status_code for _ in range(count)]


async def test_too_many_requests_are_refused_with_when_to_come_back() -> None:
    web = web_over_fakes(web_settings(requests_per_minute=2))

    async with web.client() as client:
        statuses = await times(client, 2, "/api/v1/me")
        refused = await client.get("/api/v1/me")
        page = await client.get("/")

    assert statuses == [401, 401]
    assert refused.status_code == 429
    assert refused.headers["retry-after"] == "42"
    assert refused.json()["code"] == "too_many_requests"
    assert "42 seconds" in refused.json()["remedy"]
    assert page.status_code == 429
    assert "Too many requests" in page.text


async def test_each_session_and_each_address_has_its_own_allowance() -> None:
    web = web_over_fakes(web_settings(requests_per_minute=1))

    async with web.signed_in(a_user(1)) as one, web.signed_in(a_user(2)) as two:
        statuses = [await times(client, 2, "/api/v1/me") for client in (one, two)]
    async with web.client() as nobody:
        statuses.append(await times(nobody, 2, "/api/v1/me"))

    assert statuses == [[200, 429], [200, 429], [401, 429]]


async def test_a_made_up_cookie_or_token_brings_no_new_allowance() -> None:
    web = web_over_fakes(web_settings(requests_per_minute=1))

    async with web.client() as client:
        await client.get("/api/v1/me")
        cookie = await client.get("/api/v1/me", headers={"cookie": "__Host-gw=made-up"})
        token = await client.get("/api/v1/me", headers={"authorization": "Bearer gw_made_up"})

    assert cookie.status_code == token.status_code == 429


async def test_signing_in_has_a_stricter_one_of_its_own() -> None:
    web = web_over_fakes()

    async with web.client() as client:
        statuses = await times(client, 20, "/sign-in")
        refused = await client.get("/auth/callback")
        elsewhere = await client.get("/")

    assert set(statuses) == {303}
    assert refused.status_code == 429
    assert elsewhere.status_code == 200


async def test_files_are_not_counted() -> None:
    web = web_over_fakes()

    async with web.client() as client:
        await client.get("/static/x/y")

    assert not limits_of(web).hits


async def test_where_nobody_counts_requests_are_served_and_the_log_says_so(
    caplog: pytest.LogCaptureFixture,
) -> None:
    web = web_over_fakes()
    limits_of(web).is_down = True

    async with web.client() as client:
        statuses = await times(client, 3, "/")

    assert statuses == [200, 200, 200]
    assert caplog.text.count("requests are served uncounted") == 1


async def test_without_redis_visitors_are_still_served_and_others_are_told_why() -> None:
    web = web_over_fakes()
    sessions = web.container.web_sessions()
    assert isinstance(sessions, FakeWebSessions)

    async with web.signed_in() as client:
        sessions.is_down = limits_of(web).is_down = True
        landing = await client.get("/")
        page = await client.get("/servers")
        api = await client.get("/api/v1/me")

    assert landing.status_code == 200
    assert page.status_code == 503
    assert "Redis does not answer" in page.text
    assert api.status_code == 503
    assert api.json()["code"] == "unavailable"


async def test_a_store_that_takes_no_more_signs_nobody_out(
    caplog: pytest.LogCaptureFixture,
) -> None:
    web = web_over_fakes()
    counted = web.container.counted_sessions()
    assert isinstance(counted, FakeCountedSessions)

    async with web.signed_in() as client:
        counted.is_full = True
        statuses = await times(client, 3, "/api/v1/me")

    assert statuses == [200, 200, 200]
    assert caplog.text.count("requests are served uncounted") == 1
