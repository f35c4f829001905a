"""What was found to be against the specification."""

from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    REQUEST = "request"
    RESPONSE = "response"


@dataclass(frozen=True, slots=True)
class Mismatch:
    """`place` points into a body as "/permission_overwrites/0/id", or names a header."""

    place: str
    what: str


@dataclass(frozen=True, slots=True)
class Violation:
    """A mismatch and the exchange in which it was found; `status` is that of the answer."""

    method: str
    path: str
    side: Side
    status: int
    place: str
    what: str

    def __str__(self) -> str:
        where = f" at {self.place}" if self.place else ""
        return f"{self.method} {self.path} ({self.status}), {self.side}{where}: {self.what}"
