"""What wants to be sent, as far as limits are concerned."""

from dataclasses import dataclass
from enum import IntEnum


class Priority(IntEnum):
    """Who goes first. The value is the head start, in seconds, that the others have.

    A call of a person who waits overtakes the bulk of a run, but only what came less than five
    seconds before it: whatever waits longer than that is overtaken by nobody any more.
    """

    INTERACTIVE = 0
    BULK = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """One request. `route` is method and template, `path` the real path.

    `major` is what gives a path an allowance of its own: its guild, channel or webhook.
    `fields` are the keys of the body, for limits that hold for some fields only.
    """

    route: str
    major: str
    path: str
    fields: frozenset[str] = frozenset()
    priority: Priority = Priority.BULK
