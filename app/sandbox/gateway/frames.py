"""The bytes on the wire: the envelope both ways, and the zlib-stream context.

Every frame carries all four keys. Discord's pages show `{"op": 11}` alone, yet
nextcord ends the client with a KeyError on it.
"""

import json
import zlib
from dataclasses import dataclass
from typing import Any

from app.sandbox.gateway.opcodes import CloseCode, Op, Refused

LONGEST_COMMAND = 4096
"""Bytes a client may send in one payload; one more closes with 4002."""


@dataclass(frozen=True, slots=True)
class Frame:
    op: Op
    data: Any = None
    sequence: int | None = None
    event: str | None = None

    def encode(self) -> str:
        envelope = {"op": self.op.value, "d": self.data, "s": self.sequence, "t": self.event}
        return json.dumps(envelope, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Command:
    op: Op
    data: Any


def decode(raw: str | bytes) -> Command:
    """The command in a client's payload; Refused with 4002 or 4001 when there is none."""
    payload = raw.encode() if isinstance(raw, str) else raw
    if len(payload) > LONGEST_COMMAND:
        raise Refused(CloseCode.DECODE_ERROR, f"Payload is longer than {LONGEST_COMMAND} bytes.")
    try:
        envelope = json.loads(payload)
    except (ValueError, RecursionError) as error:
        raise Refused(CloseCode.DECODE_ERROR, "Error while decoding payload.") from error
    if not isinstance(envelope, dict) or not is_integer(envelope.get("op")):
        raise Refused(CloseCode.DECODE_ERROR, "A payload is an object with an integer `op`.")
    try:
        op = Op(envelope["op"])
    except ValueError as error:
        raise Refused(CloseCode.UNKNOWN_OPCODE, "Unknown opcode.") from error
    return Command(op, envelope.get("d"))


def is_integer(value: object) -> bool:
    """JSON's true is an int to Python; to Discord it is not."""
    return isinstance(value, int) and not isinstance(value, bool)


class ZlibStream:
    """One compression context for the life of a connection, flushed after each frame.

    The flush makes every message end in 00 00 ff ff, which is how a client finds its end.
    """

    def __init__(self) -> None:
        self._context = zlib.compressobj()

    def compress(self, text: str) -> bytes:
        return self._context.compress(text.encode()) + self._context.flush(zlib.Z_SYNC_FLUSH)
