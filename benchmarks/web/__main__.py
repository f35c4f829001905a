"""How fast the web app answers, loads, edits and tells, each against a measure of its own."""

import argparse
import asyncio
import sys
from collections.abc import Mapping

from benchmarks.reporting import BadWish, parser, print_table, run_benchmark
from benchmarks.web.browser import Browsed, browse
from benchmarks.web.hammer import Timing, hammer
from benchmarks.web.place import Place, save_full_design, served, tell_progress
from benchmarks.web.watchers import delays

PROG = "python -m benchmarks.web"
_WATCHERS = 500


def main() -> None:
    wished = parser("web", "Time the web app: routes, first load, the designer, live events.")
    wished.add_argument("--watchers", type=int, default=_WATCHERS, help="of one run, at once")
    wished.add_argument("--seconds", type=float, default=0.0, help="for each route")
    run_benchmark(PROG, lambda: asyncio.run(_measure(wished.parse_args())))


async def _measure(wished: argparse.Namespace) -> Mapping[str, object]:
    if wished.watchers < 1:
        raise BadWish("--watchers must be at least 1")
    if wished.seconds < 0:
        raise BadWish("--seconds must not be negative")
    seconds = wished.seconds or (0.4 if wished.quick else 2.0)
    async with served() as place:
        ratio = await _routes(place, seconds)
        late = await _events(place, wished.watchers, 8 if wished.quick else 40)
        await save_full_design(place)
        browsed = await browse(place, edits=12 if wished.quick else 60)
    _tell(browsed)
    return {
        "route_ratio_min": round(ratio, 3),
        "first_load_kb": round(browsed.first_load_kb, 1),
        "designer_paint_ms": round(browsed.designer_paint_ms),
        "designer_edit_p95_ms": round(browsed.edit_p95_ms, 1),
        "sse_p95_ms": round(late, 1),
    }


async def _routes(place: Place, seconds: float) -> float:
    rows = []
    for name, path in place.routes.items():
        # Turn by turn, so that both meet the same machine.
        ours, bare = [], []
        for _ in range(2):
            bare.append(await hammer(place.bare + path, {}, seconds=seconds / 2))
            ours.append(await hammer(place.url + path, place.headers, seconds=seconds / 2))
        fastest, least = _best(ours), _best(bare)
        ratio = fastest.rate / least.rate
        rows.append((name, fastest.rate, fastest.p50, fastest.p99, least.rate, ratio))
    print_table(("route", "per s", "p50 ms", "p99 ms", "bare per s", "ratio"), rows)
    return min(row[-1] for row in rows)


def _best(timings: list[Timing]) -> Timing:
    return max(timings, key=lambda timing: timing.rate)


async def _events(place: Place, watchers: int, events: int) -> float:
    url = f"{place.url}/api/v1/guilds/{place.guild}/runs/{place.waiting_run}/events"
    async with tell_progress(place) as happen:
        found = await delays(url, place.headers, happen, watchers=watchers, events=events)
    p50, p95 = found[len(found) // 2], found[len(found) * 95 // 100]
    print_table(("watchers", "events", "p50 ms", "p95 ms"), [(watchers, events, p50, p95)])
    return p95


def _tell(browsed: Browsed) -> None:
    print_table(
        ("page", "requests", "kB", "again", "kB again"),
        [
            (load.page, load.requests, load.kilobytes, load.requests_again, load.kilobytes_again)
            for load in browsed.loads
        ],
    )
    print_table(
        ("designer at full size", "ms"),
        [
            ("first paint", browsed.first_paint_ms),
            ("tree drawn", browsed.designer_paint_ms),
            ("edit p50", browsed.edit_p50_ms),
            ("edit p95", browsed.edit_p95_ms),
            ("drop p95", browsed.drop_p95_ms),
        ],
    )
    sys.stdout.flush()


if __name__ == "__main__":
    main()
