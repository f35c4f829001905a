"""Finding out who somebody is, by Discord's OAuth2."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import ClassVar, Protocol

from app.shared.application.ports.web_sessions import JoinedGuild, SignedInUser
from app.shared.domain.errors import Invalid, Unavailable


class SignInExpired(Invalid):
    """Discord no longer takes the code: it was used, or is older than a minute."""

    code: ClassVar[str] = "sign_in_expired"


class RedirectRefused(Unavailable):
    """The redirect URI is not registered at Discord: the host's operator has to do that."""

    code: ClassVar[str] = "redirect_uri_refused"


class ClientRefused(Unavailable):
    """Discord knows no such client id and secret."""

    code: ClassVar[str] = "client_refused"


class ScopesMissing(Invalid):
    """The person has let us see less than was asked for."""

    code: ClassVar[str] = "scopes_missing"


@dataclass(frozen=True, slots=True)
class Introduced:
    """Who signs in. Nothing is kept by which they could be acted for."""

    user: SignedInUser
    guilds: tuple[JoinedGuild, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One way to Discord and back: `verifier` proves that the code is ours (RFC 7636), `next` is
    the local path that was wanted."""

    verifier: str
    next: str


ATTEMPT_SECONDS = 600


class DiscordSignIn(Protocol):
    @abstractmethod
    def authorize_url(self, *, state: str, challenge: str) -> str:
        """Where the browser is sent to. `challenge` is the S256 of the verifier."""

    @abstractmethod
    async def introduce(self, *, code: str, verifier: str) -> Introduced:
        """Who came back with this code. Discord's token is given back before this returns.

        Raises SignInExpired, RedirectRefused, ClientRefused, ScopesMissing, DiscordUnavailable.
        """


class RegisteredRedirects(Protocol):
    @abstractmethod
    async def has(self, client_id: str, redirect_uri: str) -> bool | None:
        """Whether Discord would send people back there, at most a minute old. None where that
        cannot be told: the bot is another application's, or Discord does not answer."""


class SignInAttempts(Protocol):
    """Attempts under way, by browser and state. Each raises Unavailable."""

    @abstractmethod
    async def keep(self, *, browser: str, state: str, attempt: Attempt) -> None:
        """For ATTEMPT_SECONDS. Of neither `browser` nor `state` more than a hash is kept."""

    @abstractmethod
    async def take(self, *, browser: str, state: str) -> Attempt | None:
        """Once: the second to come gets None, as does another browser."""
