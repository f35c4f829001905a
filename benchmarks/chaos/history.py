"""What a guild was after every single write: the sandbox's own memory, and nobody else's."""

from dataclasses import dataclass, field
from enum import StrEnum

from app.sandbox.world.guild import Guild
from benchmarks.applying.raw import Raw, raw_of


class By(StrEnum):
    NOBODY = "nobody"
    """The guild as it stood."""
    BOT = "the bot"
    PERSON = "a person"


@dataclass(frozen=True, slots=True)
class Frame:
    at: float
    """Epoch seconds."""
    by: By
    what: str
    """The request, or what the person did."""
    reason: str
    """That the audit log got; empty where none was given."""
    raw: Raw


@dataclass(slots=True)
class History:
    guild: Guild
    frames: list[Frame] = field(default_factory=list)

    def note(self, at: float, by: By, what: str, reason: str = "") -> None:
        self.frames.append(Frame(at, by, what, reason, raw_of(self.guild)))

    @property
    def last(self) -> Frame:
        return self.frames[-1]

    def between(self, start: float, end: float) -> list[Frame]:
        """What the guild was at any moment of this span, what it was when it began included."""
        before = [frame for frame in self.frames if frame.at <= start][-1:]
        return before + [frame for frame in self.frames if start < frame.at <= end]
