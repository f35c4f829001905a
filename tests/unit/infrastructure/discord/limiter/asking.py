"""Asking the limiter for a place, and what Discord answered."""

import asyncio
from collections.abc import Iterable

from app.shared.infrastructure.discord.limiter.answer import Answer, Scope
from app.shared.infrastructure.discord.limiter.demand import Demand
from app.shared.infrastructure.discord.limiter.limiter import Limiter
from app.shared.infrastructure.discord.limiter.ticket import Ticket

ROUTE = "GET /things/{id}"


def an_answer(
    status: int = 200,
    *,
    remaining: int = 4,
    limit: int = 5,
    reset_after: float = 2.0,
    window: float = 9000.0,
    retry_after: float = 0.0,
    scope: Scope = Scope.USER,
    bucket: str | None = "bucket",
) -> Answer:
    return Answer(
        status=status,
        bucket=bucket,
        limit=limit,
        remaining=remaining,
        reset=window,
        reset_after=reset_after,
        retry_after=retry_after,
        scope=scope,
    )


def bare(status: int = 200, retry_after: float = 0.0) -> Answer:
    """Without a word about limits, but for how long to wait."""
    return Answer(status=status, retry_after=retry_after)


async def learned(limiter: Limiter, demand: Demand, answer: Answer | None = None) -> None:
    """One call has been made and answered."""
    limiter.leave(await limiter.enter(demand), answer or an_answer())


def waiting(limiter: Limiter, demands: Iterable[Demand]) -> list[asyncio.Task[Ticket]]:
    return [asyncio.create_task(limiter.enter(demand)) for demand in demands]


def through(tasks: Iterable[asyncio.Task[Ticket]]) -> list[bool]:
    return [task.done() for task in tasks]


async def called_off(tasks: Iterable[asyncio.Task[Ticket]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
