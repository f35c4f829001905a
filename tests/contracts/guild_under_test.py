"""A guild on Discord's side, as the gateway's contract handles it."""

from abc import abstractmethod
from typing import Any, Protocol

from app.shared.application.ports.guild_gateway import (
    Call,
    GuildGateway,
    Written,
)
from app.shared.domain.planning.steps import Action
from app.shared.domain.structure.channels import Channel
from app.shared.domain.structure.identifiers import (
    GuildId,
    Key,
    UserId,
)
from app.shared.domain.structure.roles import Role
from app.shared.domain.structure.structure import Structure

REASON = "Guildwright run contract step 1"
NOWHERE = 4_000_000_000_000_000_000
UNKNOWN_BIT = 1 << 60


class Hand(Protocol):
    """What people and bad luck do on Discord's side."""

    @abstractmethod
    async def lose_next_answer(self) -> None:
        """The next write takes effect, and its answer never comes."""

    @abstractmethod
    async def limit_next_write(self, seconds: float) -> None:
        """The next write is refused for so long that nobody waits for it inside a call."""

    @abstractmethod
    async def refuse_token(self) -> None: ...

    @abstractmethod
    async def add_member(self, *roles: int) -> UserId: ...

    @abstractmethod
    async def time_out(self, member: UserId) -> None:
        """For an hour."""

    @abstractmethod
    async def add_role_above_bot(self) -> int: ...


class Guild:
    """The guild under test, in few words."""

    def __init__(self, gateway: GuildGateway, guild_id: GuildId) -> None:
        self.gateway = gateway
        self.id = guild_id

    async def send(self, action: Action, object_id: int | None = None, **rest: Any) -> Written:
        call = Call(action=action, object_id=object_id, **rest)
        return await self.gateway.write(self.id, call, REASON)

    async def create_role(self, name: str = "Helper", **body: Any) -> int:
        whole = {"name": name, "permissions": "0", **body}
        created = (await self.send(Action.CREATE_ROLE, body=whole)).id
        assert created is not None
        return created

    async def create_channel(self, name: str = "lobby", type: int = 0, **body: Any) -> int:
        written = await self.send(Action.CREATE_CHANNEL, body={"name": name, "type": type, **body})
        assert written.id is not None
        return written.id

    async def structure(self) -> Structure:
        return (await self.gateway.observe(self.id)).structure

    async def role(self, id: int) -> Role:
        return (await self.structure()).role_by_key[Key(str(id))]

    async def channel(self, id: int) -> Channel:
        return (await self.structure()).channel_by_key[Key(str(id))]

    async def order(self, *ids: int) -> list[int]:
        """These roles or channels, in the order in which people see them."""
        structure = await self.structure()
        keys = [*structure.role_by_key, *structure.channel_by_key]
        return sorted(ids, key=lambda one: keys.index(Key(str(one))))
