"""Limits finer than a bucket park their own kind, and nothing else."""

import asyncio
from math import inf

import pytest

from app.shared.application.ports.guild_gateway import LimitReached
from app.shared.infrastructure.discord.limiter.answer import Answer
from app.shared.infrastructure.discord.limiter.demand import Demand
from app.shared.infrastructure.discord.limiter.limiter import Limiter
from tests.support.virtual_timer import VirtualTimer

EDIT = "PATCH /channels/{channel_id}"


def edit(*fields: str, channel: int = 1) -> Demand:
    return Demand(
        route=EDIT,
        major=f"/channels/{channel}",
        path=f"/channels/{channel}",
        fields=frozenset(fields),
    )


def fine(remaining: int = 4, status: int = 200, retry_after: float = 0.0) -> Answer:
    return Answer(
        status=status,
        bucket="edits",
        limit=5,
        remaining=remaining,
        reset=9000.0,
        reset_after=15.0,
        retry_after=retry_after,
    )


async def call(limiter: Limiter, demand: Demand, answer: Answer | None) -> None:
    limiter.leave(await limiter.enter(demand), answer)


@pytest.fixture
def timer() -> VirtualTimer:
    return VirtualTimer()


@pytest.fixture
def limiter(timer: VirtualTimer) -> Limiter:
    return Limiter(timer)


async def test_a_third_rename_in_ten_minutes_is_foreseen_and_not_sent(
    timer: VirtualTimer, limiter: Limiter
) -> None:
    await call(limiter, edit("name"), fine())
    await timer.advance(100)
    await call(limiter, edit("topic", "nsfw"), fine())
    await timer.advance(100)

    with pytest.raises(LimitReached) as refused:
        await timer.run(limiter.enter(edit("name")))

    assert refused.value.retry_after == pytest.approx(400.0)
    assert "twice in ten minutes" in refused.value.message
    assert refused.value.scope == "user"


async def test_the_rename_goes_when_the_first_is_ten_minutes_old(timer: VirtualTimer) -> None:
    limiter = Limiter(timer, patience=inf)
    for _ in range(2):
        await call(limiter, edit("name"), fine())

    await timer.run(call(limiter, edit("name"), fine()))

    assert timer.now() == pytest.approx(1600.0)


async def test_other_fields_and_other_channels_go_on(timer: VirtualTimer, limiter: Limiter) -> None:
    for _ in range(2):
        await call(limiter, edit("name"), fine())

    await call(limiter, edit("nsfw"), fine())
    await call(limiter, edit("name", channel=2), fine())

    assert timer.now() == 1000.0


async def test_two_renames_under_way_hold_back_a_third(
    timer: VirtualTimer, limiter: Limiter
) -> None:
    """The first answer has taught the bucket; the second is still out when the third comes."""
    await call(limiter, edit("name"), fine())
    await limiter.enter(edit("name"))

    with pytest.raises(LimitReached):
        await timer.run(limiter.enter(edit("topic")))


async def test_a_rename_that_was_refused_is_not_counted(limiter: Limiter) -> None:
    for _ in range(3):
        await call(limiter, edit("name"), fine(status=403))

    await call(limiter, edit("name"), fine())


async def test_a_rename_whose_answer_was_lost_is_counted(
    timer: VirtualTimer, limiter: Limiter
) -> None:
    await call(limiter, edit("nsfw"), fine())
    await call(limiter, edit("name"), None)
    await call(limiter, edit("name"), fine(status=500))

    with pytest.raises(LimitReached):
        await timer.run(limiter.enter(edit("name")))


async def test_a_refusal_with_requests_left_parks_renames_of_that_channel_only(
    timer: VirtualTimer, limiter: Limiter
) -> None:
    """Somebody else's renames were not seen here."""
    await call(limiter, edit("topic"), fine(status=429, remaining=4, retry_after=580.0))

    with pytest.raises(LimitReached) as refused:
        await timer.run(limiter.enter(edit("name")))
    await call(limiter, edit("nsfw", "parent_id"), fine())
    await call(limiter, edit("name", channel=2), fine())

    assert refused.value.retry_after == pytest.approx(580.0)
    assert timer.now() == 1000.0


async def test_a_sub_limit_that_nobody_knew_parks_the_same_fields_of_the_same_thing(
    timer: VirtualTimer, limiter: Limiter
) -> None:
    def guild(*fields: str, id: int = 1) -> Demand:
        return Demand(
            route="PATCH /guilds/{guild_id}",
            major=f"guild={id}",
            path=f"/guilds/{id}",
            fields=frozenset(fields),
        )

    await call(limiter, guild("icon", "name"), fine(status=429, remaining=2, retry_after=90.0))

    with pytest.raises(LimitReached):
        await timer.run(limiter.enter(guild("icon")))
    await call(limiter, guild("description"), fine())
    await call(limiter, guild("icon", id=2), fine())

    assert timer.now() == 1000.0


async def test_a_sub_limit_on_a_call_without_a_body_parks_that_call(
    timer: VirtualTimer, limiter: Limiter
) -> None:
    delete = Demand(route="DELETE /x/{id}", major="guild=1", path="/x/1")
    await call(limiter, delete, fine(status=429, remaining=2, retry_after=5.0))

    await timer.run(limiter.enter(delete))

    assert timer.now() == pytest.approx(1005.0)


async def test_whoever_is_parked_does_not_hold_up_those_behind(
    timer: VirtualTimer, limiter: Limiter
) -> None:
    await call(limiter, edit("topic"), fine(status=429, remaining=4, retry_after=8.0))

    parked = asyncio.create_task(limiter.enter(edit("name")))
    await timer.advance(0.0)

    await call(limiter, edit("nsfw"), fine())

    assert not parked.done()
    await timer.advance(8.0)
    assert parked.done()


async def test_of_two_renames_at_once_only_the_refused_one_is_forgotten(
    timer: VirtualTimer, limiter: Limiter
) -> None:
    await call(limiter, edit("nsfw"), fine())
    first = await limiter.enter(edit("name"))
    second = await limiter.enter(edit("name"))

    limiter.leave(second, fine(status=400))
    limiter.leave(first, fine())
    await timer.advance(600)

    for _ in range(2):
        await call(limiter, edit("name"), fine())
    with pytest.raises(LimitReached):
        await limiter.enter(edit("name"))
