"""What was heard of one guild and not worked through yet."""

import json
import zlib
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.bot.drift.live_events import after, begun
from app.shared.application.ports.guild_gateway import AuditEntry
from app.shared.application.ports.live_structures import Event, LiveGuild, RawGuild
from app.shared.infrastructure.discord.audit import entry_of

_MOST_EVENTS = 1000
_MOST_ENTRIES = 500


@dataclass(slots=True)
class Heard:
    """Nothing is lost while the stores are away: beyond `_MOST_EVENTS` the guild is read anew."""

    arrived: bytes | None = None
    """The guild as GUILD_CREATE told it, packed: thousands of them come at once."""
    events: list[Event] = field(default_factory=list)
    """What came after it, in order."""
    entries: deque[AuditEntry] = field(default_factory=lambda: deque(maxlen=_MOST_ENTRIES))
    """Of the audit log, newest first."""
    compare: bool = False
    """The whole guild is to be read over REST."""
    ask_audit_log: bool = False
    failures: int = 0
    """In a row."""

    def put(self, name: str, data: Mapping[str, Any], bot_id: int) -> None:
        """Raises KeyError, TypeError or ValueError for a guild that cannot be read."""
        if name == "GUILD_CREATE":
            text = json.dumps(begun(data, bot_id), separators=(",", ":"))
            self.arrived, self.events = zlib.compress(text.encode(), 1), []
        elif len(self.events) < _MOST_EVENTS:
            self.events.append((name, data))
        else:
            self.events, self.compare = [], True

    def note(self, data: Mapping[str, Any]) -> None:
        """An event GUILD_AUDIT_LOG_ENTRY_CREATE."""
        self.entries.appendleft(entry_of(data))

    @property
    def is_waiting(self) -> bool:
        return self.arrived is not None or bool(self.events)

    @property
    def is_idle(self) -> bool:
        return not self.is_waiting and not self.compare

    def applied_to(self, before: LiveGuild | None) -> RawGuild | None:
        """The guild after all of it; None where nobody knows what it was before."""
        raw = None if before is None else _after_all(before.raw, before.heard)
        if self.arrived is not None:
            told: dict[str, Any] = json.loads(zlib.decompress(self.arrived))
            raw = _together(raw, told)
        return None if raw is None else _after_all(raw, self.events)

    def leave(self) -> None:
        """Nobody is to look at any of it."""
        self.arrived, self.events, self.compare, self.ask_audit_log = None, [], False, False
        self.entries.clear()

    def clear(self, number: int, arrived: bytes | None) -> None:
        """The first `number` events are worked through, and so is that arrival. Where the guild
        has arrived anew meanwhile, all events that are there came after that."""
        if self.arrived is arrived:
            del self.events[:number]
            self.arrived = None


def _after_all(raw: RawGuild, events: Iterable[Event]) -> RawGuild:
    for name, data in events:
        raw = after(raw, name, data)
    return raw


def _together(before: RawGuild | None, told: RawGuild) -> RawGuild:
    """What GUILD_CREATE does not tell stays as it was."""
    if before is None:
        return told
    return {**before, **told, "guild": {**before["guild"], **told["guild"]}}
