"""The human at the page: the guild is changed as its owner, by hand; who writes is chosen."""

from app.sandbox.world.actor import Actor
from app.sandbox.world.channels import Channel
from app.sandbox.world.guild import Guild
from app.sandbox.world.refusals import unknown_channel
from app.sandbox.world.world import World

NO_SUCH_ID = 0


def owner(guild: Guild) -> Actor:
    """Gives no reason: Discord's client has no field for one either."""
    return Actor(guild.owner_id, bot=False)


def guild_called(world: World, text: str) -> Guild:
    return world.guild(snowflake(text))


def channel_called(world: World, text: str) -> tuple[Guild, Channel]:
    return world.locate_channel(snowflake(text))


def snowflake(text: str) -> int:
    """What is no id becomes one that nothing has."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 20 else NO_SUCH_ID


def place_called(
    world: World, guild_id: str, channel_id: str, user_id: str
) -> tuple[Guild, Channel, int]:
    """The channel, and the id of whoever is chosen to act there."""
    guild = guild_called(world, guild_id)
    channel = guild.channels.get(snowflake(channel_id))
    if channel is None:
        raise unknown_channel()
    return guild, channel, snowflake(user_id)
