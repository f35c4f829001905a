import pytest

from app.sandbox.clock import DrivenClock
from app.sandbox.faults.gateway import GatewayFaults
from app.sandbox.world.events import Event
from app.sandbox.world.world import World
from tests.support.exchanges import RecordingGateway


@pytest.fixture
def world() -> World:
    return World(DrivenClock())


@pytest.fixture
def gateway(world: World) -> RecordingGateway:
    return RecordingGateway(world)


@pytest.fixture
def faults(world: World, gateway: RecordingGateway) -> GatewayFaults:
    faults = GatewayFaults(world)
    faults.attach(gateway)
    return faults


def publish(world: World, *names: str) -> None:
    for name in names:
        world.publish(Event(name, 1, {}))


def test_an_order_without_events_strikes_at_once(
    faults: GatewayFaults, gateway: RecordingGateway
) -> None:
    faults.drop_after()
    faults.reconnect(application_id=7)
    faults.invalid_session(resumable=True)

    assert gateway.lines == ["drop None", "reconnect 7", "invalid None True"]
    assert faults.struck == 3


def test_an_order_strikes_right_after_its_last_event(
    faults: GatewayFaults, gateway: RecordingGateway, world: World
) -> None:
    publish(world, "before")
    faults.drop_after(2)

    publish(world, "one", "two", "three", "four")

    assert gateway.lines == ["before", "one", "two", "drop None", "three", "four"]
    assert faults.waiting == 0


def test_orders_for_the_same_event_strike_in_their_order(
    faults: GatewayFaults, gateway: RecordingGateway, world: World
) -> None:
    faults.invalid_session(1, resumable=False)
    faults.drop_after(1)

    publish(world, "one")

    assert gateway.lines == ["one", "invalid None False", "drop None"]


def test_what_is_cleared_does_not_strike(
    faults: GatewayFaults, gateway: RecordingGateway, world: World
) -> None:
    faults.drop_after(1)
    faults.clear()

    publish(world, "one")

    assert gateway.lines == ["one"]


def test_events_that_are_over_cannot_be_waited_for(faults: GatewayFaults) -> None:
    with pytest.raises(ValueError, match="over"):
        faults.drop_after(-1)
