"""One process at a time does the work, and stops when it may no longer."""

import asyncio

import pytest

from app.shared.application.leading.leader import LEASE_S, Leader
from tests.support.fakes.clock import FakeClock
from tests.support.fakes.leases import FakeLeases


class Process:
    def __init__(self, leases: FakeLeases, clock: FakeClock, who: str) -> None:
        self.begun, self.ended = 0, 0
        leader = Leader(leases, clock, name="work", who=who)
        self.task = asyncio.create_task(leader.lead_forever(self._work))

    @property
    def works(self) -> bool:
        return self.begun > self.ended

    async def stop(self) -> None:
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)

    async def _work(self) -> None:
        self.begun += 1
        try:
            await asyncio.Event().wait()
        finally:
            self.ended += 1


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def leases(clock: FakeClock) -> FakeLeases:
    return FakeLeases(clock)


async def test_of_two_one_works_and_the_other_when_it_has_gone(
    leases: FakeLeases, clock: FakeClock
) -> None:
    first, second = Process(leases, clock, "first"), Process(leases, clock, "second")
    await clock.sleep(5 * LEASE_S)
    assert (first.works, second.works) == (True, False)

    await first.stop()
    await clock.sleep(LEASE_S)

    assert (first.works, second.works) == (False, True)
    await second.stop()


async def test_who_lost_the_lease_stops_at_once(leases: FakeLeases, clock: FakeClock) -> None:
    process = Process(leases, clock, "first")
    await clock.sleep(1)
    leases.held["work"] = ("somebody else", clock.now().timestamp() + 10 * LEASE_S)

    await clock.sleep(LEASE_S / 2)

    assert not process.works
    await process.stop()


async def test_who_cannot_prolong_it_stops_before_anybody_else_could_have_it(
    leases: FakeLeases, clock: FakeClock
) -> None:
    process = Process(leases, clock, "first")
    await clock.sleep(1)
    leases.broken = True

    await clock.sleep(LEASE_S - 1)
    in_time = process.ended
    leases.broken = False
    await clock.sleep(LEASE_S)

    assert (in_time, process.begun, process.ended) == (1, 2, 1)
    await process.stop()


async def test_a_moment_without_the_keeper_stops_nothing(
    leases: FakeLeases, clock: FakeClock
) -> None:
    process = Process(leases, clock, "first")
    await clock.sleep(1)
    leases.broken = True
    await clock.sleep(LEASE_S / 3)
    leases.broken = False

    await clock.sleep(5 * LEASE_S)

    assert process.begun == 1
    assert process.works
    await process.stop()


async def test_what_goes_wrong_in_the_work_is_raised_and_the_lease_is_free(
    leases: FakeLeases, clock: FakeClock
) -> None:
    async def broken() -> None:
        raise ValueError("a fault of ours")

    with pytest.raises(ValueError, match="a fault of ours"):
        await Leader(leases, clock, name="work", who="first").lead_forever(broken)

    assert leases.held == {}
