"""What each role or member gains and loses by a plan, channel by channel."""

from typing import NamedTuple

from app.shared.domain.structure.identifiers import Key, Target


class AccessChange(NamedTuple):
    """Effective permissions of somebody who has just this role (or of this member), per channel.

    `channel` is None for the permissions that hold in the whole guild. Bits are raw integers. A
    role or member that is not listed for a channel gains and loses there what @everyone does; one
    that does not is listed, with nothing if it keeps what it may do. In the whole guild not listed
    means nothing. A tuple, since there may be a hundred thousand of them.
    """

    target: Target
    channel: Key | None
    gained: int
    lost: int
    members: int | None = None
    """How many people have the role, where known; for @everyone the whole guild."""
