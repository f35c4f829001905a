"""However many ask whether a process is ready, its services are asked once a second."""

import asyncio

from app.shared.infrastructure.health.check import Check, Readiness
from app.shared.infrastructure.health.service_readiness import KeptReadiness


class Slow(Readiness):
    def __init__(self) -> None:
        self.asked = 0
        self.answer = asyncio.Event()
        self.reason = ""

    async def checks(self) -> tuple[Check, ...]:
        self.asked += 1
        await self.answer.wait()
        return (Check("redis", self.reason),)


class Place:
    def __init__(self) -> None:
        self.now = 100.0
        self.slow = Slow()
        self.kept = KeptReadiness(self.slow, lambda: self.now)


async def test_who_asks_while_somebody_looks_waits_for_the_same_look() -> None:
    place = Place()

    asking = [asyncio.create_task(place.kept.checks()) for _ in range(50)]
    await asyncio.sleep(0)
    asking[0].cancel()
    place.slow.answer.set()
    told = await asyncio.gather(*asking[1:])

    assert place.slow.asked == 1
    assert set(told) == {(Check("redis"),)}


async def test_a_second_later_it_is_looked_at_anew() -> None:
    place = Place()
    place.slow.answer.set()
    await place.kept.checks()
    place.slow.reason = "Redis does not answer."

    place.now += 0.9
    before = await place.kept.checks()
    place.now += 0.2
    after = await place.kept.checks()

    assert before == (Check("redis"),)
    assert after == (Check("redis", "Redis does not answer."),)
    assert place.slow.asked == 2
