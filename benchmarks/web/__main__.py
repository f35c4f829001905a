"""How fast the web app answers, loads, edits and tells, each against a measure of its own."""

import argparse
import asyncio
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path
from statistics import median

import httpx2

from benchmarks.reporting import BadWish, parser, print_table, run_benchmark
from benchmarks.web.browser import CHROMIUM, visiting
from benchmarks.web.designing import Designed, designed, p50, p95
from benchmarks.web.first_load import Load, loads
from benchmarks.web.hammer import Timing, WrongAnswer, hammer
from benchmarks.web.place import Place, save_full_design, served, telling
from benchmarks.web.routes import PROCESSOR_TIME, WITHOUT_SQL
from benchmarks.web.watchers import delays

PROG = "python -m benchmarks.web"
_WATCHERS = 500
_MOST_WATCHERS = 5_000
_TURNS, _TURNS_WHEN_QUICK = 15, 5
_PARTS = ("routes", "events", "first-load", "designer")
_IN_A_BROWSER = frozenset({"first-load", "designer"})
_VENDOR = Path(__file__).parents[2] / "app" / "web" / "static" / "vendor"


def main() -> None:
    wished = parser("web", "Time the web app: routes, first load, the designer, live events.")
    wished.add_argument("--watchers", type=int, default=_WATCHERS, help="of one run, at once")
    wished.add_argument("--seconds", type=float, default=0.0, help="for each route")
    wished.add_argument("--only", metavar="PART", help=f"one of {', '.join(_PARTS)}")
    run_benchmark(PROG, lambda: _measured(wished.parse_args()))


def _measured(wished: argparse.Namespace) -> Mapping[str, object]:
    try:
        return asyncio.run(_measure(wished))
    except WrongAnswer as reason:
        sys.stderr.write(f"{PROG}: {reason}\n")
        raise SystemExit(1) from None


async def _measure(wished: argparse.Namespace) -> Mapping[str, object]:
    parts, quick = _parts(wished), wished.quick
    results: dict[str, object] = {}
    async with served() as place:
        if "routes" in parts:
            seconds = wished.seconds or (0.3 if quick else 2.0)
            turns = _TURNS_WHEN_QUICK if quick else _TURNS
            results["route_ratio_min"] = round(await _routes(place, turns, seconds / turns), 3)
        if "events" in parts:
            late = await _events(place, wished.watchers, 8 if quick else 40)
            results["sse_p95_ms"] = round(late, 1)
        if _IN_A_BROWSER.intersection(parts):
            results |= await _in_a_browser(place, parts, quick=quick)
    return results


def _parts(wished: argparse.Namespace) -> Sequence[str]:
    """Raises BadWish."""
    if not 1 <= wished.watchers <= _MOST_WATCHERS:
        raise BadWish(f"--watchers must be between 1 and {_MOST_WATCHERS}")
    if not 0 <= wished.seconds < inf:
        raise BadWish("--seconds must be a number, and not negative")
    if wished.only not in {None, *_PARTS}:
        raise BadWish(f"--only takes one of {', '.join(_PARTS)}, not {wished.only}")
    parts = _PARTS if wished.only is None else (wished.only,)
    if _IN_A_BROWSER.intersection(parts):
        if not _VENDOR.is_dir():
            raise BadWish("pages lack scripts that are not kept here; run: make assets")
        if shutil.which(CHROMIUM) is None:
            where = f"none at {CHROMIUM}; CHROMIUM names another"
            raise BadWish(f"pages are opened in Chromium: {where}")
    return parts


async def _in_a_browser(place: Place, parts: Sequence[str], *, quick: bool) -> Mapping[str, object]:
    await save_full_design(place)
    results: dict[str, object] = {}
    async with visiting(place) as visitor:
        if "first-load" in parts:
            found = await loads(visitor, heaviest_alone=quick)
            results["first_load_kb"] = _told_loads(found)
        if "designer" in parts:
            results |= _told_design(await designed(visitor, edits=6 if quick else 60))
    return results


async def _routes(place: Place, turns: int, seconds: float) -> float:
    rows, ratios = [], []
    async with httpx2.AsyncClient(base_url=place.bare) as meter:
        for name, path in place.routes.items():
            # Turn by turn, so that both meet the same machine.
            ours, bare = [], []
            for _ in range(turns):
                bare.append(await _turn(meter, place.bare + path, {}, seconds))
                ours.append(await _turn(meter, place.url + path, place.headers, seconds))
            figures = _compared(ours, bare)
            rows.append((name, *figures))
            if name not in WITHOUT_SQL:
                ratios.append(figures[-1])
    columns = ("route", "per s", "p50 ms", "p99 ms", "bare per s", "busy ms", "bare", "ratio")
    print_table(columns, rows)
    return min(ratios)


@dataclass(frozen=True, slots=True)
class _Turn:
    timing: Timing
    processor_ms: float
    """Of the process that serves, for each answer: what is left of a measurement beside others."""


async def _turn(
    meter: httpx2.AsyncClient, url: str, headers: dict[str, str], seconds: float
) -> _Turn:
    before = float((await meter.get(PROCESSOR_TIME)).text)
    timing = await hammer(url, headers, seconds=seconds)
    taken = float((await meter.get(PROCESSOR_TIME)).text) - before
    return _Turn(timing, taken * 1000 / timing.answers)


def _compared(ours: list[_Turn], bare: list[_Turn]) -> tuple[float, ...]:
    """A row of the table but for its name. The ratio is the middle of those of each turn to the
    one right before it: one that met somebody else's work says nothing, and a machine that slows
    down is as slow for both."""
    usual, least = _middle(ours).timing, _middle(bare).timing
    busy, busy_bare = (median(turn.processor_ms for turn in turns) for turns in (ours, bare))
    ratio = median(a.timing.rate / b.timing.rate for a, b in zip(ours, bare, strict=True))
    return usual.rate, usual.p50, usual.p99, least.rate, busy, busy_bare, ratio


def _middle(turns: list[_Turn]) -> _Turn:
    return sorted(turns, key=lambda turn: turn.timing.rate)[len(turns) // 2]


async def _events(place: Place, watchers: int, events: int) -> float:
    url = f"{place.url}/api/v1/guilds/{place.guild}/runs/{place.waiting_run}/events"
    async with telling(place) as told:
        found = await delays(url, place.headers, told, watchers=watchers, events=events)
    p50, p95 = found[len(found) // 2], found[len(found) * 95 // 100]
    print_table(("watchers", "events", "p50 ms", "p95 ms"), [(watchers, events, p50, p95)])
    return p95


def _told_loads(found: Sequence[Load]) -> float:
    """Of the heaviest page, without its data."""
    print_table(
        ("page", "requests", "kB", "again", "kB again"),
        [
            (load.page, load.requests, load.kilobytes, load.requests_again, load.kilobytes_again)
            for load in found
        ],
    )
    return round(max(load.kilobytes for load in found), 1)


def _told_design(found: Designed) -> Mapping[str, object]:
    print_table(
        ("designer at full size", "p50 ms", "p95 ms"),
        [
            ("first paint", found.first_paint_ms, ""),
            ("tree drawn", found.tree_drawn_ms, ""),
            *((kind, p50(times), p95(times)) for kind, times in found.edits_ms.items()),
        ],
    )
    return {
        "designer_paint_ms": round(found.tree_drawn_ms),
        "designer_edit_p95_ms": round(found.edit_p95_ms, 1),
    }


if __name__ == "__main__":
    main()
