"""Whoever gives up waiting, or a place, leaves no gap behind."""

import asyncio

import pytest

from app.shared.application.ports.guild_gateway import LimitReached
from app.shared.infrastructure.discord.limiter.limiter import Limiter
from tests.support.virtual_timer import VirtualTimer, settle
from tests.unit.infrastructure.discord.limiter.asking import (
    an_answer,
    called_off,
    learned,
    through,
    waiting,
)
from tests.unit.infrastructure.discord.limiter.caller import a_demand


async def test_who_gives_up_waiting_leaves_no_gap(timer: VirtualTimer, limiter: Limiter) -> None:
    await learned(limiter, a_demand(), an_answer(remaining=0, limit=1, reset_after=2.0))
    first, second = waiting(limiter, [a_demand(), a_demand()])
    await settle()

    await called_off([first])
    await timer.run(asyncio.wait_for(second, None))

    assert timer.now() == pytest.approx(1002.0)


async def test_who_is_called_off_just_after_being_let_through_gives_the_place_back(
    timer: VirtualTimer, limiter: Limiter
) -> None:
    first = await limiter.enter(a_demand())
    called, next_one = waiting(limiter, [a_demand(), a_demand()])
    await settle()

    limiter.leave(first, an_answer(remaining=1, limit=2))
    called.cancel()
    await settle()

    assert called.cancelled()
    assert through([next_one]) == [True]
    assert timer.now() == 1000.0


async def test_who_was_just_called_off_is_passed_over(limiter: Limiter) -> None:
    first = await limiter.enter(a_demand())
    called, next_one = waiting(limiter, [a_demand(), a_demand()])
    await settle()

    called.cancel()
    limiter.leave(first, an_answer(remaining=1, limit=2))
    await settle()

    assert called.cancelled()
    assert through([next_one]) == [True]


async def test_who_was_just_called_off_is_not_refused_as_well(limiter: Limiter) -> None:
    first = await limiter.enter(a_demand())
    called, next_one = waiting(limiter, [a_demand(), a_demand()])
    await settle()

    called.cancel()
    limiter.leave(first, an_answer(429, remaining=0, retry_after=3600.0))
    await settle()

    assert called.cancelled()
    assert isinstance(next_one.exception(), LimitReached)


async def test_a_place_that_is_given_back_is_not_counted_as_used(limiter: Limiter) -> None:
    await learned(limiter, a_demand(), an_answer(remaining=1))
    limiter.give_back(await limiter.enter(a_demand()))

    again = waiting(limiter, [a_demand()])
    await settle()

    assert through(again) == [True]


async def test_giving_up_a_global_place_lets_another_bucket_go(timer: VirtualTimer) -> None:
    limiter = Limiter(timer, per_second=1)
    first = await limiter.enter(a_demand("GET /x"))
    other = waiting(limiter, [a_demand("GET /y")])
    await settle()

    limiter.give_back(first)
    await settle()

    assert through(other) == [True]
