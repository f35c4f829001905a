"""Who does something to the world: a bot over REST, or a human by hand in the viewer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """`reason` is what the audit log will say: decoded text, 1 to 512 characters, or None."""

    user_id: int
    bot: bool
    reason: str | None = None
