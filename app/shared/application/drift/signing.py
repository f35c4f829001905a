"""What those who changed something by hand are called, and which of them are bots."""

import asyncio
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from app.shared.application.asked_together import AskedTogether
from app.shared.application.audit.attribution import Attribution
from app.shared.application.ports.guild_gateway import GuildGateway
from app.shared.application.ports.known_users import KnownUser
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.errors import DomainError
from app.shared.domain.structure.identifiers import GuildId, UserId

_REMEMBERED = 1000


class Signing:
    """Events tell an id alone. Names come from who signed in here, or else from Discord, asked
    once for each person and guild."""

    def __init__(self, begin: BeginUnitOfWork, gateway: GuildGateway) -> None:
        self._begin = begin
        self._gateway = gateway
        self._known = AskedTogether(self._known_of)
        self._names: OrderedDict[tuple[GuildId, UserId], str] = OrderedDict()

    async def named(
        self,
        guild_id: GuildId,
        by: Mapping[str, Attribution],
        bots: frozenset[UserId],
        *,
        ask: bool,
    ) -> dict[str, Attribution]:
        """Without `ask` nothing is asked from Discord, and some may have no name yet."""
        nameless = {one.user_id for one in by.values() if not one.user_name}
        names = await self._names_of(guild_id, nameless, ask=ask)
        return {
            change: replace(
                one,
                user_name=one.user_name or names.get(one.user_id, ""),
                is_bot=one.is_bot or one.user_id in bots,
            )
            for change, one in by.items()
        }

    async def _names_of(
        self, guild_id: GuildId, users: Iterable[UserId], *, ask: bool
    ) -> dict[UserId, str]:
        missing = [user for user in users if (guild_id, user) not in self._names]
        if missing:
            known = await asyncio.gather(*map(self._known, missing))
            for user, one in zip(missing, known, strict=True):
                if one is not None:
                    self._remember((guild_id, user), one.name)
                elif ask:
                    self._remember((guild_id, user), await self._asked(guild_id, user))
        return {user: self._names.get((guild_id, user), "") for user in users}

    async def _known_of(self, users: Sequence[UserId]) -> list[KnownUser | None]:
        async with self._begin() as uow:
            known = await uow.known_users.of(users)
        return [known.get(user) for user in users]

    async def _asked(self, guild_id: GuildId, user: UserId) -> str:
        """Empty for who has left, and where Discord does not answer: a name is no need."""
        with suppress(DomainError):
            return (await self._gateway.membership(guild_id, user)).name
        return ""

    def _remember(self, who: tuple[GuildId, UserId], name: str) -> None:
        if not name:
            return
        self._names[who] = name
        while len(self._names) > _REMEMBERED:
            self._names.popitem(last=False)
