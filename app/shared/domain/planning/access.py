"""What each role or member gains and loses by a plan, channel by channel."""

from dataclasses import dataclass

from app.shared.domain.structure.identifiers import Key, Target


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessChange:
    """Effective permissions of somebody who has just this role (or of this member), per channel.

    `channel` is None for the permissions that hold in the whole guild. Bits are raw integers.
    """

    target: Target
    channel: Key | None
    gained: int
    lost: int
    members: int | None = None
    """How many people have the role, where known; for @everyone the whole guild."""
