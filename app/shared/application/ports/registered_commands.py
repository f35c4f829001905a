"""The commands that Discord shows people, and what it was told of them last."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from app.shared.domain.structure.identifiers import GuildId


class RegisteredCommands(Protocol):
    """`guild_id` None stands for every guild. Raises TokenRefused, CallForbidden, CallInvalid,
    LimitReached and DiscordUnavailable."""

    @abstractmethod
    async def replace(
        self, application_id: int, guild_id: GuildId | None, commands: Sequence[Mapping[str, Any]]
    ) -> None:
        """All of them at once. Commands that keep their name keep what administrators decided."""


class ToldCommands(Protocol):
    """Marks of what Discord was told, by application. Both methods raise Unavailable. Forgetting
    costs one call."""

    @abstractmethod
    async def last(self, application_id: int) -> str | None:
        """None where nothing is known."""

    @abstractmethod
    async def keep(self, application_id: int, mark: str) -> None: ...
