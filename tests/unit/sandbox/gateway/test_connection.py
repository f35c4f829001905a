"""One socket: hello, heartbeats, order of payloads, the send limit."""

import pytest

from app.sandbox.gateway.opcodes import CloseCode, Op
from tests.unit.sandbox.gateway.wire import town


def test_hello_comes_first_with_the_interval_in_milliseconds() -> None:
    client = town(heartbeat_interval=45.0).connect()

    assert client.frames == [{"op": 10, "d": {"heartbeat_interval": 45_000}, "s": None, "t": None}]


def test_a_heartbeat_is_acknowledged_at_once_even_before_identifying() -> None:
    client = town().connect()

    client.say(Op.HEARTBEAT, None)

    assert client.last == {"op": 11, "d": None, "s": None, "t": None}


def test_a_client_whose_heartbeats_stop_is_closed_with_4009() -> None:
    place = town()
    client = place.join()
    place.clock.advance(41.25 + 10.0 + 0.1)

    place.gateway.tick()

    assert client.closed_with == CloseCode.SESSION_TIMED_OUT


def test_a_client_that_keeps_beating_stays_connected() -> None:
    place = town()
    client = place.join()

    for _ in range(5):
        place.clock.advance(41.25)
        client.say(Op.HEARTBEAT, 1)
        place.gateway.tick()

    assert client.closed_with is None


def test_a_session_that_timed_out_cannot_be_resumed() -> None:
    place = town()
    client = place.join()
    session_id, sequence = client.session_id, client.sequence
    place.clock.advance(60.0)
    place.gateway.tick()

    again = place.connect()
    again.resume(place.token, session_id, sequence)

    assert again.last["op"] == Op.INVALID_SESSION
    assert again.last["d"] is False


def test_the_server_may_demand_a_heartbeat() -> None:
    place = town()
    client = place.join()

    place.gateway.demand_heartbeats()

    assert client.last["op"] == Op.HEARTBEAT


@pytest.mark.parametrize("op", [Op.PRESENCE, Op.VOICE_STATE, Op.REQUEST_MEMBERS])
def test_commands_before_identifying_close_with_4003(op: Op) -> None:
    client = town().connect()

    client.say(op, {})

    assert client.closed_with == CloseCode.NOT_AUTHENTICATED


@pytest.mark.parametrize(
    "op", [Op.DISPATCH, Op.RECONNECT, Op.INVALID_SESSION, Op.HELLO, Op.HEARTBEAT_ACK]
)
def test_opcodes_that_only_the_server_sends_close_with_4001(op: Op) -> None:
    client = town().join()

    client.say(op, {})

    assert client.closed_with == CloseCode.UNKNOWN_OPCODE


def test_identifying_twice_closes_with_4005() -> None:
    place = town()
    client = place.join()

    client.identify(place.token)

    assert client.closed_with == CloseCode.ALREADY_AUTHENTICATED


def test_resuming_when_identified_closes_with_4005() -> None:
    place = town()
    client = place.join()

    client.resume(place.token, client.session_id, client.sequence)

    assert client.closed_with == CloseCode.ALREADY_AUTHENTICATED


def test_120_payloads_in_a_minute_are_accepted_and_one_more_closes_with_4008() -> None:
    client = town().connect()
    for _ in range(120):
        client.say(Op.HEARTBEAT)
    after_120 = client.closed_with

    client.say(Op.HEARTBEAT)

    assert after_120 is None
    assert client.closed_with == CloseCode.RATE_LIMITED


def test_the_send_limit_is_a_sliding_minute() -> None:
    place = town()
    client = place.connect()
    for _ in range(120):
        client.say(Op.HEARTBEAT)
    place.clock.advance(60.0)

    client.say(Op.HEARTBEAT)

    assert client.closed_with is None


def test_a_session_closed_for_sending_too_much_can_be_resumed() -> None:
    place = town()
    client = place.join()
    for _ in range(121):
        client.say(Op.HEARTBEAT)

    again = place.connect()
    again.resume(place.token, client.session_id, client.sequence)

    assert client.closed_with == CloseCode.RATE_LIMITED
    assert again.names == ["RESUMED"]


def test_presence_and_voice_state_are_taken() -> None:
    client = town().join()
    client.forget_frames()

    client.say(Op.PRESENCE, {"since": None, "activities": [], "status": "idle", "afk": False})
    client.say(Op.VOICE_STATE, {"guild_id": "1", "channel_id": None})

    assert client.closed_with is None
    assert client.frames == []


def test_a_presence_that_is_no_object_closes_with_4001() -> None:
    client = town().join()

    client.say(Op.PRESENCE, "idle")

    assert client.closed_with == CloseCode.UNKNOWN_OPCODE


def test_nothing_is_read_after_the_close() -> None:
    place = town()
    client = place.connect()
    client.say(Op.DISPATCH)

    client.identify(place.token)

    assert list(place.gateway.sessions) == []
