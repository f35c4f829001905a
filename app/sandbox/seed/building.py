"""Puts things into a world directly, as they were before anybody looked: no checks, no events."""

from typing import Any

from app.sandbox.world.channels import Channel, ChannelType
from app.sandbox.world.guild import Guild
from app.sandbox.world.members import Member
from app.sandbox.world.permissions import Permission
from app.sandbox.world.roles import Role, RoleTags
from app.sandbox.world.users import NO_INTENTS, Application, Intent, User
from app.sandbox.world.world import World

EVERYONE_PERMISSIONS = int(
    Permission.CREATE_INSTANT_INVITE
    | Permission.ADD_REACTIONS
    | Permission.STREAM
    | Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.USE_EXTERNAL_EMOJIS
    | Permission.CONNECT
    | Permission.SPEAK
    | Permission.USE_VAD
    | Permission.CHANGE_NICKNAME
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.REQUEST_TO_SPEAK
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.SEND_VOICE_MESSAGES
    | Permission.SEND_POLLS
)


def add_user(world: World, username: str, **fields: Any) -> User:
    user = User(id=world.next_id(), username=username, **fields)
    world.users[user.id] = user
    return user


def add_application(
    world: World, name: str, owner_id: int, intents: Intent = NO_INTENTS, token: str | None = None
) -> Application:
    """An application and its bot user, which has the same id."""
    bot = add_user(world, name, bot=True, discriminator="0042")
    application = Application(
        bot.id,
        name,
        owner_id,
        token=token or f"sandbox.{bot.id}.token",
        intents=intents,
        client_secret=f"sandbox.{bot.id}.secret",
    )
    world.applications[bot.id] = application
    return application


def add_guild(world: World, name: str, owner_id: int, **fields: Any) -> Guild:
    """A guild with its owner and @everyone, and nothing else."""
    guild = Guild(id=world.next_id(), name=name, owner_id=owner_id, **fields)
    guild.roles[guild.id] = Role(guild.id, "@everyone", EVERYONE_PERMISSIONS, position=0)
    world.guilds[guild.id] = guild
    add_member(world, guild, owner_id)
    return guild


def add_member(world: World, guild: Guild, user_id: int, **fields: Any) -> Member:
    member = Member(user_id, joined_at=fields.pop("joined_at", world.now()), **fields)
    guild.members[user_id] = member
    return member


def add_role(world: World, guild: Guild, name: str, permissions: int = 0, **fields: Any) -> Role:
    """Above all roles there are, unless `position` says otherwise."""
    position = fields.pop("position", 1 + max(role.position for role in guild.roles.values()))
    role = Role(world.next_id(), name, int(permissions), position, **fields)
    guild.roles[role.id] = role
    return role


def add_bot(
    world: World,
    guild: Guild,
    application: Application,
    permissions: int = Permission.ADMINISTRATOR,
    **fields: Any,
) -> Role:
    """Lets the bot in; returns the managed role that comes with it."""
    role = add_role(
        world,
        guild,
        application.name,
        permissions,
        managed=True,
        tags=RoleTags(bot_id=application.id),
        **fields,
    )
    add_member(world, guild, application.id, roles=[role.id])
    return role


def add_channel(
    world: World, guild: Guild, name: str, type: ChannelType = ChannelType.TEXT, **fields: Any
) -> Channel:
    """After the last of its kind, unless `position` says otherwise."""
    taken = [channel.position for channel in guild.channels.values()]
    position = fields.pop("position", max(taken, default=-1) + 1)
    channel = Channel(world.next_id(), guild.id, type, name, position, **fields)
    guild.channels[channel.id] = channel
    return channel
