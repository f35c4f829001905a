"""One difference that somebody made by hand, from when it was found to when it was settled."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from app.shared.domain.drift.notices import NoticeId
from app.shared.domain.planning.changes import Change
from app.shared.domain.structure.identifiers import GuildId, UserId

RecordId = NewType("RecordId", int)


class DriftState(StrEnum):
    OPEN = "open"
    ADOPTED = "adopted"
    """The design says the same by now."""
    REVERTED = "reverted"
    """A run of ours put it back."""
    IGNORED = "ignored"
    """Somebody, or a rule, said that it may stay as it is. The design stays as it is, too."""
    GONE = "gone"
    """Put back by hand."""


class FoundBy(StrEnum):
    EVENT = "event"
    COMPARISON = "comparison"
    """Of the whole guild, after a gap or by the schedule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftRecord:
    """`change` is what would revert it: in its fields `before` is how the guild is now, and `after`
    how the runs left it."""

    guild_id: GuildId
    difference: str
    """The id of the difference as `CompareLive` gives it: another one once it is changed again."""
    change: Change
    sentence: str
    found_at: datetime
    found_by: FoundBy
    who: UserId | None = None
    who_name: str = ""
    by_bot: bool = False
    """Another bot's doing; what our own does is no drift."""
    done_at: datetime | None = None
    """When it was done, where Discord's audit log tells."""
    state: DriftState = DriftState.OPEN
    settled_at: datetime | None = None
    settled_by: str = ""
    """An actor as in the trail, or empty where nobody knows; `rule` for an ignore rule."""
    ended_at: datetime | None = None
    """When the difference was there no longer. An ignored one stays until it goes."""
    trouble: str = ""
    """Why it was not put back by itself although that was asked for, as a sentence."""
    notice: NoticeId | None = None
    """The message that tells of it."""
    id: RecordId = RecordId(0)
    """0 until it is kept."""

    @property
    def is_open(self) -> bool:
        return self.state is DriftState.OPEN
