"""Many trials side by side over one set of databases and workers."""

import asyncio
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from math import inf

from app.sandbox.clock import SystemClock
from app.sandbox.world.world import World
from benchmarks.applying.seeding import Town
from benchmarks.chaos.place import Place, battlefield
from benchmarks.chaos.trial import Trial
from benchmarks.chaos.troubles import Menu
from benchmarks.chaos.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Wish:
    numbers: Sequence[int]
    seed: int
    lanes: int
    workers: int
    menu: Menu
    minutes: float = inf
    """After which no other run is begun."""


@dataclass(frozen=True, slots=True)
class Result:
    verdicts: Sequence[Verdict]
    kills: int
    terminations: int
    outages: int
    faults: int
    fallen: Sequence[str]
    """Workers that ended although nobody had made them."""

    @property
    def converged(self) -> int:
        return sum(one.converged for one in self.verdicts)

    def count(self, kind: str) -> int:
        return sum(len(getattr(one, kind)) for one in self.verdicts)


async def fight(wish: Wish, tell: Callable[[Verdict], None]) -> Result:
    """`tell` hears of each trial as it ends."""
    async with battlefield(Town(World(SystemClock())), wish.workers) as place:
        verdicts: list[Verdict] = []
        deadline = asyncio.get_running_loop().time() + 60 * wish.minutes
        numbers = _until(deadline, wish.numbers)
        lanes = [_lane(place, wish, numbers, verdicts, tell) for _ in range(wish.lanes)]
        async with asyncio.TaskGroup() as group:
            for lane in lanes:
                group.create_task(lane)
        place.crew.look_after()
        return Result(
            verdicts=sorted(verdicts, key=lambda one: one.number),
            kills=place.crew.killed,
            terminations=place.crew.terminated,
            outages=place.services.outages,
            faults=len(place.sandbox.faults.fired),
            fallen=tuple(place.crew.fallen),
        )


def _until(deadline: float, numbers: Sequence[int]) -> Iterator[int]:
    loop = asyncio.get_running_loop()
    return takewhile(lambda _number: loop.time() < deadline, numbers)


async def _lane(
    place: Place,
    wish: Wish,
    numbers: Iterator[int],
    verdicts: list[Verdict],
    tell: Callable[[Verdict], None],
) -> None:
    for number in numbers:
        trial = Trial(place, wish.seed, number, wish.menu)
        try:
            await trial()
        except Exception as error:  # noqa: BLE001 - one trial that fails is a finding, not the end
            trial.verdict.converged = False
            trial.verdict.why_not = f"{type(error).__name__}: {error}"
            trial.verdict.log += traceback.format_exception(error)[-3:]
        verdicts.append(trial.verdict)
        tell(trial.verdict)
