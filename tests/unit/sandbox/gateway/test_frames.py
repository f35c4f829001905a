import json
import zlib
from hashlib import sha512

import pytest

from app.sandbox.gateway.frames import LONGEST_COMMAND, Frame, ZlibStream, decode
from app.sandbox.gateway.opcodes import CloseCode, Op, Refused


@pytest.mark.parametrize("frame", [Frame(Op.HEARTBEAT_ACK), Frame(Op.DISPATCH, {}, 3, "RESUMED")])
def test_every_frame_carries_all_four_keys(frame: Frame) -> None:
    envelope = json.loads(frame.encode())

    assert set(envelope) == {"op", "d", "s", "t"}


def test_a_payload_of_exactly_4096_bytes_is_read() -> None:
    shortest = json.dumps({"op": 3, "d": ""})
    payload = json.dumps({"op": 3, "d": "x" * (LONGEST_COMMAND - len(shortest))})

    command = decode(payload)

    assert len(payload) == LONGEST_COMMAND
    assert command.op is Op.PRESENCE


def test_one_byte_more_is_refused_with_4002() -> None:
    shortest = json.dumps({"op": 3, "d": ""})
    payload = json.dumps({"op": 3, "d": "x" * (LONGEST_COMMAND - len(shortest) + 1)})

    with pytest.raises(Refused) as refused:
        decode(payload)

    assert refused.value.code is CloseCode.DECODE_ERROR


def test_length_is_counted_in_bytes_not_in_characters() -> None:
    payload = '{"op":3,"d":"' + "é" * 2100 + '"}'

    with pytest.raises(Refused) as refused:
        decode(payload)

    assert len(payload) < LONGEST_COMMAND
    assert refused.value.code is CloseCode.DECODE_ERROR


@pytest.mark.parametrize(
    "payload",
    ["", "{", "[]", "null", '{"d":{}}', '{"op":"1"}', '{"op":true}', b"\xff\xfe", "[" * 4000],
)
def test_what_is_no_envelope_is_refused_with_4002(payload: str | bytes) -> None:
    with pytest.raises(Refused) as refused:
        decode(payload)

    assert refused.value.code is CloseCode.DECODE_ERROR


@pytest.mark.parametrize("op", [5, 12, 99, -1])
def test_an_opcode_that_does_not_exist_is_refused_with_4001(op: int) -> None:
    with pytest.raises(Refused) as refused:
        decode(json.dumps({"op": op, "d": None}))

    assert refused.value.code is CloseCode.UNKNOWN_OPCODE


def test_compressed_messages_share_one_context_and_end_in_the_flush_marker() -> None:
    stream, context = ZlibStream(), zlib.decompressobj()
    text = sha512(b"hardly compressible").hexdigest()

    messages = [stream.compress(text), stream.compress(text)]

    assert all(message.endswith(b"\x00\x00\xff\xff") for message in messages)
    assert [context.decompress(message).decode() for message in messages] == [text, text]
    assert len(messages[1]) < len(messages[0]) / 2
