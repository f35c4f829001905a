"""Finds messages for somebody: by id, and pages of them."""

from app.sandbox.world.actor import Actor
from app.sandbox.world.channels import THREAD_ONLY, Channel, ChannelType
from app.sandbox.world.guild import Guild
from app.sandbox.world.messages import Message
from app.sandbox.world.operations.rights import held_in_channel, require_in_channel
from app.sandbox.world.permissions import Permission
from app.sandbox.world.refusals import Refusal, missing_access, unknown_message
from app.sandbox.world.world import World

_UNWRITTEN = frozenset({ChannelType.CATEGORY}) | THREAD_ONLY


def require_written(channel: Channel) -> None:
    """Categories hold no messages, and forums hold them in threads only."""
    if channel.type in _UNWRITTEN:
        raise Refusal(400, 50008, "Cannot send messages in a non-text channel")


def find_message(guild: Guild, channel: Channel, message_id: int) -> Message:
    """10008 for an ephemeral message too: it is reached by its interaction's token only."""
    message = guild.messages_in(channel.id).get(message_id)
    if message is None or message.is_ephemeral:
        raise unknown_message()
    return message


def read_message(
    world: World, guild: Guild, channel: Channel, actor: Actor, message_id: int
) -> Message:
    """50001 for who may not read the channel's history."""
    require_in_channel(world, guild, channel, actor)
    if not held_in_channel(world, guild, channel, actor) & Permission.READ_MESSAGE_HISTORY:
        raise missing_access()
    return find_message(guild, channel, message_id)


def listed_messages(world: World, guild: Guild, channel: Channel, actor: Actor) -> list[Message]:
    """Oldest first; nothing for who may not read the history."""
    require_written(channel)
    require_in_channel(world, guild, channel, actor)
    if not held_in_channel(world, guild, channel, actor) & Permission.READ_MESSAGE_HISTORY:
        return []
    return [each for each in guild.messages_in(channel.id).values() if not each.is_ephemeral]


def page(
    messages: list[Message],
    limit: int,
    *,
    before: int | None = None,
    after: int | None = None,
    around: int | None = None,
) -> list[Message]:
    """Newest first, whichever end the page was asked from; only one of the three counts."""
    if around is not None:
        half = limit // 2
        older = [each for each in messages if each.id < around][-half:] if half else []
        newer = [each for each in messages if each.id >= around]
        found = older + newer[: limit - len(older)]
    elif before is not None:
        found = [each for each in messages if each.id < before][-limit:]
    elif after is not None:
        found = [each for each in messages if each.id > after][:limit]
    else:
        found = messages[-limit:]
    return found[::-1]
