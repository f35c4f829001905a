"""A human puts away what only they see."""

from app.sandbox.world.channels import Channel
from app.sandbox.world.guild import Guild
from app.sandbox.world.operations.messaging.announcing import announce_message
from app.sandbox.world.world import World


def dismiss_message(
    world: World, guild: Guild, channel: Channel, user_id: int, message_id: int
) -> bool:
    """False where the message is not theirs alone. The application can still change it."""
    message = guild.messages_in(channel.id).get(message_id)
    if message is None or message.audience != user_id:
        return False
    message.dismissed = True
    announce_message(world, guild, channel, message)
    return True
