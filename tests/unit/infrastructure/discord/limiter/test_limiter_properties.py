"""Whatever is asked of it, the limiter breaks no limit, wastes no time and forgets nobody."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from math import inf
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from app.shared.infrastructure.discord.limiter.demand import Demand, Priority
from app.shared.infrastructure.discord.limiter.limiter import Limiter
from tests.support.examples import examples
from tests.support.virtual_timer import VirtualTimer, all_of
from tests.unit.infrastructure.discord.limiter.caller import Caller, a_demand, no_latency
from tests.unit.infrastructure.discord.limiter.server_model import ModelServer, Size


@dataclass(frozen=True, slots=True)
class World:
    bucket_of: dict[str, str]
    sizes: dict[str, Size]
    calls: list[tuple[float, Demand]]
    seed: int


@st.composite
def worlds(draw: st.DrawFn, *, at_once: bool = False) -> World:
    buckets = [f"bucket-{n}" for n in range(draw(st.integers(1, 4)))]
    sizes = {
        bucket: Size(draw(st.integers(1, 12)), draw(st.sampled_from((0.5, 1.0, 2.0, 5.0, 15.0))))
        for bucket in buckets
    }
    routes = [f"PATCH /route/{n}" for n in range(draw(st.integers(1, 6)))]
    bucket_of = {route: draw(st.sampled_from(buckets)) for route in routes}
    call = st.tuples(
        st.just(0.0) if at_once else st.floats(0, 8),
        st.builds(
            lambda route, major, priority: a_demand(route, f"guild={major}", priority=priority),
            st.sampled_from(routes),
            st.integers(1, 3),
            st.sampled_from(Priority),
        ),
    )
    calls = draw(st.lists(call, min_size=1, max_size=120))
    return World(bucket_of, sizes, calls, draw(st.integers(0, 2**16)))


def played(world: World, *, with_latency: bool) -> tuple[Caller, float]:
    """Every call made; gives the caller and how many seconds it took."""
    random = Random(world.seed)

    async def play() -> tuple[Caller, float]:
        timer = VirtualTimer()
        server = ModelServer(world.bucket_of, world.sizes)
        latency = (lambda: random.uniform(0.0, 0.4)) if with_latency else no_latency
        caller = Caller(timer, Limiter(timer, patience=inf), server, latency)
        await learn(caller, world)
        started = timer.now()
        await timer.run(all_of([caller.call(demand, after) for after, demand in world.calls]))
        return caller, timer.now() - started

    return asyncio.run(play())


async def learn(caller: Caller, world: World) -> None:
    """Call every route once, so that what is measured does not have to find out the buckets."""
    for route in world.bucket_of:
        for major in ("guild=1", "guild=2", "guild=3"):
            await caller.timer.run(caller.call(a_demand(route, major)))
    await caller.timer.advance(60)
    for past in (caller.sent, caller.done, caller.server.arrivals, caller.server.refused):
        past.clear()


@given(worlds())
@examples(120)
def test_no_limit_is_ever_broken_however_the_network_delays(world: World) -> None:
    caller, _ = played(world, with_latency=True)

    assert caller.server.refused == []
    assert caller.server.busiest_second() <= 50
    assert len(caller.done) == len(world.calls)


@given(worlds(at_once=True))
@examples(80)
def test_all_is_done_in_nearly_the_least_time_that_the_limits_allow(world: World) -> None:
    caller, seconds = played(world, with_latency=False)

    assert seconds <= 1.05 * least_seconds(world) + 0.01
    assert caller.server.refused == []


@given(worlds(at_once=True))
@examples(40)
def test_buckets_do_not_wait_for_each_other(world: World) -> None:
    """Each bucket is done as early beside the others as it is alone, but for the global limit."""
    few = World(world.bucket_of, world.sizes, world.calls[:40], world.seed)
    together, _ = played(few, with_latency=False)

    for bucket, major in {(few.bucket_of[d.route], d.major) for _, d in few.calls}:
        mine = [c for c in few.calls if (few.bucket_of[c[1].route], c[1].major) == (bucket, major)]
        alone, _ = played(World(few.bucket_of, few.sizes, mine, few.seed), with_latency=False)
        beside = [
            at for at, d in together.done if (few.bucket_of[d.route], d.major) == (bucket, major)
        ]
        assert max(beside) <= max(at for at, _ in alone.done) + 0.001


@given(worlds())
@examples(40)
def test_nobody_is_overtaken_for_longer_than_the_head_start(world: World) -> None:
    """Within a bucket and route, a call that came five seconds earlier is always sent first."""
    caller, _ = played(world, with_latency=True)
    came = {id(demand): 1000.0 + after for after, demand in world.calls}

    for sent, first in caller.sent:
        for later, second in caller.sent:
            same = (first.route, first.major) == (second.route, second.major)
            if same and came[id(first)] + Priority.BULK < came[id(second)]:
                assert sent <= later


@given(worlds())
@examples(60)
def test_finding_out_a_bucket_costs_at_most_one_refusal_per_route(world: World) -> None:
    """Two routes may turn out to share a bucket that is too small for a first call of both."""

    async def play() -> Caller:
        timer = VirtualTimer()
        server = ModelServer(world.bucket_of, world.sizes)
        caller = Caller(timer, Limiter(timer, patience=inf), server, lambda: 0.1)
        await timer.run(all_of([caller.call(demand, after) for after, demand in world.calls]))
        return caller

    caller = asyncio.run(play())

    routes = {(demand.route, demand.major) for _, demand in world.calls}
    assert len(caller.server.refused) < max(1, len(routes))
    assert len(caller.done) == len(world.calls)


def least_seconds(world: World) -> float:
    """From the sizes alone: full windows before the last one, and the global limit."""
    wanted = Counter((world.bucket_of[d.route], d.major) for _, d in world.calls)
    windows = (
        (number - 1) // world.sizes[bucket].requests * world.sizes[bucket].seconds
        for (bucket, _), number in wanted.items()
    )
    return max(*windows, (len(world.calls) - 1) // 50 * 1.0)
