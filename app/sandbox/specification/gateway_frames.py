"""What a gateway frame must be: the document covers REST only."""

import json
from collections.abc import Iterator

from app.sandbox.specification.violation import Mismatch

_DISPATCH = 0
_ENVELOPE = frozenset({"op", "d", "s", "t"})
_READY = (
    "v",
    "user",
    "guilds",
    "session_id",
    "resume_gateway_url",
    "application",
)
_GUILD_CREATE = (
    "joined_at",
    "large",
    "member_count",
    "voice_states",
    "members",
    "channels",
    "threads",
    "presences",
    "stage_instances",
    "guild_scheduled_events",
    "soundboard_sounds",
)
_DEMANDED = {"READY": _READY, "GUILD_CREATE": _GUILD_CREATE}


def frame_mismatches(text: str | bytes) -> Iterator[Mismatch]:
    """All four keys always: nextcord ends on a frame without one. `s` and `t` go with op 0 only."""
    try:
        frame = json.loads(text)
    except ValueError:
        yield Mismatch("", "is not JSON")
        return
    if not isinstance(frame, dict) or frame.keys() != _ENVELOPE:
        yield Mismatch("", "the envelope is op, d, s and t")
        return
    is_dispatch = frame["op"] == _DISPATCH
    if is_dispatch != (isinstance(frame["s"], int) and isinstance(frame["t"], str)):
        yield Mismatch("/s", "s and t are set for dispatches, and null for all else")
    if not is_dispatch and (frame["s"] is not None or frame["t"] is not None):
        yield Mismatch("/s", "s and t are null but for dispatches")
    data = frame["d"]
    if is_dispatch and isinstance(data, dict) and not data.get("unavailable"):
        for key in _DEMANDED.get(frame["t"], ()):
            if key not in data:
                yield Mismatch(f"/d/{key}", f"is missing in {frame['t']}")
