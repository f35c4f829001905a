"""Discord, inside one process: fake guilds behind the port, and trouble on demand."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_gateway import (
    Account,
    AuditEntry,
    BeforeRepeat,
    BotGuild,
    Call,
    CallForbidden,
    DiscordUnavailable,
    GuildGateway,
    GuildNotFound,
    Member,
    MemberNotFound,
    TokenRefused,
    Written,
)
from app.shared.domain.access.membership import Hierarchy, Membership
from app.shared.domain.errors import DomainError
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.identifiers import GuildId, UserId
from app.shared.domain.structure.snapshot import Snapshot, Standing
from app.shared.domain.structure.structure import Structure
from tests.support.fakes.guild import FakeGuild
from tests.support.fakes.guild_people import hierarchy_of, member_of, membership_of
from tests.support.fakes.guild_snapshot import snapshot_of, standing_of
from tests.support.fakes.life import Life


@dataclass(frozen=True, slots=True)
class Mishap:
    """What happens to one write: the error, whether the call takes effect all the same, and how
    often it was sent without an answer before, to the same effect. `between` is called after each
    of those."""

    error: DomainError | None
    takes_effect: bool = False
    repeats: int = 0
    between: Callable[[], object] = lambda: None


def lost_answer() -> Mishap:
    return Mishap(DiscordUnavailable("No answer.", unsure=True), takes_effect=True)


def lost_call() -> Mishap:
    return Mishap(DiscordUnavailable("No answer.", unsure=True))


@dataclass(frozen=True, slots=True)
class Sent:
    """One write that reached Discord."""

    call: Call
    reason: str
    at: datetime


class FakeGateway(GuildGateway):
    """`mishaps` befall the next writes in turn; `mishap_for` may choose one for a call instead."""

    def __init__(self, clock: Clock, life: Life | None = None) -> None:
        self.guilds: dict[GuildId, FakeGuild] = {}
        self.mishaps: deque[Mishap | None] = deque()
        self.mishap_for: Callable[[Call], Mishap | None] = lambda _call: None
        self.refuses_token = False
        self.audit_log_readable = True
        self.audit_log_lags = False
        self.tells_members = True
        self.read_errors: deque[DomainError] = deque()
        self.sent: list[Sent] = []
        self.reads = 0
        self._clock = clock
        self._life = life or Life()

    def add_guild(self, id: GuildId, owner_id: UserId, bot_id: UserId) -> FakeGuild:
        self.guilds[id] = FakeGuild(id, owner_id, bot_id, self._clock.now())
        return self.guilds[id]

    async def observe(
        self,
        guild_id: GuildId,
        expected_channels: frozenset[int] = frozenset(),
        *,
        with_members: bool = False,
    ) -> Snapshot:
        guild = await self._reading(guild_id)
        seen = snapshot_of(guild, self._clock.now(), expected_channels)
        if with_members:
            return seen
        facts = {key: replace(one, members=None) for key, one in seen.role_facts.items()}
        return replace(seen, role_facts=facts)

    async def lists(self, guild_id: GuildId, kinds: frozenset[Kind]) -> Structure:
        structure = (await self.observe(guild_id)).structure
        return Structure(
            roles=structure.roles if Kind.ROLE in kinds else (),
            channels=structure.channels if Kind.CHANNEL in kinds else (),
        )

    async def write(
        self,
        guild_id: GuildId,
        call: Call,
        reason: str,
        before_repeat: BeforeRepeat | None = None,
    ) -> Written:
        guild = await self._reached(guild_id)
        self.sent.append(Sent(call, reason, self._clock.now()))
        mishap = self.mishaps.popleft() if self.mishaps else self.mishap_for(call)
        mishap = mishap or Mishap(None)
        has_effect = mishap.error is None or mishap.takes_effect
        for _ in range(mishap.repeats):
            if has_effect:
                guild.apply(call, reason)
            mishap.between()
            if before_repeat is not None:
                await before_repeat()
            self.sent.append(Sent(call, reason, self._clock.now()))
        if mishap.error is not None and not has_effect:
            raise mishap.error
        written = guild.apply(call, reason)
        await self._life.go_on()
        if mishap.error is not None:
            raise mishap.error
        return written

    async def audit_log(
        self, guild_id: GuildId, *, action_type: int | None = None, after: datetime | None = None
    ) -> tuple[AuditEntry, ...]:
        guild = await self._reading(guild_id)
        if not self.audit_log_readable:
            raise CallForbidden("Missing Permissions")
        if self.audit_log_lags:
            return ()
        return tuple(
            entry
            for entry in guild.audit
            if (action_type is None or entry.action_type == action_type)
            and (after is None or entry.at >= after)
        )

    async def standing(self, guild_id: GuildId, user_id: UserId) -> Standing:
        guild = await self._reading(guild_id)
        if user_id not in guild.members:
            raise MemberNotFound("Unknown Member")
        return standing_of(guild, user_id)

    async def membership(self, guild_id: GuildId, user_id: UserId) -> Membership:
        guild = await self._reading(guild_id)
        if user_id not in guild.members:
            raise MemberNotFound("Unknown Member")
        return membership_of(guild, user_id)

    async def hierarchy(self, guild_id: GuildId) -> Hierarchy:
        return hierarchy_of(await self._reading(guild_id))

    async def search_members(
        self, guild_id: GuildId, query: str, limit: int = 20
    ) -> tuple[Member, ...]:
        guild = await self._reading(guild_id)
        members = [member_of(guild, user) for user in guild.members]
        found = [one for one in members if query and one.name.lower().startswith(query.lower())]
        return tuple(found[:limit])

    async def bot_guilds(self) -> tuple[BotGuild, ...]:
        await self._life.go_on()
        self._check_token()
        return tuple(
            BotGuild(id=guild.id, name=guild.settings["name"], icon=None)
            for guild in self.guilds.values()
        )

    async def members_with_role(self, guild_id: GuildId, role_id: int) -> tuple[UserId, ...] | None:
        guild = await self._reading(guild_id)
        if not self.tells_members:
            return None
        return tuple(sorted(user for user, roles in guild.members.items() if role_id in roles))

    async def account(self) -> Account:
        await self._life.go_on()
        self._check_token()
        bot_id = next((guild.bot_id for guild in self.guilds.values()), UserId(77))
        return Account(user_id=bot_id, name="Guildwright", guilds=tuple(self.guilds))

    async def _reading(self, guild_id: GuildId) -> FakeGuild:
        guild = await self._reached(guild_id)
        self.reads += 1
        if self.read_errors:
            raise self.read_errors.popleft()
        return guild

    async def _reached(self, guild_id: GuildId) -> FakeGuild:
        await self._life.go_on()
        self._check_token()
        if (guild := self.guilds.get(guild_id)) is None:
            raise GuildNotFound("The bot is not in this guild.")
        guild.now = self._clock.now()
        return guild

    def _check_token(self) -> None:
        if self.refuses_token:
            raise TokenRefused("Discord does not accept the bot's token.")
