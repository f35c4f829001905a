"""Which server a command is about."""

from typing import ClassVar

from app.shared.application.ports.guild_gateway import GuildGateway
from app.shared.domain.errors import Invalid
from app.shared.domain.structure.identifiers import GuildId


class GuildUnclear(Invalid):
    code: ClassVar[str] = "guild_unclear"


async def chosen_guild(given: str | None, gateway: GuildGateway) -> GuildId:
    """The one that was named, or the only one the bot is in."""
    if given is not None:
        if not (given.isascii() and given.isdecimal()) or int(given) >= 1 << 63:
            raise GuildUnclear(
                f'"{given}" is no server id.',
                remedy="In Discord: Settings → Advanced → Developer Mode, then right-click the "
                "server and choose Copy Server ID.",
            )
        return GuildId(int(given))
    guilds = (await gateway.account()).guilds
    if len(guilds) == 1:
        return guilds[0]
    raise GuildUnclear(
        "The bot is in no server yet."
        if not guilds
        else f"The bot is in {len(guilds)} servers, so say which one is meant.",
        remedy="Invite it from Discord's developer portal (OAuth2 → URL Generator)."
        if not guilds
        else "Add --guild ID, or set GUILDWRIGHT_GUILD.",
    )
