"""The guilds that somebody has rights in."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from app.shared.application.access.admitting import GuildRefused, GuildWaits
from app.shared.application.access.rights_of import RightsOf
from app.shared.application.ports.guild_directory import GuildDirectory
from app.shared.application.ports.guild_gateway import BotGuild, GuildNotFound
from app.shared.application.ports.unit_of_work import BeginUnitOfWork, UnitOfWork
from app.shared.domain.access.grants import SubjectKind
from app.shared.domain.access.membership import Membership
from app.shared.domain.access.rights import Rights, Source
from app.shared.domain.language.saying import say, to_say
from app.shared.domain.structure.identifiers import GuildId, UserId

_AT_ONCE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class ListGuildsCommand:
    user_id: UserId
    among: frozenset[GuildId] | None = None
    """Only these are looked at: the guilds that the person is known to be in, for one. None looks
    at all that the bot is in."""


@dataclass(frozen=True, kw_only=True)
class ListedGuild:
    guild: BotGuild
    rights: Rights
    level: str
    """By what the rights are held, shortly: "Owner", "Manage Server", or the name of a role."""
    last_visited_at: datetime | None


class ListGuilds:
    """Last visited first, then by name. Guilds without any right are left out."""

    def __init__(
        self, begin: BeginUnitOfWork, directory: GuildDirectory, rights_of: RightsOf
    ) -> None:
        self._begin = begin
        self._directory = directory
        self._rights_of = rights_of

    async def __call__(self, command: ListGuildsCommand) -> tuple[ListedGuild, ...]:
        """Asks Discord for each guild in which the person is not remembered, a few at a time.
        Raises what reading Discord raises."""
        known = await self._directory.all()
        wanted = [one for one in known.values() if _is_among(one.id, command.among)]
        async with self._begin() as uow:
            visits = await uow.visits.last(command.user_id)
        few = asyncio.Semaphore(_AT_ONCE)

        async def listed(guild: BotGuild) -> ListedGuild | None:
            async with few:
                return await self._listed(guild, command.user_id, visits.get(guild.id))

        found = await asyncio.gather(*(listed(guild) for guild in wanted))
        held = [one for one in found if one is not None]
        held.sort(key=lambda one: one.guild.name.casefold())
        return tuple(sorted(held, key=_visited, reverse=True))

    async def _listed(
        self, guild: BotGuild, user_id: UserId, visited: datetime | None
    ) -> ListedGuild | None:
        try:
            member = await self._rights_of.membership(guild.id, user_id)
        except GuildNotFound:
            return None
        try:
            async with self._begin() as uow:
                rights = await self._rights_of.within(uow, member)
                level = await _level(uow, member, rights)
        except (GuildWaits, GuildRefused):
            return _kept_out(guild, member, visited)
        if not rights.held:
            return None
        return ListedGuild(guild=guild, rights=rights, level=level, last_visited_at=visited)


def _kept_out(guild: BotGuild, member: Membership, visited: datetime | None) -> ListedGuild | None:
    """Who manages the guild sees it, without rights: its pages say why, and whom to ask."""
    if not member.manages_server:
        return None
    return ListedGuild(
        guild=guild, rights=Rights(), level=say("Not let in"), last_visited_at=visited
    )


def _is_among(id: GuildId, among: frozenset[GuildId] | None) -> bool:
    return among is None or id in among


def _visited(one: ListedGuild) -> float:
    return 0.0 if one.last_visited_at is None else one.last_visited_at.timestamp()


_LEVELS = {
    Source.OPERATOR: to_say("Operator"),
    Source.OWNER: to_say("Owner"),
    Source.ADMINISTRATOR: to_say("Administrator"),
    Source.MANAGE_SERVER: to_say("Manage Server"),
}


async def _level(uow: UnitOfWork, member: Membership, rights: Rights) -> str:
    for source, level in _LEVELS.items():
        if any(reason.source is source for reason in rights.reasons):
            return say(level)
    given = {reason.grant_id for reason in rights.reasons}
    grants = await uow.grants.list(member.guild_id) if given else ()
    roles = (
        member.role_names.get(grant.subject.id)
        for grant in grants
        if grant.id in given and grant.subject.kind is SubjectKind.ROLE
    )
    return next((name for name in roles if name is not None), say("Granted to you"))
