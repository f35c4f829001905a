"""How long runs take under Discord's limits, beside the least time and two libraries' clients."""

import argparse
import asyncio
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from app.sandbox.world.guild import Guild
from benchmarks.applying.counting import CallRefused
from benchmarks.applying.ours import Applied, apply, check
from benchmarks.applying.place import WentWrong
from benchmarks.applying.raw import raw_of
from benchmarks.reporting import BadWish, parser, print_table, run_benchmark
from benchmarks.timing.at_hand import Sent
from benchmarks.timing.driven_loop import DrivenLoop, run_driven
from benchmarks.timing.ideal import at_least, at_least_in_stages, one_way
from benchmarks.timing.jobs import calls_between, in_stages, renames_end
from benchmarks.timing.long_jobs import Job, jobs
from benchmarks.timing.other_clients import CLIENTS, GaveUp, Replay, twins
from benchmarks.timing.place import BETWEEN_S, DrivenPlace, timing

PROG = "python -m benchmarks.apply_time"
_FORGOTTEN_AFTER_S = 1300.0
"""Longer than any window but that of new roles, which no job fills."""
_LONGEST_LATENCY_MS = 2000


@dataclass(frozen=True, slots=True)
class Outcome:
    """Seconds. `took` and `limited` (answers of 429) are ours and each library's."""

    name: str
    writes: int
    least: float
    found: float
    """Of a schedule that keeps all limits: the least time is not below `least` nor above this."""
    kept: float
    """The least time in which deletes come last, as rule 5 wants it."""
    took: Mapping[str, float]
    limited: Mapping[str, int]

    must_wait: bool
    """Whether limits hold anybody up. Where not, the libraries are not asked."""

    @property
    def ratio(self) -> float:
        """What rule 5 costs apart."""
        return self.took["ours"] / self.kept

    def over_all(self, who: str) -> float:
        """Over the least time that anybody could need, with no rule of ours."""
        return self.took[who] / self.least


def main() -> None:
    wished = parser("apply_time", "Time runs under limits, beside the least time there is.")
    wished.add_argument("--only", metavar="NAME", help="one job")
    wished.add_argument("--roles", type=int, help="of the full guilds, 10 to 250")
    wished.add_argument("--channels", type=int, help="of the full guilds, 30 to 500")
    wished.add_argument(
        "--latency", type=int, default=0, metavar="MS", help="to Discord and back, 0 to 2000"
    )
    run_benchmark(PROG, lambda: _measure(wished.parse_args()))


def _measure(wished: argparse.Namespace) -> Mapping[str, object]:
    chosen = list(_chosen(wished))
    if wished.quick:
        sys.stdout.write("Quick: the full guilds are smaller, all else is as it is.\n\n")
    try:
        outcomes = run_driven(partial(_time_all, chosen, wished.latency / 1000))
    except (WentWrong, CallRefused, GaveUp) as reason:
        sys.stderr.write(f"{PROG}: {reason}\n")
        raise SystemExit(1) from None
    _tell(outcomes)
    waiting = [one for one in outcomes if one.must_wait]
    return {
        "worst_ratio": _worst(one.ratio for one in waiting),
        "worst_ratio_rules_included": _worst(one.over_all("ours") for one in waiting),
        "nextcord_ratio": _worst(one.over_all("nextcord") for one in waiting),
        "discordpy_ratio": _worst(one.over_all("discord.py") for one in waiting),
        "jobs": len(outcomes),
        "jobs_that_must_wait": len(waiting),
        "needless_wait_s": round(sum(one.took["ours"] for one in outcomes if not one.must_wait), 3),
        "refusals": sum(one.limited["ours"] for one in outcomes),
    }


def _worst(ratios: Iterator[float]) -> float | None:
    worst = max(ratios, default=None)
    return None if worst is None else round(worst, 3)


def _chosen(wished: argparse.Namespace) -> Iterator[Job]:
    roles, channels = (40, 80) if wished.quick else (250, 500)
    roles = roles if wished.roles is None else wished.roles
    channels = channels if wished.channels is None else wished.channels
    if not 10 <= roles <= 250:
        raise BadWish("--roles must be between 10 and 250")
    if not 30 <= channels <= 500:
        raise BadWish("--channels must be between 30 and 500")
    if not 0 <= wished.latency <= _LONGEST_LATENCY_MS:
        raise BadWish(f"--latency must be between 0 and {_LONGEST_LATENCY_MS} ms")
    known = list(jobs(roles, channels))
    if wished.only is not None and wished.only not in {one.scenario.name for one in known}:
        names = "; ".join(one.scenario.name for one in known)
        raise BadWish(f"there is no job {wished.only!r}, but: {names}")
    yield from (one for one in known if wished.only in {None, one.scenario.name})


async def _time_all(chosen: Sequence[Job], latency: float, loop: DrivenLoop) -> list[Outcome]:
    async with timing(loop, latency) as place:
        outcomes = [await _outcome(place, one, latency) for one in chosen]
    return [one for one in outcomes if one is not None]


async def _outcome(place: DrivenPlace, one: Job, latency: float) -> Outcome | None:
    """None where nothing is to be done."""
    guild = await _begun_with(place, one)
    spent, done = renames_end(place.sandbox.traffic(guild.id).writes), len(_writes(place, guild))
    applied = await apply(place, one.scenario, guild)
    if not applied.least.writes:
        return None
    free_in = {channel: end - place.begun for channel, end in spent.items()}
    needed = calls_between(applied.before, applied.wanted, place.sandbox.limits, free_in)
    calls = _writes(place, guild)[done:]
    took = {"ours": place.took}
    limited = {"ours": place.sandbox.traffic(guild.id).limited}
    must_wait = at_least(needed) > 0
    for who, client in CLIENTS.items() if must_wait else ():
        twin = await _begun_with(place, one)
        async with client(place.sandbox, place.town.application.token) as send:
            took[who] = await _replayed(place, one, Replay(calls, {}, send), applied, twin)
        limited[who] = place.sandbox.traffic(twin.id).limited
    looks, least = 2 * latency, at_least(needed, latency)
    return Outcome(
        one.scenario.name,
        len(calls),
        least + looks,
        one_way(needed, latency) + looks,
        max(least, at_least_in_stages(in_stages(needed), latency)) + looks,
        took,
        limited,
        must_wait,
    )


async def _begun_with(place: DrivenPlace, one: Job) -> Guild:
    """A guild as it is before, at a time when nothing else is remembered."""
    await asyncio.sleep(_FORGOTTEN_AFTER_S)
    site = place.town.found(one.scenario.name)
    one.scenario.before(site)
    for scenario in one.first:
        await apply(place, scenario, site.guild)
    return site.guild


def _writes(place: DrivenPlace, guild: Guild) -> list[Sent]:
    return place.sandbox.traffic(guild.id).writes


async def _replayed(
    place: DrivenPlace, one: Job, replay: Replay, applied: Applied, twin: Guild
) -> float:
    """Until the last answer; what a client waits after it is not counted. Raises WentWrong."""
    replay.ids |= twins(applied.before, raw_of(twin))
    await asyncio.sleep(BETWEEN_S)
    begun = place.loop.time()
    await replay.run()
    # Channels of one number sort by when they were made, which neither library keeps to.
    wanted = applied.reached.with_ids(replay.ids)
    check(f"{one.scenario.name}, by another client", twin, wanted, order=False)
    return _writes(place, twin)[-1].at - begun + place.sandbox.latency / 2


def _tell(outcomes: Sequence[Outcome]) -> None:
    others = list(CLIENTS)
    print_table(
        (
            "job",
            "calls",
            "least s",
            "found s",
            "rule 5",
            "ours s",
            "ratio",
            *others,
            "429",
            *others,
        ),
        [
            (
                one.name,
                one.writes,
                one.least,
                one.found,
                one.kept - one.least,
                one.took["ours"],
                one.ratio if one.must_wait else "",
                *(one.took.get(name, "") for name in others),
                one.limited["ours"],
                *(one.limited.get(name, "") for name in others),
            )
            for one in outcomes
        ],
    )


if __name__ == "__main__":
    main()
