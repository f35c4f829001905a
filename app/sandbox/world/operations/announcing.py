"""Publishes that something is now as it is."""

from app.sandbox.world.channels import Channel
from app.sandbox.world.events import Event
from app.sandbox.world.guild import Guild
from app.sandbox.world.members import Member
from app.sandbox.world.payloads.channels import channel_payload
from app.sandbox.world.payloads.emojis import emoji_payload
from app.sandbox.world.payloads.guilds import guild_payload
from app.sandbox.world.payloads.members import member_payload
from app.sandbox.world.payloads.roles import role_payload
from app.sandbox.world.roles import Role
from app.sandbox.world.users import Intent
from app.sandbox.world.world import World


def announce_guild(world: World, guild: Guild) -> None:
    world.publish(Event("GUILD_UPDATE", guild.id, guild_payload(guild)))


def announce_role(world: World, guild: Guild, role: Role, *, created: bool = False) -> None:
    name = "GUILD_ROLE_CREATE" if created else "GUILD_ROLE_UPDATE"
    data = {"guild_id": str(guild.id), "role": role_payload(role)}
    world.publish(Event(name, guild.id, data))


def announce_role_deleted(world: World, guild: Guild, role: Role) -> None:
    data = {"guild_id": str(guild.id), "role_id": str(role.id)}
    world.publish(Event("GUILD_ROLE_DELETE", guild.id, data))


def announce_channel(
    world: World, guild: Guild, channel: Channel, *, created: bool = False
) -> None:
    _announce_channel(world, guild, channel, "CHANNEL_CREATE" if created else "CHANNEL_UPDATE")


def announce_channel_deleted(world: World, guild: Guild, channel: Channel) -> None:
    _announce_channel(world, guild, channel, "CHANNEL_DELETE")


def announce_member(world: World, guild: Guild, member: Member, *, joined: bool = False) -> None:
    data = member_payload(member, world.users[member.user_id]) | {"guild_id": str(guild.id)}
    world.publish(
        Event(
            "GUILD_MEMBER_ADD" if joined else "GUILD_MEMBER_UPDATE",
            guild.id,
            data,
            intent=Intent.GUILD_MEMBERS,
            concerns=None if joined else member.user_id,
        )
    )


def announce_emojis(world: World, guild: Guild) -> None:
    data = {
        "guild_id": str(guild.id),
        "emojis": [emoji_payload(emoji) for emoji in guild.emojis.values()],
    }
    world.publish(Event("GUILD_EMOJIS_UPDATE", guild.id, data, intent=Intent.GUILD_EXPRESSIONS))


def _announce_channel(world: World, guild: Guild, channel: Channel, name: str) -> None:
    world.publish(
        Event(name, guild.id, channel_payload(channel), channel_id=channel.id, channel=channel)
    )
