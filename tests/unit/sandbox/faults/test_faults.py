import asyncio
import json
from collections.abc import Callable

import pytest

from app.sandbox.clock import DrivenClock
from app.sandbox.exchange.messages import Answer, AnswerWithheld, ConnectionDropped, OnPurpose
from app.sandbox.faults.fault import Fault, FaultKind, Moment
from app.sandbox.faults.faults import Faults
from app.sandbox.faults.gateway import GatewayFaults
from app.sandbox.world.world import World
from tests.support.exchanges import FakeStored, Handler, exchange

CREATE = "POST /guilds/{guild_id}/channels"


class WatchedClock(DrivenClock):
    """Counts how often it is looked at."""

    looks = 0

    def now(self) -> float:
        self.looks += 1
        return super().now()


@pytest.fixture
def clock() -> WatchedClock:
    return WatchedClock()


@pytest.fixture
def faults(clock: DrivenClock) -> Faults:
    return Faults(clock, FakeStored(), GatewayFaults(World(clock)))


async def test_without_faults_the_handler_answers(faults: Faults) -> None:
    answer = await faults.layer(exchange(CREATE, {}), Handler(201, {"id": "1"}))

    assert (answer.status, json.loads(answer.content)) == (201, {"id": "1"})
    assert faults.fired == []


@pytest.mark.parametrize(("moment", "had_effect"), [(Moment.BEFORE, False), (Moment.AFTER, True)])
async def test_an_error_comes_before_or_after_the_effect(
    faults: Faults, moment: Moment, had_effect: bool
) -> None:
    handler = Handler(201)
    faults.add(Fault(FaultKind.ERROR, moment, status=503))

    answer = await faults.layer(exchange(CREATE, {}), handler)

    assert answer.status == 503
    assert bool(handler.seen) is had_effect
    assert isinstance(answer, OnPurpose)


@pytest.mark.parametrize(("moment", "had_effect"), [(Moment.BEFORE, False), (Moment.AFTER, True)])
@pytest.mark.parametrize(
    ("kind", "outcome"),
    [(FaultKind.SILENCE, AnswerWithheld), (FaultKind.DROP, ConnectionDropped)],
)
async def test_an_answer_gets_lost_before_or_after_the_effect(
    faults: Faults, kind: FaultKind, outcome: type[Exception], moment: Moment, had_effect: bool
) -> None:
    handler = Handler(201)
    faults.add(Fault(kind, moment))

    with pytest.raises(outcome):
        await faults.layer(exchange(CREATE, {}), handler)

    assert bool(handler.seen) is had_effect


@pytest.mark.parametrize(
    ("status", "content_type"),
    [(500, "application/json"), (502, "text/html; charset=UTF-8"), (401, "application/json")],
)
async def test_errors_look_as_the_api_or_its_proxy_writes_them(
    faults: Faults, status: int, content_type: str
) -> None:
    faults.add(Fault(FaultKind.ERROR, status=status))

    answer = await faults.layer(exchange(), Handler())

    assert answer.headers["content-type"] == content_type
    assert str(status).encode() in answer.content


async def test_the_body_of_an_error_can_be_given(faults: Faults) -> None:
    faults.add(Fault(FaultKind.ERROR, status=403, body='{"code": 50013, "message": "no"}'))

    answer = await faults.layer(exchange(), Handler())

    assert answer.body == {"code": 50013, "message": "no"}
    assert answer.headers["content-type"] == "application/json"


async def test_a_body_can_be_emptied_or_replaced_under_the_status_of_success(
    faults: Faults,
) -> None:
    faults.add(Fault(FaultKind.EMPTY_BODY))
    faults.add(Fault(FaultKind.WRONG_BODY))
    faults.add(Fault(FaultKind.WRONG_BODY, body="<html>maintenance</html>"))
    handler = Handler(200, {"id": "1"})

    empty, wrong, page = [await faults.layer(exchange(), handler) for _ in range(3)]

    assert (empty.status, empty.content) == (200, b"")
    assert (wrong.status, wrong.body) == (200, {"unexpected": True})
    assert (page.status, page.content) == (200, b"<html>maintenance</html>")
    assert page.headers["content-type"].startswith("text/html")
    assert len(handler.seen) == 3


async def test_a_429_can_come_without_a_header_about_it_and_without_effect(
    faults: Faults,
) -> None:
    handler = Handler()
    faults.add(Fault(FaultKind.BARE_429, retry_after=2.0))

    answer = await faults.layer(exchange(), handler)

    assert answer.status == 429
    assert set(answer.headers) == {"content-type", "via"}
    assert json.loads(answer.content)["retry_after"] == 2.0
    assert handler.seen == []


@pytest.mark.parametrize(
    ("moment", "effect_at_once"), [(Moment.BEFORE, False), (Moment.AFTER, True)]
)
async def test_a_slow_answer_comes_when_the_clock_says_so(
    faults: Faults, clock: WatchedClock, moment: Moment, effect_at_once: bool
) -> None:
    handler = Handler(200, "late")
    faults.add(Fault(FaultKind.SLOW, moment, delay_s=30))
    waiting = asyncio.create_task(faults.layer(exchange(), handler))
    await _until(lambda: bool(faults.fired))

    clock.advance(29.9)
    looks = clock.looks
    await _until(lambda: clock.looks > looks + 1)
    too_early = waiting.done()
    had_effect = bool(handler.seen)
    clock.advance(0.1)
    answer = await waiting

    assert not too_early
    assert had_effect is effect_at_once
    assert json.loads(answer.content) == "late"


async def test_a_slow_answer_can_be_released(faults: Faults) -> None:
    fault_id = faults.add(Fault(FaultKind.SLOW))
    waiting = asyncio.create_task(faults.layer(exchange(), Handler(200, "late")))
    await _until(lambda: bool(faults.fired))

    released = faults.release(fault_id)

    assert released
    assert (await waiting).status == 200
    assert not faults.release(999)


async def test_clearing_lets_go_what_is_held_and_disarms_the_rest(faults: Faults) -> None:
    faults.add(Fault(FaultKind.SLOW))
    faults.add(Fault(FaultKind.ERROR))
    waiting = asyncio.create_task(faults.layer(exchange(), Handler()))
    await _until(lambda: bool(faults.fired))

    faults.clear()

    assert (await waiting).status == 200
    assert (await faults.layer(exchange(), Handler())).status == 200
    assert len(faults.fired) == 1


async def test_a_fault_skips_then_strikes_so_many_times(faults: Faults) -> None:
    faults.add(Fault(FaultKind.ERROR, skip=2, times=2))

    statuses = await _statuses(faults, 6)

    assert statuses == [200, 200, 502, 502, 200, 200]


async def test_a_fault_may_strike_for_ever(faults: Faults) -> None:
    faults.add(Fault(FaultKind.ERROR, times=None))

    assert await _statuses(faults, 20) == [502] * 20


async def test_only_covered_requests_are_hit_and_counted(faults: Faults) -> None:
    fault = Fault(
        FaultKind.ERROR, method="POST", route="/guilds/{id}/channels", where={"guild_id": "7"}
    )
    faults.add(fault)

    missed = [
        await faults.layer(exchange("GET /guilds/{guild_id}/channels", guild_id="7"), Handler()),
        await faults.layer(exchange("POST /guilds/{guild_id}/roles", guild_id="7"), Handler()),
        await faults.layer(exchange(CREATE, {}, guild_id="8"), Handler()),
    ]
    hit = await faults.layer(exchange(CREATE, {}, guild_id="7"), Handler())

    assert [answer.status for answer in missed] == [200, 200, 200]
    assert hit.status == 502


async def test_chance_is_the_same_for_the_same_seed(clock: DrivenClock) -> None:
    async def run(seed: int) -> list[int]:
        fresh = Faults(clock, FakeStored(), GatewayFaults(World(clock)))
        fresh.add(Fault(FaultKind.ERROR, times=None, probability=0.3, seed=seed))
        return await _statuses(fresh, 200)

    first, again, other = await run(1), await run(1), await run(2)

    assert first == again
    assert first != other
    assert 30 < first.count(502) < 90


async def test_the_first_fault_that_strikes_is_the_one(faults: Faults) -> None:
    faults.add(Fault(FaultKind.ERROR, status=500))
    faults.add(Fault(FaultKind.ERROR, status=503))

    assert await _statuses(faults, 3) == [500, 503, 200]


async def test_what_fired_is_logged(faults: Faults, clock: DrivenClock) -> None:
    fault_id = faults.add(Fault(FaultKind.ERROR, Moment.BEFORE))
    await faults.layer(exchange(CREATE, {}, guild_id="7"), Handler())

    (line,) = faults.fired

    assert line.as_json() == {
        "fault_id": fault_id,
        "kind": "error",
        "moment": "before",
        "method": "POST",
        "path": "/guilds/7/channels",
        "at": clock.now(),
    }
    assert faults.armed == []


@pytest.mark.parametrize("wrong", [{"probability": 1.5}, {"status": 200}, {"writes_ago": 0}])
def test_an_order_that_makes_no_sense_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Fault(FaultKind.ERROR, **wrong)  # type: ignore[arg-type]


async def _statuses(faults: Faults, requests: int) -> list[int]:
    answers: list[Answer] = [await faults.layer(exchange(), Handler()) for _ in range(requests)]
    return [answer.status for answer in answers]


async def _until(condition: Callable[[], bool]) -> None:
    while not condition():  # noqa: ASYNC110 - what is waited for has no event
        await asyncio.sleep(0)
