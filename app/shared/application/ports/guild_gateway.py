"""Discord, as far as the structure of guilds is concerned."""

from abc import abstractmethod
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar, Protocol

from app.shared.domain.access.membership import Hierarchy, Membership
from app.shared.domain.errors import DomainError, Forbidden, Invalid, NotFound, Unavailable
from app.shared.domain.planning.steps import Action, Json
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.identifiers import GuildId, UserId
from app.shared.domain.structure.snapshot import Snapshot, Standing
from app.shared.domain.structure.structure import Structure


class GuildNotFound(NotFound):
    """The guild does not exist, or the bot is not in it."""

    code: ClassVar[str] = "guild_not_found"


class MemberNotFound(NotFound):
    code: ClassVar[str] = "member_not_found"


class TokenRefused(Forbidden):
    """401: the bot's token is wrong or was reset. Nothing more may be sent with it."""

    code: ClassVar[str] = "token_refused"


class CallForbidden(Forbidden):
    """403: Discord does not let the bot do this. Trying again does not help."""

    code: ClassVar[str] = "call_forbidden"


class CallInvalid(Invalid):
    """400 or another refusal of the request as it was. Trying again does not help."""

    code: ClassVar[str] = "call_invalid"


class ThingGone(NotFound):
    """404: what the call is about no longer exists."""

    code: ClassVar[str] = "thing_gone"


class DiscordUnavailable(Unavailable):
    """No answer, a 5xx after all retries that are safe, or the breaker is open.

    `unsure` is True when the call may have taken effect all the same.
    """

    code: ClassVar[str] = "discord_unavailable"

    def __init__(self, message: str, *, remedy: str = "", unsure: bool = False) -> None:
        super().__init__(message, remedy=remedy)
        self.unsure = unsure


class LimitReached(DomainError):
    """429 with a wait too long to sit out inside one call. The call had no effect."""

    code: ClassVar[str] = "limit_reached"

    def __init__(self, message: str, *, retry_after: float, scope: str = "user") -> None:
        super().__init__(message)
        self.retry_after = retry_after
        """Seconds."""
        self.scope = scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One write. Every id in `body` is real; `object_id` is what it is about, where one is.

    For overwrites `object_id` is the channel and `target_id` the role or member.
    """

    action: Action
    object_id: int | None = None
    target_id: int | None = None
    body: Json = None


type BeforeRepeat = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Written:
    """What Discord answered to a write: the id of a created thing and ids of its parts.

    `parts` gives the ids of tags, prompts and options in the order of the body that was sent
    (options as one list per prompt, flattened prompt by prompt: prompt, its options, next prompt).
    """

    id: int | None = None
    parts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One line of Discord's audit log."""

    id: int
    user_id: UserId | None
    action_type: int
    target_id: int | None
    reason: str
    at: datetime
    user_name: str = ""
    """What Discord calls the user in the same answer; empty where it did not say."""
    user_is_bot: bool = False
    changed: frozenset[str] = frozenset()
    """Discord's keys of what it changed; empty where Discord did not say."""
    overwrite_of: int | None = None
    """For overwrites (types 13 to 15) the role or member whose it is; the channel is the target."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Whose token it is, for `doctor`."""

    user_id: UserId
    name: str
    guilds: tuple[GuildId, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody in a guild, as a list for choosing shows them. `avatar` is an address or None."""

    user_id: UserId
    name: str
    display_name: str
    avatar: str | None
    roles: frozenset[int]
    bot: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BotGuild:
    """A guild that the bot is in. `icon` is an address or None."""

    id: GuildId
    name: str
    icon: str | None


class GuildGateway(Protocol):
    """Reads and changes live guilds. Every change is seen by members at once.

    All methods may raise TokenRefused, DiscordUnavailable and LimitReached; those about a guild
    GuildNotFound as well. Reads are retried inside; a write that creates something is never sent
    twice: it raises DiscordUnavailable(unsure=True) instead.
    """

    @abstractmethod
    async def observe(
        self,
        guild_id: GuildId,
        expected_channels: frozenset[int] = frozenset(),
        *,
        with_members: bool = False,
    ) -> Snapshot:
        """Read the guild as Discord has it now, not as a cache remembers it.

        Channels in `expected_channels` that the list does not show are asked for one by one, so
        that a hidden one is not taken for a deleted one. How many members each role has takes a
        call more, and is None without `with_members`.
        """

    @abstractmethod
    async def lists(self, guild_id: GuildId, kinds: frozenset[Kind]) -> Structure:
        """Roles or channels as Discord has them now, as `kinds` says, with one call for each; all
        else is left out. Keys are ids."""

    @abstractmethod
    async def write(
        self,
        guild_id: GuildId,
        call: Call,
        reason: str,
        before_repeat: BeforeRepeat | None = None,
    ) -> Written:
        """Send one call, with the audit-log reason where the endpoint takes one.

        `before_repeat` is called each time before it is sent once more because no answer came to
        one that may have arrived; what that raises ends the call.

        Waits for its rate limits up to the patience of the gateway, then raises LimitReached.
        A delete of what is already gone raises ThingGone. Raises CallForbidden, CallInvalid.
        """

    @abstractmethod
    async def audit_log(
        self, guild_id: GuildId, *, action_type: int | None = None, after: datetime | None = None
    ) -> tuple[AuditEntry, ...]:
        """Entries of at most 45 days, newest first, all pages. Raises CallForbidden."""

    @abstractmethod
    async def standing(self, guild_id: GuildId, user_id: UserId) -> Standing:
        """Who a member is now. Raises MemberNotFound."""

    @abstractmethod
    async def membership(self, guild_id: GuildId, user_id: UserId) -> Membership:
        """Who a member is now and what they hold in the guild. Raises MemberNotFound."""

    @abstractmethod
    async def hierarchy(self, guild_id: GuildId) -> Hierarchy:
        """The owner and all roles, from top to bottom, as they are now."""

    @abstractmethod
    async def search_members(
        self, guild_id: GuildId, query: str, limit: int = 20
    ) -> tuple[Member, ...]:
        """Members whose name or nickname begins with `query`; nobody for an empty one. Discord
        gives 1000 at most."""

    @abstractmethod
    async def bot_guilds(self) -> tuple[BotGuild, ...]:
        """Every guild that the bot is in."""

    @abstractmethod
    async def members_with_role(self, guild_id: GuildId, role_id: int) -> tuple[UserId, ...] | None:
        """Who has a role, for giving it back after a rollback. None where Discord does not tell
        (the privileged members intent is off)."""

    @abstractmethod
    async def account(self) -> Account: ...
