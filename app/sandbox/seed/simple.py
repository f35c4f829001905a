"""Guilds for tests and benchmarks: an empty one, and one as big as you like."""

from dataclasses import dataclass

from app.sandbox.clock import Clock, SystemClock
from app.sandbox.seed.building import (
    add_application,
    add_bot,
    add_channel,
    add_guild,
    add_member,
    add_role,
    add_user,
)
from app.sandbox.world.channels import ChannelType, Overwrite, OverwriteType
from app.sandbox.world.guild import Guild
from app.sandbox.world.permissions import Permission
from app.sandbox.world.users import PRIVILEGED_INTENTS, Application, User
from app.sandbox.world.world import World

CHANNELS_PER_CATEGORY = 40


@dataclass(frozen=True, slots=True)
class Seeded:
    """A world with one guild in it, and the bot that is to work there."""

    world: World
    guild: Guild
    owner: User
    application: Application


def empty_guild(
    clock: Clock | None = None,
    name: str = "Empty Guild",
    bot_permissions: int = Permission.ADMINISTRATOR,
    token: str | None = None,
) -> Seeded:
    """The owner, @everyone, the bot and its managed role. No channel."""
    world = World(clock or SystemClock())
    owner = add_user(world, "owner", global_name="Owner")
    application = add_application(world, "Wright", owner.id, PRIVILEGED_INTENTS, token)
    guild = add_guild(world, name, owner.id)
    add_bot(world, guild, application, bot_permissions)
    return Seeded(world, guild, owner, application)


def big_guild(
    roles: int,
    channels: int,
    members: int = 0,
    clock: Clock | None = None,
    token: str | None = None,
) -> Seeded:
    """`roles` and `channels` count all there are: @everyone and the bot's role, categories too.

    Every fourth channel is private to one role. The bot's role is the highest.
    """
    seeded = empty_guild(clock, "Big Guild", token=token)
    world, guild = seeded.world, seeded.guild
    bot_role = next(role for role in guild.roles.values() if role.managed)
    made = [
        add_role(world, guild, f"Role {number}", position=number) for number in range(1, roles - 1)
    ]
    bot_role.position = roles - 1
    _add_channels(world, guild, channels, [role.id for role in made])
    for number in range(members):
        user = add_user(world, f"member{number}")
        own = [made[number % len(made)].id] if made else []
        add_member(world, guild, user.id, roles=own)
    return seeded


def _add_channels(world: World, guild: Guild, count: int, role_ids: list[int]) -> None:
    category_id: int | None = None
    for number in range(count):
        if number % (CHANNELS_PER_CATEGORY + 1) == 0:
            title = f"Category {1 + number // (CHANNELS_PER_CATEGORY + 1)}"
            category_id = add_channel(world, guild, title, ChannelType.CATEGORY).id
            continue
        channel = add_channel(world, guild, f"channel-{number}", parent_id=category_id)
        if number % 4 == 0 and role_ids:
            channel.overwrites = _private_to(guild, role_ids[number % len(role_ids)])


def _private_to(guild: Guild, role_id: int) -> dict[int, Overwrite]:
    view = int(Permission.VIEW_CHANNEL)
    return {
        guild.id: Overwrite(guild.id, OverwriteType.ROLE, deny=view),
        role_id: Overwrite(role_id, OverwriteType.ROLE, allow=view),
    }
