import json

import pytest

from app.sandbox.clock import DrivenClock
from app.sandbox.exchange.messages import Exchange
from app.sandbox.limits.limits import Limits
from app.sandbox.limits.page import LimitsPage
from tests.support.exchanges import Handler, exchange

EDIT = "PATCH /channels/{channel_id}"


@pytest.fixture
def limits() -> Limits:
    return Limits(DrivenClock())


def request(method: str, path: str = "", body: object = None) -> Exchange:
    content = b"" if body is None else json.dumps(body).encode()
    return Exchange(method, path, content=content)


async def test_everything_that_came_in_is_counted(limits: Limits) -> None:
    for _ in range(7):
        await limits.layer(exchange(EDIT, {}), Handler())
    await limits.layer(Exchange("GET", "/nowhere"), Handler(404))
    await limits.layer(exchange(), Handler(403))

    counts = limits.counts

    assert counts.total == 9
    assert counts.requests == {EDIT: 7, "(no route)": 1, "GET /guilds/{guild_id}": 1}
    assert counts.answers == {200: 5, 429: 2, 404: 1, 403: 1}
    assert counts.refusals == {"user": 2}
    assert counts.refusals_by_route == {EDIT: 2}
    assert counts.invalid_requests == 3


async def test_the_page_shows_the_same(limits: Limits) -> None:
    await limits.layer(exchange(), Handler())

    shown = json.loads(LimitsPage(limits)(request("GET")).content)

    assert shown == {
        "enabled": True,
        "total": 1,
        "requests": {"GET /guilds/{guild_id}": 1},
        "answers": {"200": 1},
        "refusals": {"user": 0, "global": 0, "shared": 0},
        "refusals_by_route": {},
        "invalid_requests": 0,
        "banned_answers": 0,
        "highest_per_second": 1,
    }


async def test_limits_can_be_switched_off_and_on_there(limits: Limits) -> None:
    page = LimitsPage(limits)

    assert page(request("PATCH", body={"enabled": False})).status == 200
    assert not limits.enabled
    assert page(request("PATCH", body={"enabled": 1})).status == 400
    assert not limits.enabled
    assert page(request("PATCH", body={"enabled": True})).status == 200
    assert limits.enabled


async def test_a_refusal_can_be_ordered_there(limits: Limits) -> None:
    order = {"scope": "shared", "method": "GET", "template": "/guilds/{guild_id}"}

    accepted = LimitsPage(limits)(request("POST", "/refusals", order))
    answer = await limits.layer(exchange(), Handler())

    assert accepted.status == 201
    assert answer.headers["x-ratelimit-scope"] == "shared"


@pytest.mark.parametrize("order", [{"scope": "galactic"}, {"retries": 3}, []])
async def test_an_order_that_is_none_is_refused_with_the_reason(
    limits: Limits, order: object
) -> None:
    answer = LimitsPage(limits)(request("POST", "/refusals", order))

    assert answer.status == 400
    assert "RefusalOrder" in json.loads(answer.content)["message"]
    assert (await limits.layer(exchange(), Handler())).status == 200


async def test_deleting_forgets_what_was_spent_and_counted(limits: Limits) -> None:
    for _ in range(6):
        await limits.layer(exchange(EDIT, {}), Handler())

    LimitsPage(limits)(request("DELETE"))

    assert limits.counts.total == 0
    assert (await limits.layer(exchange(EDIT, {}), Handler())).status == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("PUT", "", 405), ("GET", "/refusals", 405), ("GET", "/elsewhere", 404)],
)
def test_what_the_page_does_not_know_it_says(
    limits: Limits, method: str, path: str, status: int
) -> None:
    assert LimitsPage(limits)(request(method, path)).status == status
