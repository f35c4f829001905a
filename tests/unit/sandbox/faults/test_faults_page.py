import json
from typing import Any

import pytest

from app.sandbox.clock import DrivenClock
from app.sandbox.exchange.messages import Exchange
from app.sandbox.faults.faults import Faults
from app.sandbox.faults.gateway import GatewayFaults
from app.sandbox.faults.page import FaultsPage
from app.sandbox.world.world import World
from tests.support.exchanges import FakeStored, Handler, RecordingGateway, exchange


@pytest.fixture
def world() -> World:
    return World(DrivenClock())


@pytest.fixture
def faults(world: World) -> Faults:
    return Faults(world.clock, FakeStored(), GatewayFaults(world))


def call(faults: Faults, method: str, path: str = "", body: object = None) -> tuple[int, Any]:
    content = b"" if body is None else json.dumps(body).encode()
    answer = FaultsPage(faults)(Exchange(method, path, content=content))
    return answer.status, answer.body


async def test_a_fault_is_added_fires_and_is_listed(faults: Faults) -> None:
    order = {"kind": "error", "moment": "after", "method": "GET", "status": 503, "times": 2}

    added = call(faults, "POST", body=order)
    answer = await faults.layer(exchange(), Handler())
    _, listed = call(faults, "GET")

    assert added == (201, {"id": 1})
    assert answer.status == 503
    assert listed["armed"] == [
        {"id": 1, "kind": "error", "method": "GET", "route": "*", "covered": 1, "struck": 1}
    ]
    assert [line["path"] for line in listed["fired"]] == ["/guilds/1"]


async def test_deleting_disarms(faults: Faults) -> None:
    call(faults, "POST", body={"kind": "error"})

    status, listed = call(faults, "DELETE")

    assert (status, listed["armed"]) == (200, [])
    assert (await faults.layer(exchange(), Handler())).status == 200


@pytest.mark.parametrize(
    "order",
    [{"kind": "explosion"}, {}, {"kind": "error", "status": 200}, {"kind": "error", "tims": 1}, 7],
)
def test_an_order_that_is_none_is_refused_with_the_reason(faults: Faults, order: object) -> None:
    status, body = call(faults, "POST", body=order)

    assert status == 400
    assert "Fault" in body["message"]
    assert faults.armed == []


def test_a_slow_fault_is_released_by_its_id(faults: Faults) -> None:
    call(faults, "POST", body={"kind": "slow"})

    assert call(faults, "POST", "/1/release")[0] == 204
    assert call(faults, "POST", "/2/release")[0] == 404
    assert call(faults, "POST", "/x/release")[0] == 404
    assert faults.armed[0].released


@pytest.mark.parametrize(
    ("order", "done"),
    [
        ({"action": "drop"}, "drop None"),
        ({"action": "reconnect", "application_id": 7}, "reconnect 7"),
        ({"action": "invalid_session", "resumable": False}, "invalid None False"),
    ],
)
def test_the_gateway_is_disturbed_from_there(
    faults: Faults, world: World, order: dict[str, object], done: str
) -> None:
    gateway = RecordingGateway(world)
    faults.gateway.attach(gateway)

    at_once = call(faults, "POST", "/gateway", order)
    later = call(faults, "POST", "/gateway", order | {"after_events": 2})

    assert (at_once[0], later[0]) == (201, 201)
    assert gateway.lines == [done]
    assert faults.gateway.waiting == 1


def test_a_gateway_order_that_is_none_is_refused(faults: Faults) -> None:
    assert call(faults, "POST", "/gateway", {"action": "explode"})[0] == 400
    assert call(faults, "POST", "/gateway", {"action": "drop", "after_events": -1})[0] == 400


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("PUT", "", 405), ("GET", "/gateway", 405), ("GET", "/1/release", 404), ("GET", "/x", 404)],
)
def test_what_the_page_does_not_know_it_says(
    faults: Faults, method: str, path: str, status: int
) -> None:
    assert call(faults, method, path)[0] == status
