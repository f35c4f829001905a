"""How soon drift is noticed on one process, whose it is said to be, and what that costs.

Events are given to the bot as its gateway would give them; PostgreSQL and Valkey are real, and
what Discord would answer over REST is given without the way there.
"""

import argparse
import asyncio
import logging
import statistics
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.composition import Addresses, open_container
from app.shared.infrastructure.container import Container
from app.shared.infrastructure.embedded.services import EmbeddedServices
from app.shared.infrastructure.postgres.migrate import migrate
from benchmarks.drift import memory, seeding
from benchmarks.drift.startup import startup_ratio
from benchmarks.drift.storm import Guilds, Measured, Wish, blow, watch_over
from benchmarks.reporting import BadWish, parser, print_table, run_benchmark

PROG = "python -m benchmarks.drift"
_FULL = Wish(guilds=2500, per_second=200, seconds=30)
_QUICK = Wish(guilds=150, per_second=200, seconds=4)
_MOST_GUILDS = 10_000
_MOST_PER_SECOND = 1_000
_SETTLED_S = 2.0


def main() -> None:
    wished = parser("drift", "A storm of structure events over many guilds on one process.")
    wished.add_argument("--guilds", type=int, help="how many guilds (2500)")
    wished.add_argument("--rate", type=int, help="events per second (200)")
    run_benchmark(PROG, lambda: _measure(_wish(wished.parse_args())))


def _wish(given: argparse.Namespace) -> Wish:
    for name, most in (("guilds", _MOST_GUILDS), ("rate", _MOST_PER_SECOND)):
        if (asked := getattr(given, name)) is not None and not 1 <= asked <= most:
            raise BadWish(f"--{name} must be between 1 and {most}")
    wish = _QUICK if given.quick else _FULL
    return replace(
        wish, guilds=given.guilds or wish.guilds, per_second=given.rate or wish.per_second
    )


def _measure(wish: Wish) -> Mapping[str, object]:
    logging.disable(logging.WARNING)
    with (
        tempfile.TemporaryDirectory() as folder,
        EmbeddedServices(Path(folder), durable=False) as services,
    ):
        addresses = Addresses(
            database_url=services.database_url,
            redis_url=services.redis_url,
            discord_token="MTAw.none.none",  # noqa: S106 - nobody's
            discord_api_url="http://127.0.0.1:1",
        )
        return asyncio.run(_measured(addresses, wish))


async def _measured(addresses: Addresses, wish: Wish) -> Mapping[str, object]:
    async with open_container(addresses, name="benchmark") as container:
        await migrate(container.engine())
        guilds, measured = Guilds(container.guild_reader()), Measured()
        ours = await _storm(container, guilds, measured, wish)
    by_default = memory.grown_by(memory.by_default)
    trimmed = memory.grown_by(memory.trimmed) + ours
    startup = await startup_ratio(16, 4)
    p50, p95 = _percentiles(measured.delays)
    print_table(
        (
            "guilds",
            "events",
            "p50 s",
            "p95 s",
            "missed",
            "busy",
            "own",
            "KiB a guild",
            "nextcord's",
        ),
        [
            (
                wish.guilds,
                len(measured.sent),
                p50,
                p95,
                measured.missed,
                measured.busy,
                measured.own,
                trimmed / 1024,
                by_default / 1024,
            )
        ],
    )
    return {
        "detect_p50_s": round(p50, 3),
        "detect_p95_s": round(p95, 3),
        "attribution": measured.attribution,
        "false_drifts": measured.false,
        "missed": measured.missed,
        "busy": round(measured.busy, 3),
        "benchmark_share": round(measured.own, 3),
        "memory_ratio": round(trimmed / by_default, 3),
        "startup_ratio": round(startup, 3),
        "guilds": wish.guilds,
        "events": len(measured.sent),
    }


def _percentiles(delays: list[float]) -> tuple[float, float]:
    if len(delays) < 2:
        return float("inf"), float("inf")
    cuts = statistics.quantiles(delays, n=20)
    return cuts[9], cuts[18]


async def _storm(container: Container, guilds: Guilds, measured: Measured, wish: Wish) -> float:
    """Bytes per guild that the watch itself holds once all is quiet."""
    live, at = container.live_structures(), datetime.now(UTC)
    await seeding.apply_designs(container, guilds.raw(seeding.guild_id(0)), wish.guilds)
    for number in range(wish.guilds):
        guild = GuildId(seeding.guild_id(number))
        raw = guilds.raw(guild)
        await live.put(guild, raw, after=0, reconciled_at=at)
    watch = watch_over(container, guilds, measured)
    watch.heard("READY", {"user": {"id": str(seeding.BOT)}, "guilds": []})
    task = asyncio.create_task(watch.run_forever())
    try:
        await _quiet_start(watch, wish)
        await blow(watch, guilds, measured, wish)
        return _held_by(watch) / wish.guilds
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _quiet_start(watch: Any, wish: Wish) -> None:
    """All guilds come, and are looked at, before the storm begins."""
    for number in range(wish.guilds):
        watch.heard("GUILD_CREATE", seeding.created(seeding.guild_id(number)))
        await asyncio.sleep(0)
    since = time.monotonic()
    while watch.is_busy and time.monotonic() - since < 600:  # noqa: ASYNC110
        await asyncio.sleep(0.1)
    await asyncio.sleep(_SETTLED_S)


def _held_by(watch: Any) -> int:
    """Of everything that can be reached from it and is no module, class or function."""
    import gc
    import sys
    from types import BuiltinFunctionType, FunctionType, ModuleType

    seen: set[int] = set()
    notice = watch._looking._notice  # noqa: SLF001 - what it keeps is what is measured
    todo: list[Any] = [
        watch._heard,  # noqa: SLF001
        watch._schedule,  # noqa: SLF001
        watch._gathering,  # noqa: SLF001
        notice._last_looks._kept,  # noqa: SLF001
        notice._baselines._kept,  # noqa: SLF001
        notice._signing._names,  # noqa: SLF001
    ]
    total = 0
    while todo:
        one = todo.pop()
        if id(one) in seen or isinstance(
            one, type | ModuleType | FunctionType | BuiltinFunctionType
        ):
            continue
        seen.add(id(one))
        total += sys.getsizeof(one)
        todo += gc.get_referents(one)
    return total


if __name__ == "__main__":
    main()
