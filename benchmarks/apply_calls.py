"""How many writes plans take, beside the least possible number and beside nextcord's methods."""

import argparse
import asyncio
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import nextcord

from app.sandbox.clock import SystemClock
from app.sandbox.world.world import World
from benchmarks.applying.by_nextcord import ByNextcord, cannot, for_twin
from benchmarks.applying.counting import CallRefused
from benchmarks.applying.nextcord_view import NextcordRefused, View, client_of
from benchmarks.applying.ours import Applied, apply, check
from benchmarks.applying.place import Place, WentWrong, applying
from benchmarks.applying.raw import raw_of
from benchmarks.applying.scenarios import Scenario, scenarios
from benchmarks.applying.seeding import Town
from benchmarks.reporting import BadWish, parser, print_table, run_benchmark

PROG = "python -m benchmarks.apply_calls"
_AT_ONCE = 3
"""Scenarios, each with guilds of its own: what is counted is the same as one by one."""


@dataclass(frozen=True, slots=True)
class Outcome:
    name: str
    ours: Applied
    by_nextcord: int | None
    """None where it has no methods for it."""
    lacking: str = ""


def main() -> None:
    wished = parser("apply_calls", "Count the writes of plans, and the least that would do.")
    wished.add_argument("--only", metavar="NAME", help="one scenario")
    wished.add_argument("--roles", type=int, help="of the full guilds, 3 to 250")
    wished.add_argument("--channels", type=int, help="of the full guilds, 2 to 500")
    run_benchmark(PROG, lambda: _measure(wished.parse_args()))


def _measure(wished: argparse.Namespace) -> Mapping[str, object]:
    chosen = list(_chosen(wished))
    if wished.quick:
        sys.stdout.write("Quick: the full guilds are smaller, all else is as it is.\n\n")
    try:
        outcomes = asyncio.run(_apply_all(chosen))
    except (WentWrong, CallRefused, NextcordRefused) as reason:
        sys.stderr.write(f"{PROG}: {reason}\n")
        raise SystemExit(1) from None
    _tell(outcomes)
    reachable = [one for one in outcomes if one.by_nextcord is not None and one.ours.least.writes]
    least = sum(one.ours.least.writes for one in reachable)
    return {
        "scenarios": len(outcomes),
        "worst_ratio": round(max(one.ours.ratio for one in outcomes), 3),
        "for_rule_4": sum(one.ours.extra.total() for one in outcomes),
        "noop_writes": sum(one.ours.writes for one in outcomes if not one.ours.least.writes),
        "nextcord_ratio": _rounded(sum(one.by_nextcord or 0 for one in reachable), least),
        "nextcord_worst_ratio": max(
            (_rounded(one.by_nextcord or 0, one.ours.least.writes) or 0 for one in reachable),
            default=None,
        ),
    }


def _rounded(sent: int, least: int) -> float | None:
    return round(sent / least, 3) if least else None


def _chosen(wished: argparse.Namespace) -> Iterator[Scenario]:
    roles, channels = (30, 60) if wished.quick else (250, 500)
    roles = roles if wished.roles is None else wished.roles
    channels = channels if wished.channels is None else wished.channels
    if not 3 <= roles <= 250:
        raise BadWish("--roles must be between 3 and 250")
    if not 2 <= channels <= 500:
        raise BadWish("--channels must be between 2 and 500")
    known = list(scenarios(roles, channels))
    if wished.only is not None and wished.only not in {one.name for one in known}:
        names = "; ".join(one.name for one in known)
        raise BadWish(f"there is no scenario {wished.only!r}, but: {names}")
    yield from (one for one in known if wished.only in {None, one.name})


async def _apply_all(chosen: Sequence[Scenario]) -> list[Outcome]:
    town = Town(World(SystemClock()))
    async with (
        applying(town) as place,
        client_of(place.sandbox.api, town.application.token) as client,
    ):
        return await outcomes(place, client, chosen)


async def outcomes(
    place: Place, client: nextcord.Client, chosen: Sequence[Scenario]
) -> list[Outcome]:
    """In the same order. Raises what the first that fails raises, and leaves nothing running."""
    turn = asyncio.Semaphore(_AT_ONCE)

    async def outcome(scenario: Scenario) -> Outcome:
        async with turn:
            return await _outcome(place, client, scenario)

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(outcome(scenario)) for scenario in chosen]
    except BaseExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [task.result() for task in tasks]


async def _outcome(place: Place, client: nextcord.Client, scenario: Scenario) -> Outcome:
    site, twin = place.town.found(scenario.name), place.town.found(scenario.name)
    scenario.before(site)
    scenario.before(twin)
    ours = await apply(place, scenario, site.guild)
    before = raw_of(twin.guild)
    wanted = for_twin(ours.before, before, ours.wanted)
    if lacking := cannot(before, wanted):
        return Outcome(scenario.name, ours, None, lacking)
    view = View(client, place.town.world, twin.guild, place.town.application)
    check(f"{scenario.name}, by nextcord", twin.guild, await ByNextcord(view, wanted).apply())
    return Outcome(scenario.name, ours, place.sandbox.written(twin.guild.id))


def _tell(outcomes: Sequence[Outcome]) -> None:
    print_table(
        ("scenario", "least", "sent", "for rule 4", "ratio", "nextcord", "its ratio"),
        [
            (
                one.name,
                one.ours.least.writes,
                one.ours.writes,
                one.ours.extra.total() or "",
                one.ours.ratio,
                "-" if one.by_nextcord is None else one.by_nextcord,
                _its_ratio(one),
            )
            for one in outcomes
        ],
    )
    reasons: Counter[str] = Counter()
    for one in outcomes:
        reasons += one.ours.extra
    for reason, calls in reasons.items():
        sys.stdout.write(f"{calls} beside the least number: {reason}\n")
    for one in outcomes:
        if one.ours.needless:
            sys.stdout.write(f"{one.ours.needless} of these are not for rule 4: {one.name}\n")
        if one.lacking:
            sys.stdout.write(f"nextcord has no methods for {one.lacking}: {one.name}\n")


def _its_ratio(one: Outcome) -> float | str:
    if one.by_nextcord is None or not one.ours.least.writes:
        return ""
    return one.by_nextcord / one.ours.least.writes


if __name__ == "__main__":
    main()
