"""A session outlives its socket: what a resume replays, and when it is too late."""

from typing import Any

import pytest

from app.sandbox.gateway.opcodes import CloseCode, Op
from app.sandbox.seed.building import add_application
from tests.unit.sandbox.gateway.wire import Client, Town, town


def test_a_dropped_client_gets_what_it_missed_in_order_and_then_resumed() -> None:
    place, client = _dropped()
    place.publish("GUILD_UPDATE", {"n": 1})
    place.publish("GUILD_UPDATE", {"n": 2})

    again = _resume(place, client)

    assert again.names == ["GUILD_UPDATE", "GUILD_UPDATE", "RESUMED"]
    assert [each["n"] for each in again.named("GUILD_UPDATE")] == [1, 2]
    assert [frame["s"] for frame in again.frames[1:]] == [3, 4, 5]


def test_resumed_carries_an_object() -> None:
    place, client = _dropped()

    again = _resume(place, client)

    assert again.named("RESUMED") == [{}]


def test_only_what_came_after_the_clients_sequence_is_replayed() -> None:
    place, client = _dropped()
    place.publish("GUILD_UPDATE", {"n": 1})
    place.publish("GUILD_UPDATE", {"n": 2})

    again = place.connect()
    again.resume(place.token, client.session_id, client.sequence + 1)

    assert [each["n"] for each in again.named("GUILD_UPDATE")] == [2]


def test_events_flow_to_the_new_socket_after_a_resume() -> None:
    place, client = _dropped()
    again = _resume(place, client)

    place.publish("GUILD_UPDATE", {"n": 9})

    assert again.last["t"] == "GUILD_UPDATE"
    assert client.named("GUILD_UPDATE") == []


def test_resuming_does_not_use_up_a_session_start() -> None:
    place, client = _dropped()
    before = place.gateway.session_start_limit(place.application.id).remaining

    _resume(place, client)

    assert place.gateway.session_start_limit(place.application.id).remaining == before


def test_a_session_nobody_came_back_for_is_over_after_the_window() -> None:
    place, client = _dropped(resume_window=300.0)
    place.clock.advance(300.1)

    again = _resume(place, client)

    assert (again.last["op"], again.last["d"]) == (Op.INVALID_SESSION, False)


def test_within_the_window_it_is_not() -> None:
    place, client = _dropped(resume_window=300.0)
    place.clock.advance(300.0)

    again = _resume(place, client)

    assert again.names == ["RESUMED"]


def test_a_connected_session_does_not_age() -> None:
    place = town()
    client = place.join()
    for _ in range(20):
        place.clock.advance(40.0)
        client.say(Op.HEARTBEAT)
        place.gateway.tick()

    place.publish("GUILD_UPDATE")

    assert client.last["t"] == "GUILD_UPDATE"


def test_when_more_was_missed_than_is_kept_the_session_is_invalid() -> None:
    place, client = _dropped(replay_limit=3)
    for _ in range(4):
        place.publish("GUILD_UPDATE")

    again = _resume(place, client)

    assert (again.last["op"], again.last["d"]) == (Op.INVALID_SESSION, False)


def test_exactly_as_much_as_is_kept_is_replayed() -> None:
    place, client = _dropped(replay_limit=3)
    for _ in range(3):
        place.publish("GUILD_UPDATE")

    again = _resume(place, client)

    assert again.names == ["GUILD_UPDATE"] * 3 + ["RESUMED"]


def test_an_unknown_session_gets_op_9_false() -> None:
    place = town()
    client = place.connect()

    client.resume(place.token, "no such session", 1)

    assert (client.last["op"], client.last["d"]) == (Op.INVALID_SESSION, False)


def test_a_wrong_token_closes_with_4004() -> None:
    place, client = _dropped()
    again = place.connect()

    again.resume("wrong", client.session_id, client.sequence)

    assert again.closed_with == CloseCode.AUTHENTICATION_FAILED


def test_another_applications_session_cannot_be_taken() -> None:
    place, client = _dropped()
    other = add_application(place.world, "Other", place.owner.id)
    again = place.connect()

    again.resume(other.token, client.session_id, client.sequence)

    assert (again.last["op"], again.last["d"]) == (Op.INVALID_SESSION, False)
    assert _resume(place, client).names == ["RESUMED"]


@pytest.mark.parametrize("sequence", [99, -1])
def test_a_sequence_that_was_never_sent_closes_with_4007_and_ends_the_session(
    sequence: int,
) -> None:
    place, client = _dropped()
    again = place.connect()

    again.resume(place.token, client.session_id, sequence)

    assert again.closed_with == CloseCode.INVALID_SEQUENCE
    assert _resume(place, client).last["op"] == Op.INVALID_SESSION


@pytest.mark.parametrize("code", [1000, 1001])
def test_a_client_that_says_goodbye_ends_its_session(code: int) -> None:
    place = town()
    client = place.join()
    client.connection.lost(code)

    again = _resume(place, client)

    assert again.last["op"] == Op.INVALID_SESSION


@pytest.mark.parametrize("code", [None, 1005, 1006, 4000])
def test_any_other_end_keeps_it_resumable(code: int | None) -> None:
    place = town()
    client = place.join()
    client.connection.lost(code)

    again = _resume(place, client)

    assert again.names == ["RESUMED"]


def test_a_resume_takes_the_session_from_a_socket_that_still_holds_it() -> None:
    place = town()
    client = place.join()

    again = _resume(place, client)

    assert again.names == ["RESUMED"]
    assert client.closed_with == CloseCode.UNKNOWN_ERROR


@pytest.mark.parametrize("fields", [{}, {"session_id": "x"}, {"session_id": 1, "seq": 1}])
def test_a_resume_without_its_fields_closes_with_4001(fields: dict[str, object]) -> None:
    place = town()
    client = place.connect()

    client.say(Op.RESUME, {"token": place.token, **fields})

    assert client.closed_with == CloseCode.UNKNOWN_OPCODE


def _dropped(**options: Any) -> tuple[Town, Client]:
    place = town(**options)
    client = place.join()
    place.gateway.drop()
    return place, client


def _resume(place: Town, client: Client) -> Client:
    again = place.connect()
    again.resume(place.token, client.session_id, client.sequence)
    return again
