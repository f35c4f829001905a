"""What has to be looked up in the world before a request is carried out."""

from abc import abstractmethod
from typing import Protocol

from app.sandbox.world.channels import Channel
from app.sandbox.world.world import World


class Stored(Protocol):
    """Every lookup answers None for what the world does not hold."""

    @abstractmethod
    def guild_of_channel(self, channel_id: int) -> int | None: ...

    @abstractmethod
    def channel_type(self, channel_id: int) -> int | None: ...

    @abstractmethod
    def automod_trigger(self, rule_id: int) -> int | None: ...


class StoredInWorld(Stored):
    """Looks it up in the sandbox's world, at the moment of asking."""

    def __init__(self, world: World) -> None:
        self._world = world

    def guild_of_channel(self, channel_id: int) -> int | None:
        channel = self._channel(channel_id)
        return None if channel is None else channel.guild_id

    def channel_type(self, channel_id: int) -> int | None:
        channel = self._channel(channel_id)
        return None if channel is None else int(channel.type)

    def automod_trigger(self, rule_id: int) -> int | None:
        for guild in self._world.guilds.values():
            if rule_id in guild.automod_rules:
                return int(guild.automod_rules[rule_id].trigger_type)
        return None

    def _channel(self, channel_id: int) -> Channel | None:
        for guild in self._world.guilds.values():
            if channel_id in guild.channels:
                return guild.channels[channel_id]
        return None
