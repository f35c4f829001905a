"""Who people are in guilds, asked from the gateway each time."""

from app.shared.application.ports.guild_gateway import GuildGateway
from app.shared.application.ports.memberships import Memberships
from app.shared.domain.access.membership import Membership
from app.shared.domain.structure.identifiers import GuildId, UserId


class GatewayMemberships(Memberships):
    def __init__(self, gateway: GuildGateway) -> None:
        self._gateway = gateway

    async def of(self, guild_id: GuildId, user_id: UserId) -> Membership:
        return await self._gateway.membership(guild_id, user_id)
