"""Discord over REST: the guild gateway of everything but tests of the core."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_gateway import (
    Account,
    AuditEntry,
    BeforeRepeat,
    BotGuild,
    Call,
    DiscordUnavailable,
    GuildGateway,
    Member,
    Written,
)
from app.shared.domain.access.membership import Hierarchy, Membership
from app.shared.domain.language.saying import say
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.identifiers import GuildId, Key, UserId
from app.shared.domain.structure.snapshot import Snapshot, Standing
from app.shared.domain.structure.structure import Structure
from app.shared.infrastructure.discord.audit import entries
from app.shared.infrastructure.discord.client import DiscordClient
from app.shared.infrastructure.discord.created_ids import written
from app.shared.infrastructure.discord.guild_reads import (
    GuildAnswers,
    GuildReads,
    Refused,
    guild_not_found,
)
from app.shared.infrastructure.discord.limiter.demand import Priority
from app.shared.infrastructure.discord.missing_channels import MissingChannels
from app.shared.infrastructure.discord.reading.channels import is_hidden, read_channels
from app.shared.infrastructure.discord.reading.people import (
    read_bot_guild,
    read_hierarchy,
    read_member,
    read_membership,
)
from app.shared.infrastructure.discord.reading.references import channels_referred_to
from app.shared.infrastructure.discord.reading.roles import read_roles
from app.shared.infrastructure.discord.reading.snapshot import (
    read_snapshot,
    read_standing,
    read_structure,
)
from app.shared.infrastructure.discord.request import Request
from app.shared.infrastructure.discord.writing import request_of

_MEMBERS_PAGE = 1000
_GUILDS_PAGE = 200
_LONGEST_SEARCH = 100
"""Far longer than any name; Discord refuses a longer one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenOverRest:
    answers: GuildAnswers
    unseen: frozenset[Key]
    """Ids of channels that exist and that the bot may not view."""
    bot_id: UserId


class RestGuildGateway(GuildGateway):
    """`priority` says whose calls these are: a person's who waits, or a run's."""

    def __init__(
        self, client: DiscordClient, clock: Clock, priority: Priority = Priority.BULK
    ) -> None:
        self._client = client
        self._clock = clock
        self._priority = priority
        self._reads = GuildReads(client, priority)
        self._missing = MissingChannels(self._reads)
        self._me: tuple[UserId, str] | None = None

    async def observe(
        self,
        guild_id: GuildId,
        expected_channels: frozenset[int] = frozenset(),
        *,
        with_members: bool = False,
    ) -> Snapshot:
        taken_at = self._clock.now()
        seen = await self.everything(guild_id, expected_channels, with_members=with_members)
        with readable():
            return read_snapshot(
                guild_id,
                seen.answers,
                read_structure(guild_id, seen.answers),
                unseen=seen.unseen,
                bot_id=seen.bot_id,
                taken_at=taken_at,
            )

    async def lists(self, guild_id: GuildId, kinds: frozenset[Kind]) -> Structure:
        roles, channels = await self._reads.lists(
            guild_id, roles=Kind.ROLE in kinds, channels=Kind.CHANNEL in kinds
        )
        with readable():
            return Structure(
                roles=read_roles(guild_id, roles), channels=read_channels(guild_id, channels)
            )

    async def everything(
        self, guild_id: GuildId, expected_channels: frozenset[int], *, with_members: bool
    ) -> SeenOverRest:
        """What a snapshot is read from, with the errors of `observe`."""
        bot_id, _ = await self._own_user()
        answers = await self._reads.everything(guild_id, bot_id, with_members=with_members)
        with readable():
            structure = read_structure(guild_id, answers)
            asked = expected_channels | {int(key) for key in channels_referred_to(structure)}
        answers, unseen = await self._with_missing(guild_id, answers, asked)
        return SeenOverRest(answers=answers, unseen=unseen, bot_id=bot_id)

    async def write(
        self,
        guild_id: GuildId,
        call: Call,
        reason: str,
        before_repeat: BeforeRepeat | None = None,
    ) -> Written:
        request = request_of(guild_id, call, reason, self._priority)
        answer = await self._client.call(request, before_repeat)
        with readable(unsure=True):
            return written(call, answer)

    async def audit_log(
        self, guild_id: GuildId, *, action_type: int | None = None, after: datetime | None = None
    ) -> tuple[AuditEntry, ...]:
        found: list[AuditEntry] = []
        with readable():
            async for entry in entries(self._reads, guild_id, action_type):
                if after is not None and entry.at < after:
                    break
                found.append(entry)
        return tuple(found)

    async def standing(self, guild_id: GuildId, user_id: UserId) -> Standing:
        guild = await self._reads.guild(guild_id)
        member = await self._reads.member(guild_id, user_id)
        with readable():
            return read_standing(guild, member, user_id)

    async def membership(self, guild_id: GuildId, user_id: UserId) -> Membership:
        guild, member = await self._reads.guild_and_member(guild_id, user_id)
        with readable():
            return read_membership(guild_id, guild, member, user_id, self._clock.now())

    async def hierarchy(self, guild_id: GuildId) -> Hierarchy:
        guild = await self._reads.guild(guild_id)
        with readable():
            return read_hierarchy(guild_id, guild)

    async def search_members(
        self, guild_id: GuildId, query: str, limit: int = 20
    ) -> tuple[Member, ...]:
        query = query.strip()
        if not 0 < len(query) <= _LONGEST_SEARCH:
            return ()
        found = await self._reads.page(
            "/guilds/{guild_id}/members/search",
            {"guild_id": guild_id},
            {"query": query, "limit": str(min(max(limit, 1), _MEMBERS_PAGE))},
        )
        if isinstance(found, Refused):
            raise guild_not_found()
        with readable():
            return tuple(read_member(guild_id, member) for member in found)

    async def bot_guilds(self) -> tuple[BotGuild, ...]:
        found: list[BotGuild] = []
        query = {"limit": str(_GUILDS_PAGE)}
        while True:
            page: Any = await self._reads.page("/users/@me/guilds", {}, query)
            with readable():
                guilds = [read_bot_guild(guild) for guild in page]
            found += guilds
            if len(guilds) < _GUILDS_PAGE:
                return tuple(found)
            query["after"] = str(max(guild.id for guild in guilds))

    async def members_with_role(self, guild_id: GuildId, role_id: int) -> tuple[UserId, ...] | None:
        found: list[UserId] = []
        query = {"limit": str(_MEMBERS_PAGE)}
        while True:
            page = await self._reads.page(
                "/guilds/{guild_id}/members", {"guild_id": guild_id}, query
            )
            if isinstance(page, Refused):
                return None
            with readable():
                ids = [int(member["user"]["id"]) for member in page]
                roles = [{int(role) for role in member["roles"]} for member in page]
            found += [
                UserId(user) for user, held in zip(ids, roles, strict=True) if role_id in held
            ]
            if len(ids) < _MEMBERS_PAGE:
                return tuple(found)
            query["after"] = str(max(ids))

    async def account(self) -> Account:
        user_id, name = await self._own_user()
        guilds = await self.bot_guilds()
        return Account(user_id=user_id, name=name, guilds=tuple(guild.id for guild in guilds))

    async def clock_skew(self) -> float | None:
        """Seconds by which this machine's clock is ahead of Discord's, for `doctor`; None when no
        answer told. Costs one call when nothing was called yet."""
        if self._client.clock_skew is None:
            await self._own_user()
        return self._client.clock_skew

    async def _own_user(self) -> tuple[UserId, str]:
        """Whose token it is; asked once."""
        if self._me is None:
            request = Request(method="GET", template="/users/@me", priority=self._priority)
            user = await self._client.call(request)
            with readable():
                self._me = (UserId(int(user["id"])), str(user["username"]))
        return self._me

    async def _with_missing(
        self, guild_id: GuildId, answers: GuildAnswers, asked: frozenset[int]
    ) -> tuple[GuildAnswers, frozenset[Key]]:
        """Ask for channels that the list does not show: it may hide them, or lag behind."""
        listed = {int(channel["id"]): channel for channel in answers.channels}
        missing = asked - listed.keys()
        shown, hidden = await self._missing.look_for(guild_id, missing, self._clock.now())
        stand_ins = {number for number, channel in listed.items() if is_hidden(channel)}
        return (
            replace(answers, channels=[*answers.channels, *shown]),
            frozenset(Key(str(number)) for number in hidden | stand_ins),
        )


@contextmanager
def readable(*, unsure: bool = False) -> Iterator[None]:
    """An answer of another shape than Discord documents is trouble over there, not a crash here."""
    broken: Any = None
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        broken = type(error).__name__
    if broken is not None:
        raise DiscordUnavailable(
            say("Discord's answer was not what its documentation says, so it was not used."),
            remedy=say("Try again in a few minutes. If it goes on, this version may be too old."),
            unsure=unsure,
        )
