import pytest

from app.sandbox.clock import DrivenClock
from app.sandbox.exchange.messages import Answer
from app.sandbox.limits.ban import INVALID_REQUESTS, InvalidRequestBan
from app.sandbox.limits.limits import Limits
from app.sandbox.limits.orders import RefusalOrder
from app.sandbox.limits.refusals import Scope
from app.sandbox.limits.windows import Allowance
from tests.support.exchanges import Handler, exchange


@pytest.fixture
def clock() -> DrivenClock:
    return DrivenClock()


@pytest.fixture
def limits(clock: DrivenClock) -> Limits:
    limits = Limits(clock)
    limits.ban = InvalidRequestBan(Allowance(3, 600.0))
    return limits


async def get(limits: Limits, status: int = 200, client: str = "127.0.0.1") -> Answer:
    return await limits.layer(exchange(client=client), Handler(status))


def test_discords_own_numbers_are_10_000_in_10_minutes() -> None:
    assert Allowance(10_000, 600.0) == INVALID_REQUESTS


@pytest.mark.parametrize("status", [401, 403])
async def test_enough_refused_requests_lead_to_a_page_without_via(
    limits: Limits, status: int
) -> None:
    for _ in range(3):
        assert (await get(limits, status)).status == status

    banned = await get(limits)

    assert banned.status == 429
    assert banned.headers["content-type"].startswith("text/html")
    assert "via" not in banned.headers
    assert not any(name.startswith("x-ratelimit") for name in banned.headers)
    assert b"1015" in banned.content


async def test_the_ban_ends_with_its_window_and_not_before(
    limits: Limits, clock: DrivenClock
) -> None:
    for _ in range(3):
        await get(limits, 403)

    clock.advance(599.9)
    during = await get(limits)
    clock.advance(0.1)
    after = await get(limits)

    assert [during.status, after.status] == [429, 200]


async def test_refusals_that_lie_far_apart_lead_to_none(limits: Limits, clock: DrivenClock) -> None:
    for _ in range(10):
        await get(limits, 403)
        clock.advance(301)

    assert (await get(limits)).status == 200


async def test_other_addresses_are_not_banned(limits: Limits) -> None:
    for _ in range(2):
        await get(limits, 403, client="127.0.0.2")
    await get(limits, 403)

    assert (await get(limits)).status == 200
    for _ in range(2):
        await get(limits, 403)
    assert (await get(limits)).status == 429
    assert (await get(limits, client="127.0.0.2")).status == 200


async def test_a_429_counts_unless_its_scope_is_shared(limits: Limits) -> None:
    limits.refuse(RefusalOrder(Scope.SHARED, times=5))
    limits.refuse(RefusalOrder(Scope.USER, times=2))
    limits.refuse(RefusalOrder(Scope.GLOBAL, times=1))

    statuses = [(await get(limits)).status for _ in range(5)]
    assert limits.counts.invalid_requests == 0
    statuses += [(await get(limits)).status for _ in range(3)]
    banned = await get(limits)

    assert statuses == [429] * 8
    assert limits.counts.invalid_requests == 3
    assert "via" not in banned.headers


async def test_other_errors_do_not_count(limits: Limits) -> None:
    for status in (400, 404, 500) * 3:
        await get(limits, status)

    assert (await get(limits)).status == 200


async def test_the_page_can_be_a_403(limits: Limits) -> None:
    limits.ban.status = 403
    for _ in range(3):
        await get(limits, 401)

    assert (await get(limits)).status == 403
