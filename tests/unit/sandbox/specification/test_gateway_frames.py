import json

import pytest

from app.sandbox.gateway.frames import Frame
from app.sandbox.gateway.opcodes import Op
from app.sandbox.specification.gateway_frames import frame_mismatches

READY = {
    "v": 10,
    "user": {},
    "guilds": [],
    "session_id": "a",
    "resume_gateway_url": "ws://127.0.0.1",
    "application": {},
}


@pytest.mark.parametrize(
    "frame",
    [
        Frame(Op.HEARTBEAT_ACK),
        Frame(Op.HELLO, {"heartbeat_interval": 41250}),
        Frame(Op.DISPATCH, READY, 1, "READY"),
        Frame(Op.DISPATCH, {"id": "1", "unavailable": True}, 2, "GUILD_CREATE"),
    ],
)
def test_the_frames_of_the_gateway_are_fine(frame: Frame) -> None:
    assert list(frame_mismatches(frame.encode())) == []


@pytest.mark.parametrize(
    ("frame", "place"),
    [
        ({"op": 11}, ""),
        ({"op": 11, "d": None, "s": 1, "t": None}, "/s"),
        ({"op": 0, "d": {}, "s": None, "t": "X"}, "/s"),
        ({"op": 0, "d": {}, "s": 1, "t": None}, "/s"),
        ({"op": 0, "d": READY | {"extra": 1}, "s": 1, "t": "GUILD_CREATE"}, "/d/members"),
    ],
)
def test_other_frames_are_not(frame: object, place: str) -> None:
    assert place in [mismatch.place for mismatch in frame_mismatches(json.dumps(frame))]


@pytest.mark.parametrize("key", sorted(READY))
def test_ready_has_what_clients_read_first(key: str) -> None:
    data = {name: value for name, value in READY.items() if name != key}
    frame = Frame(Op.DISPATCH, data, 1, "READY")

    assert [m.place for m in frame_mismatches(frame.encode())] == [f"/d/{key}"]


def test_what_is_not_json_is_no_frame() -> None:
    assert [m.what for m in frame_mismatches(b"\x00")] == ["is not JSON"]
