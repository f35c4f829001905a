"""What people do to a guild by hand while a run is at it, in Discord's own client."""

from collections.abc import Callable
from random import Random
from typing import Any

from app.sandbox.viewer.hands import owner
from app.sandbox.world.channels import Channel, ChannelType
from app.sandbox.world.guild import Guild
from app.sandbox.world.operations.channel_deletion import delete_channel
from app.sandbox.world.operations.channels import create_channel, edit_channel
from app.sandbox.world.operations.overwrites import put_overwrite
from app.sandbox.world.operations.roles import create_role, delete_role, edit_role
from app.sandbox.world.roles import Role
from app.sandbox.world.world import World

_VIEW, _SEND, _REACT = 1 << 10, 1 << 11, 1 << 6


class Person:
    """Changes one guild as its owner. `coming` are names that the design is about to use."""

    def __init__(self, world: World, guild: Guild, coming: tuple[str, ...]) -> None:
        self._world = world
        self._guild = guild
        self._coming = coming

    def does_something(self, seed: int) -> str:
        """Gives what it was; a deed for which there is nothing there is another one."""
        random = Random(seed)  # noqa: S311 - the same deed for the same seed
        deeds: list[Callable[[Random], str]] = [
            self._makes_a_channel, self._makes_a_role, self._renames, self._writes_a_topic,
            self._lets_somebody_in, self._changes_a_role, self._deletes_a_channel,
            self._deletes_a_role,
        ]  # fmt: skip
        said = random.choice(deeds)(random)
        return said or self._makes_a_channel(random)

    def _name(self, random: Random, own: str) -> str:
        """Sometimes that of something which the design wants as well."""
        taken = self._coming and random.random() < 0.4
        return random.choice(self._coming) if taken else own

    def _makes_a_channel(self, random: Random) -> str:
        form: dict[str, Any] = {"name": self._name(random, f"by-hand-{random.randrange(1000)}")}
        made = create_channel(self._world, self._guild, owner(self._guild), form)
        return f"makes #{made.name}"

    def _makes_a_role(self, random: Random) -> str:
        form = {"name": self._name(random, f"by hand {random.randrange(1000)}")}
        made = create_role(self._world, self._guild, owner(self._guild), form)
        return f"makes @{made.name}"

    def _renames(self, random: Random) -> str:
        channel = random.choice(list(self._guild.channels.values()))
        was, form = channel.name, {"name": f"by-hand-{random.randrange(1000)}"}
        edit_channel(self._world, self._guild, channel, owner(self._guild), form)
        return f"renames #{was} to #{channel.name}"

    def _writes_a_topic(self, random: Random) -> str:
        if not (texts := self._channels(ChannelType.TEXT)):
            return ""
        channel, form = random.choice(texts), {"topic": f"By hand {random.randrange(1000)}."}
        edit_channel(self._world, self._guild, channel, owner(self._guild), form)
        return f"writes a topic for #{channel.name}"

    def _lets_somebody_in(self, random: Random) -> str:
        channel = random.choice(list(self._guild.channels.values()))
        role = random.choice(self._roles() or [self._guild.everyone])
        form = {"type": 0, "allow": str(random.choice((_VIEW, _SEND))), "deny": "0"}
        put_overwrite(self._world, self._guild, channel, owner(self._guild), role.id, form)
        return f"lets @{role.name} into #{channel.name}"

    def _changes_a_role(self, random: Random) -> str:
        if not (roles := self._roles()):
            return ""
        role = random.choice(roles)
        form = {"permissions": str(role.permissions ^ _REACT), "mentionable": not role.mentionable}
        edit_role(self._world, self._guild, owner(self._guild), role.id, form)
        return f"changes @{role.name}"

    def _deletes_a_channel(self, random: Random) -> str:
        if len(rooms := self._channels(ChannelType.TEXT, ChannelType.VOICE)) < 3:
            return ""
        channel = random.choice(rooms)
        delete_channel(self._world, self._guild, channel, owner(self._guild))
        return f"deletes #{channel.name}"

    def _deletes_a_role(self, random: Random) -> str:
        if len(roles := self._roles()) < 3:
            return ""
        role = random.choice(roles)
        delete_role(self._world, self._guild, owner(self._guild), role.id)
        return f"deletes @{role.name}"

    def _channels(self, *types: ChannelType) -> list[Channel]:
        return [one for one in self._guild.channels.values() if one.type in types]

    def _roles(self) -> list[Role]:
        everyone = self._guild.everyone
        return [one for one in self._guild.roles.values() if not one.managed and one != everyone]
