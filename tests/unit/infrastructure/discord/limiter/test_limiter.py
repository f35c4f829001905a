"""What the limiter does, case by case."""

import asyncio
from math import inf
from random import Random

import pytest

from app.shared.application.ports.guild_gateway import LimitReached
from app.shared.infrastructure.discord.limiter.answer import Scope
from app.shared.infrastructure.discord.limiter.demand import Priority
from app.shared.infrastructure.discord.limiter.limiter import Limiter
from tests.support.virtual_timer import VirtualTimer, all_of, settle
from tests.unit.infrastructure.discord.limiter.asking import (
    ROUTE,
    an_answer,
    bare,
    called_off,
    learned,
    through,
    waiting,
)
from tests.unit.infrastructure.discord.limiter.caller import Caller, a_demand
from tests.unit.infrastructure.discord.limiter.server_model import ModelServer, Size


async def test_until_a_bucket_is_known_one_request_goes_at_a_time(limiter: Limiter) -> None:
    first = await limiter.enter(a_demand())
    others = waiting(limiter, [a_demand(), a_demand()])
    await settle()
    before = through(others)

    limiter.leave(first, an_answer(remaining=4))
    await settle()

    assert before == [False, False]
    assert through(others) == [True, True]


async def test_another_guild_is_found_out_on_its_own(limiter: Limiter) -> None:
    await learned(limiter, a_demand(major="guild=1"), an_answer(remaining=0))

    other = waiting(limiter, [a_demand(major="guild=2")])
    await settle()

    assert through(other) == [True]


async def test_routes_that_share_a_bucket_share_what_is_left(limiter: Limiter) -> None:
    await learned(limiter, a_demand("PUT /a"), an_answer(remaining=1))
    await learned(limiter, a_demand("DELETE /a"), an_answer(remaining=1))

    tasks = waiting(limiter, [a_demand("PUT /a"), a_demand("DELETE /a")])
    await settle()

    assert through(tasks) == [True, False]
    await called_off(tasks)


async def test_a_route_whose_bucket_changes_takes_its_queue_along(
    timer: VirtualTimer, limiter: Limiter
) -> None:
    await learned(limiter, a_demand(), an_answer(remaining=1))
    last = await limiter.enter(a_demand())
    queue = waiting(limiter, [a_demand()])
    await settle()
    before = through(queue)

    limiter.leave(last, an_answer(remaining=3, bucket="another"))
    await settle()

    assert before == [False]
    assert through(queue) == [True]
    assert timer.now() == 1000.0


async def test_a_route_without_a_bucket_is_held_back_by_nothing_but_the_global_limit(
    limiter: Limiter,
) -> None:
    await learned(limiter, a_demand(), bare())

    tasks = waiting(limiter, [a_demand() for _ in range(30)])
    await settle()

    assert all(through(tasks))


async def test_an_error_of_the_server_does_not_make_a_route_unlimited(limiter: Limiter) -> None:
    await learned(limiter, a_demand(), bare(502))

    tasks = waiting(limiter, [a_demand(), a_demand()])
    await settle()

    assert through(tasks) == [True, False]
    await called_off(tasks)


async def test_a_lost_answer_counts_as_a_request(timer: VirtualTimer, limiter: Limiter) -> None:
    await learned(limiter, a_demand(), an_answer(remaining=4))
    await timer.advance(2.0)
    for _ in range(5):
        limiter.leave(await limiter.enter(a_demand()), None)

    tasks = waiting(limiter, [a_demand()])
    await settle()
    before = through(tasks)
    await timer.advance(2.0)

    assert before == [False]
    assert through(tasks) == [True]


async def test_never_fifty_one_in_a_second_however_late_requests_arrive(
    timer: VirtualTimer,
) -> None:
    random = Random(7)
    majors = [f"guild={number}" for number in range(400)]
    server = ModelServer({ROUTE: "b"}, {"b": Size(5, 1.0)})
    caller = Caller(timer, Limiter(timer, patience=inf), server, lambda: random.uniform(0, 0.5))

    await timer.run(all_of([caller.call(a_demand(major=major)) for major in majors]))

    assert server.busiest_second() <= 50
    assert server.refused == []
    assert len(caller.done) == 400


async def test_four_hundred_calls_take_eight_seconds(timer: VirtualTimer) -> None:
    server = ModelServer({ROUTE: "b"}, {"b": Size(5, 1.0)})
    caller = Caller(timer, Limiter(timer, patience=inf), server)
    started = timer.now()

    await timer.run(all_of([caller.call(a_demand(major=f"guild={n}")) for n in range(401)]))

    assert server.busiest_second() == 50
    assert timer.now() - started == pytest.approx(8.0, abs=0.01)


async def test_a_person_who_waits_overtakes_a_run(timer: VirtualTimer, limiter: Limiter) -> None:
    await learned(limiter, a_demand(), an_answer(remaining=0))
    run = waiting(limiter, [a_demand() for _ in range(5)])
    await settle()
    person = waiting(limiter, [a_demand(priority=Priority.INTERACTIVE)])
    await settle()

    await timer.advance(2.0)

    assert through(person) == [True]
    assert through(run) == [True, True, True, True, False]
    await called_off(run)


async def test_a_run_is_not_overtaken_once_it_has_waited_five_seconds(
    timer: VirtualTimer,
) -> None:
    limiter = Limiter(timer, patience=inf)
    await learned(limiter, a_demand(), an_answer(remaining=0, limit=1, reset_after=7.0))
    run = waiting(limiter, [a_demand()])
    await settle()
    await timer.advance(5.5)
    person = waiting(limiter, [a_demand(priority=Priority.INTERACTIVE)])
    await settle()

    await timer.advance(1.5)

    assert through(run) == [True]
    assert through(person) == [False]
    await called_off(person)


async def test_a_wait_beyond_the_patience_is_refused_at_once(
    timer: VirtualTimer, limiter: Limiter
) -> None:
    await learned(limiter, a_demand(), an_answer(remaining=0, reset_after=11.0))

    with pytest.raises(LimitReached) as refused:
        await timer.run(limiter.enter(a_demand()))

    assert refused.value.retry_after == pytest.approx(11.0)
    assert timer.now() == 1000.0


async def test_a_wait_within_the_patience_is_sat_out(timer: VirtualTimer, limiter: Limiter) -> None:
    await learned(limiter, a_demand(), an_answer(remaining=0, reset_after=9.0))

    await timer.run(limiter.enter(a_demand()))

    assert timer.now() == pytest.approx(1009.0)


async def test_a_queue_too_long_for_the_patience_is_foreseen(
    timer: VirtualTimer, limiter: Limiter
) -> None:
    """Five per two seconds: the thirty-first must wait twelve seconds."""
    await learned(limiter, a_demand(), an_answer(remaining=0))

    tasks = waiting(limiter, [a_demand() for _ in range(31)])
    await settle()
    refused = [index for index, task in enumerate(tasks) if task.done()]
    errors = [tasks[index].exception() for index in refused]

    assert refused == [25, 26, 27, 28, 29, 30]
    assert isinstance(errors[0], LimitReached)
    assert errors[0].retry_after == pytest.approx(12.0)
    assert timer.now() == 1000.0
    await called_off(tasks)


async def test_a_repeated_call_keeps_its_place(timer: VirtualTimer, limiter: Limiter) -> None:
    await learned(limiter, a_demand(), an_answer(remaining=0, limit=1, reset_after=2.0))
    first = waiting(limiter, [a_demand()])
    repeated = asyncio.create_task(limiter.enter(a_demand(), since=999.0))
    await settle()

    await timer.advance(2.0)

    assert through([*first, repeated]) == [False, True]
    await called_off(first)


async def test_what_is_left_of_the_patience_decides(timer: VirtualTimer, limiter: Limiter) -> None:
    await learned(limiter, a_demand(), an_answer(remaining=0, reset_after=9.0))

    with pytest.raises(LimitReached):
        await timer.run(limiter.enter(a_demand(), patience=8.0))


async def test_a_refusal_of_the_bucket_is_waited_for_as_told(
    timer: VirtualTimer, limiter: Limiter
) -> None:
    await learned(limiter, a_demand(), an_answer(429, remaining=0, reset_after=1, retry_after=3.5))

    await timer.run(limiter.enter(a_demand()))

    assert timer.now() == pytest.approx(1003.5)


async def test_a_refusal_without_headers_holds_back_its_route_in_that_guild(
    timer: VirtualTimer, limiter: Limiter
) -> None:
    await learned(limiter, a_demand(), bare(429, retry_after=4.0))
    elsewhere = waiting(limiter, [a_demand(major="guild=2"), a_demand("GET /others")])
    await settle()

    await timer.run(limiter.enter(a_demand()))

    assert through(elsewhere) == [True, True]
    assert timer.now() == pytest.approx(1004.0)


async def test_a_shared_refusal_says_that_others_are_in_it(
    timer: VirtualTimer, limiter: Limiter
) -> None:
    await learned(
        limiter, a_demand(), an_answer(429, remaining=3, retry_after=60.0, scope=Scope.SHARED)
    )

    with pytest.raises(LimitReached) as refused:
        await timer.run(limiter.enter(a_demand()))

    assert refused.value.scope == "shared"
    assert refused.value.retry_after == pytest.approx(60.0)


async def test_a_global_refusal_stops_every_route(timer: VirtualTimer, limiter: Limiter) -> None:
    await learned(limiter, a_demand(), bare(429, retry_after=0.0))
    last = await limiter.enter(a_demand("GET /x"))
    queue = waiting(limiter, [a_demand("GET /x")])
    await settle()

    limiter.leave(last, an_answer(429, retry_after=3.0, scope=Scope.GLOBAL))
    await timer.run(limiter.enter(a_demand("GET /y", "guild=9")))

    assert timer.now() == pytest.approx(1003.0)
    assert through(queue) == [True]


async def test_a_long_global_refusal_sends_everybody_away(
    timer: VirtualTimer, limiter: Limiter
) -> None:
    last = await limiter.enter(a_demand("GET /x"))
    queue = waiting(limiter, [a_demand("GET /x")])
    await settle()

    limiter.leave(last, an_answer(429, retry_after=300.0, scope=Scope.GLOBAL))
    with pytest.raises(LimitReached) as refused:
        await queue[0]

    assert refused.value.scope == "global"
    assert refused.value.retry_after == pytest.approx(300.0)
    assert timer.now() == 1000.0


async def test_the_quota_of_role_creations_is_told_in_hours(
    timer: VirtualTimer, limiter: Limiter
) -> None:
    demand = a_demand("POST /guilds/{guild_id}/roles")
    await learned(limiter, demand, an_answer(remaining=0, limit=250, reset_after=110_000.0))

    with pytest.raises(LimitReached) as refused:
        await timer.run(limiter.enter(demand))

    assert refused.value.retry_after == pytest.approx(110_000.0)
    assert "250 roles" in refused.value.message
    assert "31 hours" in refused.value.message
