"""Who is signed in to the web, in which browser, and until when.

The browser holds a secret of 256 bits; what is kept is its SHA-256, so that whoever reads the
store can sign in as nobody. A session is named to people and to the API by its handle.
"""

from abc import abstractmethod
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NewType, Protocol

from app.shared.domain.structure.identifiers import GuildId, UserId

SessionSecret = NewType("SessionSecret", str)
"""What the cookie holds. In no log, in no store."""
SessionHandle = NewType("SessionHandle", str)

IDLE = timedelta(days=7)
LONGEST = timedelta(days=30)
SEEN_EVERY = timedelta(minutes=1)
"""How old `last_seen_at` may get while a session is in use: not every request is a write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedInUser:
    """As Discord introduced them when they signed in. `avatar` is Discord's hash."""

    id: UserId
    name: str
    display_name: str
    avatar: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedGuild:
    """A guild of the user by Discord's word at sign-in. Good for offering invitations only: rights
    come from the bot's view."""

    id: GuildId
    name: str
    icon: str | None
    may_manage: bool
    """Owner, Administrator or Manage Server there: may invite the bot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Browser:
    """Where a session is used, as far as it is kept: a truncated address, a summary like "Firefox
    on Linux"."""

    address: str
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSession:
    handle: SessionHandle
    user: SignedInUser
    csrf: str
    browser: Browser
    created_at: datetime
    last_seen_at: datetime
    """At most SEEN_EVERY behind."""
    expires_at: datetime
    """When it ends if it is not used again; never later than LONGEST after its creation."""


@dataclass(frozen=True, slots=True)
class JoinedGuilds:
    read_at: datetime
    guilds: tuple[JoinedGuild, ...]


class WebSessions(Protocol):
    """Each raises Unavailable when the store does not answer."""

    @abstractmethod
    async def begin(
        self, user: SignedInUser, guilds: tuple[JoinedGuild, ...], browser: Browser
    ) -> tuple[SessionSecret, WebSession]:
        """The only time at which the secret is known here."""

    @abstractmethod
    async def find(self, secret: SessionSecret) -> WebSession | None:
        """None for a secret that is unknown, ended or too old. Using it keeps it alive."""

    @abstractmethod
    async def guilds_of(self, session: WebSession) -> JoinedGuilds | None:
        """None when the session has ended."""

    @abstractmethod
    async def list_of(self, user_id: UserId) -> tuple[WebSession, ...]:
        """Those that go on, last used first."""

    @abstractmethod
    async def end(self, user_id: UserId, handle: SessionHandle) -> bool:
        """False when this user has no such session."""
