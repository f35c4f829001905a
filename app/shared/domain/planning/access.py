"""What each role or member gains and loses by a plan, channel by channel."""

from typing import NamedTuple

from app.shared.domain.structure.identifiers import Key, Target


class AccessChange(NamedTuple):
    """Effective permissions of somebody who has just this role (or of this member), per channel.

    `channel` is None for the permissions that hold in the whole guild. Bits are raw integers. Who
    is not listed for a channel gains and loses there what @everyone does; nothing gained and
    nothing lost is listed where @everyone gains or loses something and they do not. A tuple, since
    a full guild that is all new has fifty thousand of them.
    """

    target: Target
    channel: Key | None
    gained: int
    lost: int
    members: int | None = None
    """How many people have the role, where known; for @everyone the whole guild."""
