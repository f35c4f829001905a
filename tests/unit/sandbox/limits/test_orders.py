import json

import pytest

from app.sandbox.clock import DrivenClock
from app.sandbox.exchange.messages import Exchange
from app.sandbox.limits.limits import Limits
from app.sandbox.limits.orders import RefusalOrder
from app.sandbox.limits.refusals import Scope
from tests.support.exchanges import Handler, exchange

ROLES = "GET /guilds/{guild_id}/roles"


@pytest.fixture
def limits() -> Limits:
    return Limits(DrivenClock())


@pytest.mark.parametrize(
    ("scope", "is_global", "has_bucket"),
    [(Scope.USER, False, True), (Scope.SHARED, False, True), (Scope.GLOBAL, True, False)],
)
async def test_a_refusal_of_any_scope_can_be_ordered(
    limits: Limits, scope: Scope, is_global: bool, has_bucket: bool
) -> None:
    limits.refuse(RefusalOrder(scope, retry_after=2.5))

    answer = await limits.layer(exchange(ROLES), Handler())

    assert answer.status == 429
    assert answer.headers["x-ratelimit-scope"] == scope
    assert ("x-ratelimit-global" in answer.headers) is is_global
    assert ("x-ratelimit-bucket" in answer.headers) is has_bucket
    assert answer.headers["retry-after"] == "3"
    assert json.loads(answer.content)["retry_after"] == 2.5
    assert json.loads(answer.content)["global"] is is_global


async def test_it_holds_for_its_route_and_its_number_of_times(limits: Limits) -> None:
    limits.refuse(RefusalOrder(method="GET", template="/guilds/{id}/roles", times=2))

    other = await limits.layer(exchange("GET /guilds/{guild_id}/channels"), Handler())
    statuses = [(await limits.layer(exchange(ROLES), Handler())).status for _ in range(3)]

    assert other.status == 200
    assert statuses == [429, 429, 200]


async def test_it_can_look_like_a_sub_limit(limits: Limits) -> None:
    limits.refuse(RefusalOrder(remaining=4))

    answer = await limits.layer(exchange(ROLES), Handler())

    assert answer.headers["x-ratelimit-remaining"] == "4"


async def test_it_can_come_without_any_rate_limit_header(limits: Limits) -> None:
    limits.refuse(RefusalOrder(bare=True, retry_after=3.0))

    answer = await limits.layer(exchange(ROLES), Handler())

    assert set(answer.headers) == {"content-type", "via"}
    assert json.loads(answer.content)["retry_after"] == 3.0


async def test_a_path_without_a_route_can_be_refused_too(limits: Limits) -> None:
    limits.refuse(RefusalOrder())

    answer = await limits.layer(Exchange("GET", "/nowhere"), Handler(404))

    assert answer.status == 429
    assert answer.headers["x-ratelimit-bucket"]
