"""Who the people are that grants and reviews speak of."""

import asyncio
from collections.abc import Iterable

from app.shared.application.access.rights_of import RightsOf
from app.shared.domain.access.membership import Membership
from app.shared.domain.structure.identifiers import GuildId, UserId

_AT_ONCE = 10


async def members_of(
    rights_of: RightsOf, guild_id: GuildId, users: Iterable[UserId]
) -> dict[UserId, Membership | None]:
    """Each by id; None for who is not in the guild any more."""
    few = asyncio.Semaphore(_AT_ONCE)

    async def one(user: UserId) -> Membership | None:
        async with few:
            return await rights_of.member(guild_id, user)

    asked = list(dict.fromkeys(users))
    found = await asyncio.gather(*(one(user) for user in asked))
    return dict(zip(asked, found, strict=True))
