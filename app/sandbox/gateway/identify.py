"""Identify and resume as the client sends them, and what Discord refuses in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.sandbox.gateway.frames import is_integer
from app.sandbox.gateway.opcodes import CloseCode, Refused
from app.sandbox.gateway.shards import WHOLE, Shard
from app.sandbox.world.users import PRIVILEGED_INTENTS, Intent

KNOWN_INTENTS = sum(Intent)
DEFAULT_LARGE_THRESHOLD = 50


@dataclass(frozen=True, slots=True)
class Identify:
    """`shard` is None where the client did not send one, which READY then does not repeat."""

    token: str
    intents: Intent
    shard: Shard | None
    large_threshold: int

    @property
    def slice(self) -> Shard:
        return self.shard or WHOLE


@dataclass(frozen=True, slots=True)
class Resume:
    token: str
    session_id: str
    sequence: int


def bare_token(data: Any) -> str:
    """The token in either payload; libraries differ in whether they prefix it with "Bot "."""
    token = _object(data).get("token")
    if not isinstance(token, str):
        raise Refused(CloseCode.AUTHENTICATION_FAILED, "Authentication failed.")
    return token.removeprefix("Bot ")


def parse_identify(data: Any) -> Identify:
    """Refused in the order in which Discord's close codes leave room for doubt: token first."""
    token = bare_token(data)
    return Identify(
        token=token,
        intents=_intents(data.get("intents")),
        shard=_shard(data.get("shard")),
        large_threshold=_large_threshold(data.get("large_threshold")),
    )


def parse_resume(data: Any) -> Resume:
    token = bare_token(data)
    session_id, sequence = data.get("session_id"), data.get("seq")
    if not isinstance(session_id, str) or not is_integer(sequence):
        raise Refused(CloseCode.UNKNOWN_OPCODE, "Resume needs a session_id and an integer seq.")
    return Resume(token, session_id, sequence)


def refuse_disallowed_intents(asked: Intent, enabled: Intent) -> None:
    """4014 for a privileged intent that the application has not switched on."""
    if asked & PRIVILEGED_INTENTS & ~enabled:
        raise Refused(CloseCode.DISALLOWED_INTENTS, "Disallowed intent(s).")


def refuse_too_many_guilds(shard: Shard, guild_ids: Iterable[int], limit: int | None) -> None:
    """4011 where this shard would hold more guilds than one session may."""
    if limit is not None and sum(map(shard.holds, guild_ids)) > limit:
        raise Refused(CloseCode.SHARDING_REQUIRED, "Sharding required.")


def _object(data: Any) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise Refused(CloseCode.UNKNOWN_OPCODE, "Invalid payload for this opcode.")
    return data


def _intents(value: Any) -> Intent:
    if not is_integer(value) or value < 0 or value & ~KNOWN_INTENTS:
        raise Refused(CloseCode.INVALID_INTENTS, "Invalid intent(s).")
    return Intent(value)


def _shard(value: Any) -> Shard | None:
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 2 or not all(map(is_integer, value)):
        raise Refused(CloseCode.INVALID_SHARD, "Invalid shard.")
    shard = Shard(*value)
    if not 0 <= shard.id < shard.count:
        raise Refused(CloseCode.INVALID_SHARD, "Invalid shard.")
    return shard


def _large_threshold(value: Any) -> int:
    if value is None:
        return DEFAULT_LARGE_THRESHOLD
    if not is_integer(value) or not 50 <= value <= 250:
        raise Refused(CloseCode.UNKNOWN_OPCODE, "large_threshold is 50 to 250.")
    return int(value)
