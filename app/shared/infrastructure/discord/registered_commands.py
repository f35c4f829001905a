from collections.abc import Mapping, Sequence
from typing import Any

from app.shared.application.ports.registered_commands import RegisteredCommands
from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.discord.client import DiscordClient
from app.shared.infrastructure.discord.limiter.demand import Priority
from app.shared.infrastructure.discord.request import Request

_EVERYWHERE = "/applications/{application_id}/commands"
_IN_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"


class RestRegisteredCommands(RegisteredCommands):
    def __init__(self, client: DiscordClient) -> None:
        self._client = client

    async def replace(
        self, application_id: int, guild_id: GuildId | None, commands: Sequence[Mapping[str, Any]]
    ) -> None:
        ids = {"application_id": application_id}
        await self._client.call(
            Request(
                method="PUT",
                template=_EVERYWHERE if guild_id is None else _IN_GUILD,
                ids=ids if guild_id is None else {**ids, "guild_id": guild_id},
                body=[dict(command) for command in commands],
                priority=Priority.INTERACTIVE,
            )
        )
