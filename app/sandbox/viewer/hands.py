"""The human at the page: everything is done as the guild's owner, by hand."""

from app.sandbox.world.actor import Actor
from app.sandbox.world.channels import Channel
from app.sandbox.world.guild import Guild
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
