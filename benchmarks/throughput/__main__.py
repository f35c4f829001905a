"""How many guilds workers bring through, how evenly, how soon, and in how much memory."""

import argparse
import asyncio
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.applying.place import WentWrong
from benchmarks.reporting import BadWish, parser, print_table, run_benchmark
from benchmarks.throughput.figures import evenness, least_seconds, percentile
from benchmarks.throughput.load import Timed, all_at_once, approved, ended, one_by_one, planned
from benchmarks.throughput.place import Works, memory_mb, works
from benchmarks.throughput.towns import DESIGN, busy_design, found

PROG = "python -m benchmarks.throughput"
_PACED = 40
_EVERY_S = 0.75
"""A run makes some twenty calls, the busy one ten in a second, and fifty go in a second."""
_BESIDE = 6
_BESIDE_EVERY_S = 1.5
_BUCKET_S = 2.0
_BUSY = 51
_MOST_GUILDS, _MOST_WORKERS = 5000, 8


@dataclass(frozen=True, slots=True)
class Wish:
    sizes: Sequence[int]
    workers: Sequence[int]
    limits: Sequence[bool]
    paced: int
    beside: int
    beside_every_s: float
    busy_channels: int


@dataclass(frozen=True, slots=True)
class Burst:
    """All approved at once, and worked through."""

    guilds: int
    workers: int
    limited: bool
    planned_s: float
    took_s: float
    calls: int
    refusals: int
    evenness: float
    memory_mb: float

    @property
    def share(self) -> float | None:
        """Of the least time that the limits allow; none where there are no limits."""
        return least_seconds(self.calls) / self.took_s if self.limited else None


@dataclass(frozen=True, slots=True)
class Found:
    bursts: Sequence[Burst]
    pickups_ms: Sequence[float]
    beside_ratio: float
    """How long small runs took beside one whose bucket was used up ÷ how long without it."""


def main() -> None:
    wished = parser("throughput", "Bring many guilds through one, two and four workers.")
    wished.add_argument("--guilds", type=_numbers, help="sizes, as in 50,500; 1 to 5000 each")
    wished.add_argument("--workers", type=_numbers, help="as in 1,2,4; 1 to 8 each")
    wished.add_argument("--limits", choices=("off", "on", "both"), help="of Discord's")
    run_benchmark(PROG, lambda: _measure(_wish(wished.parse_args())))


def _numbers(said: str) -> list[int]:
    return [int(part) for part in said.split(",")]


def _wish(wished: argparse.Namespace) -> Wish:
    sizes = wished.guilds or ([8] if wished.quick else [50, 500, 5000])
    workers = wished.workers or ([1] if wished.quick else [1, 2, 4])
    if not all(1 <= size <= _MOST_GUILDS for size in sizes):
        raise BadWish(f"--guilds must be between 1 and {_MOST_GUILDS} each")
    if not all(1 <= count <= _MOST_WORKERS for count in workers):
        raise BadWish(f"--workers must be between 1 and {_MOST_WORKERS} each")
    limits = {"off": [False], "on": [True], "both": [False, True]}[wished.limits or "both"]
    if wished.quick:
        return Wish(
            sizes, workers, limits, paced=10, beside=4, beside_every_s=_EVERY_S, busy_channels=25
        )
    return Wish(
        sizes,
        workers,
        limits,
        paced=_PACED,
        beside=_BESIDE,
        beside_every_s=_BESIDE_EVERY_S,
        busy_channels=_BUSY,
    )


def _measure(wish: Wish) -> Mapping[str, object]:
    try:
        outcome = asyncio.run(_found(wish))
    except WentWrong as reason:
        sys.stderr.write(f"{PROG}: {reason}\n")
        raise SystemExit(1) from None
    _tell(outcome)
    shares = [one.share for one in outcome.bursts if one.share is not None]
    largest = max(one.guilds for one in outcome.bursts)
    return {
        "share_of_ideal": round(min(shares), 3) if shares else None,
        "pickup_p50_ms": round(percentile(outcome.pickups_ms, 50), 1),
        "pickup_p95_ms": round(percentile(outcome.pickups_ms, 95), 1),
        "worker_mb": round(max(one.memory_mb for one in outcome.bursts), 1),
        "guilds": largest,
        "evenness": round(min(one.evenness for one in outcome.bursts), 3),
        "beside_a_busy_guild": round(outcome.beside_ratio, 2),
        "refusals": sum(one.refusals for one in outcome.bursts),
    }


async def _found(wish: Wish) -> Found:
    async with works() as place:
        bursts = [
            await _burst(place, size, count, limited=limited)
            for size, count, limited in _combinations(wish)
        ]
        async with place.working(1):
            return Found(bursts, await _pickups(place, wish), await _beside_a_busy_one(place, wish))


def _combinations(wish: Wish) -> Iterator[tuple[int, int, bool]]:
    for size in wish.sizes:
        for count in wish.workers:
            for limited in wish.limits:
                yield size, count, limited


async def _burst(place: Works, size: int, count: int, *, limited: bool) -> Burst:
    place.sandbox.limits.off()
    begun = time.monotonic()
    plans = await planned(place.container, found(place.town, size), DESIGN)
    planned_s = time.monotonic() - begun
    if limited:
        place.sandbox.limits.on()
    async with place.working(count, unlimited=not limited):
        place.sandbox.limits.reset()
        begun = time.monotonic()
        runs = await ended(place, await all_at_once(place, plans))
        took_s = time.monotonic() - begun
        counts = place.sandbox.limits.counts
        return Burst(
            guilds=size,
            workers=count,
            limited=limited,
            planned_s=planned_s,
            took_s=took_s,
            calls=counts.total - counts.refusals.total(),
            refusals=counts.refusals.total(),
            evenness=evenness([run.took_s for run in runs]),
            memory_mb=max(memory_mb(worker) for worker in place.workers),
        )


async def _pickups(place: Works, wish: Wish) -> list[float]:
    """Milliseconds from an approval to the run's beginning, at a pace that one worker can keep."""
    place.sandbox.limits.off()
    plans = await planned(place.container, found(place.town, wish.paced), DESIGN)
    runs = await ended(place, await one_by_one(place, plans, _EVERY_S))
    return [run.pickup_ms for run in runs]


async def _beside_a_busy_one(place: Works, wish: Wish) -> float:
    alone = await _small_ones(place, wish, busy_for=0)
    beside = await _small_ones(place, wish, busy_for=wish.busy_channels)
    return percentile([run.took_s for run in beside], 50) / percentile(
        [run.took_s for run in alone], 50
    )


async def _small_ones(place: Works, wish: Wish, *, busy_for: int) -> list[Timed]:
    place.sandbox.limits.off()
    small = await planned(place.container, found(place.town, wish.beside), DESIGN)
    busy = [busy_design(busy_for)] if busy_for else []
    large = [await planned(place.container, found(place.town, 1), design) for design in busy]
    place.sandbox.limits.on()
    first = [await approved(place.container, one) for plans in large for one in plans]
    if first:
        # Until then it has used its bucket up, and nothing else but that holds it back.
        await asyncio.sleep(_BUCKET_S)
    runs = await ended(place, await one_by_one(place, small, wish.beside_every_s))
    await ended(place, first)
    return runs


def _tell(outcome: Found) -> None:
    print_table(
        (
            "guilds", "workers", "limits", "planned/min", "runs/min", "of ideal", "calls", "429",
            "evenness", "worker MB",
        ),
        [
            (
                one.guilds, one.workers, "on" if one.limited else "off",
                one.guilds / one.planned_s * 60, one.guilds / one.took_s * 60,
                "" if one.share is None else one.share, one.calls, one.refusals, one.evenness,
                one.memory_mb,
            )
            for one in outcome.bursts
        ],
    )  # fmt: skip
    p50, p95 = (percentile(outcome.pickups_ms, percent) for percent in (50, 95))
    sys.stdout.write(f"Picked up within {p50:.0f} ms (p50) and {p95:.0f} ms (p95).\n")
    sys.stdout.write(
        f"Small runs beside one whose bucket is used up took {outcome.beside_ratio:.2f} of what "
        "they take without it.\n"
    )


if __name__ == "__main__":
    main()
