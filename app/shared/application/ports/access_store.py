"""What is kept about who may do what: grants, policies, reviews, API tokens and visits."""

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.shared.domain.access.grants import Grant
from app.shared.domain.access.policy import Policy
from app.shared.domain.access.reviews import Review
from app.shared.domain.access.rights import GrantId
from app.shared.domain.access.tokens import ApiToken, TokenId
from app.shared.domain.guilds.admission import Decision
from app.shared.domain.structure.identifiers import GuildId, UserId


@dataclass(frozen=True, slots=True)
class Ground:
    """What the rights of everybody in a guild follow from."""

    policy: Policy
    grants: tuple[Grant, ...]
    decision: Decision | None
    """What an operator said about the guild."""


class Grants(Protocol):
    @abstractmethod
    async def add(self, grant: Grant) -> GrantId:
        """Keep a grant under an id of its own; the one it brings is not looked at."""

    @abstractmethod
    async def get(self, guild_id: GuildId, id: GrantId) -> Grant:
        """Raises GrantNotFound, also for one that was revoked."""

    @abstractmethod
    async def list(self, guild_id: GuildId) -> tuple[Grant, ...]:
        """Those that were not revoked, expired ones included, oldest first."""

    @abstractmethod
    async def ground(self, guild_id: GuildId) -> Ground:
        """In one query, since every request asks for it."""

    @abstractmethod
    async def remove(self, guild_id: GuildId, id: GrantId) -> None:
        """Raises GrantNotFound."""


class Policies(Protocol):
    @abstractmethod
    async def of(self, guild_id: GuildId) -> Policy:
        """The policy in force: the default one where nobody has set any."""

    @abstractmethod
    async def set(self, policy: Policy) -> None: ...


class Reviews(Protocol):
    @abstractmethod
    async def add(self, review: Review) -> None: ...

    @abstractmethod
    async def of(self, guild_id: GuildId, plan_hash: str) -> tuple[Review, ...]:
        """All that was ever said of the plan with this whole hash, oldest first."""

    @abstractmethod
    async def hold(self, guild_id: GuildId, plan_hash: str) -> None:
        """Until this unit of work ends, nobody else holds what is said of this plan.

        Both who reviews and who applies hold it before they read: a rejection is either seen or
        comes after the run was made.
        """


class Tokens(Protocol):
    """API tokens by the SHA-256 of their text, in lower-case hexadecimal digits."""

    @abstractmethod
    async def add(self, token: ApiToken, digest: str) -> TokenId: ...

    @abstractmethod
    async def get(self, id: TokenId) -> ApiToken:
        """Raises TokenNotFound."""

    @abstractmethod
    async def by_digest(self, digest: str) -> ApiToken | None: ...

    @abstractmethod
    async def list(self, owner: UserId) -> tuple[ApiToken, ...]:
        """Newest first, revoked and expired ones included."""

    @abstractmethod
    async def used(self, id: TokenId, at: datetime) -> None: ...

    @abstractmethod
    async def revoke(self, id: TokenId, at: datetime) -> None:
        """Keeps the first time where it was revoked before. Raises TokenNotFound."""


class Visits(Protocol):
    @abstractmethod
    async def record(self, user_id: UserId, guild_id: GuildId, at: datetime) -> None: ...

    @abstractmethod
    async def last(self, user_id: UserId) -> Mapping[GuildId, datetime]:
        """When the person last opened each guild."""
