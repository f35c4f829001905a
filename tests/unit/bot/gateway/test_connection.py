"""How often Discord is called by a bot that it does not let in."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from app.bot.gateway import connection
from app.bot.gateway.connection import Connection
from app.bot.gateway.fan_out import FanOut
from app.bot.gateway.identifying import Identifying
from app.bot.gateway.local_turns import LocalTurns
from tests.support.fakes.clock import FakeClock


class ShortLived:
    """Stands for a client: its life is `live`, in the place of a connection."""

    latency = 0.0

    def __init__(self, live: Callable[[], None]) -> None:
        self._live = live

    async def login(self, token: str) -> None:
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
    identifying = Identifying(LocalTurns(clock), clock, "test")
    keeping = asyncio.create_task(Connection("token", FanOut(), clock, identifying).keep())
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
