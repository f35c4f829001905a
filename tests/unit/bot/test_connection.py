"""How often Discord is called by a bot that it does not let in."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from app.bot import connection
from app.bot.connection import Connection
from app.bot.outbox import Outbox
from app.bot.watcher import Watcher
from tests.support.fakes.access_events import FakeAccessEvents
from tests.support.fakes.clock import FakeClock


class ShortLived:
    """Stands for a client: its life is `live`, in the place of a connection."""

    latency = 0.0

    def __init__(self, live: Callable[[], None]) -> None:
        self._live = live

    async def start(self, token: str, *, reconnect: bool) -> None:
        self._live()
        raise OSError("the network is gone")

    async def close(self) -> None:
        pass


async def waits(monkeypatch: pytest.MonkeyPatch, *lives_s: float) -> list[float]:
    """The seconds waited after each of these lives."""
    clock = FakeClock()
    left = iter(lives_s)
    over = asyncio.Event()

    def live() -> None:
        try:
            clock.advance(next(left))
        except StopIteration:
            over.set()

    monkeypatch.setattr(connection, "GatewayClient", lambda *_: ShortLived(live))
    watcher = Watcher(Outbox(FakeAccessEvents(), clock), clock, "1")
    keeping = asyncio.create_task(Connection("token", watcher, clock).keep())
    await over.wait()
    keeping.cancel()
    return clock.slept[: len(lives_s)]


async def test_each_failure_doubles_the_wait_up_to_two_minutes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert await waits(monkeypatch, *[0] * 7) == [5, 10, 20, 40, 80, 120, 120]


async def test_a_connection_that_held_for_ten_minutes_starts_it_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert await waits(monkeypatch, 0, 0, 599, 600, 0) == [5, 10, 20, 5, 10]


async def test_a_day_has_fewer_identifies_than_discord_allows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    day = timedelta(days=1).total_seconds()
    lives = [1.0] * 2000

    spent, identifies = 0.0, 0
    for lived, wait in zip(lives, await waits(monkeypatch, *lives), strict=True):
        spent += lived + wait
        identifies += spent < day

    assert identifies < 1000
