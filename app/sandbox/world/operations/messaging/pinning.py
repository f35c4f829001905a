"""Pins messages to their channel."""

from app.sandbox.world.actor import Actor
from app.sandbox.world.audit_log import AuditAction
from app.sandbox.world.channels import Channel
from app.sandbox.world.guild import Guild
from app.sandbox.world.messages import Message, MessageType, Reference
from app.sandbox.world.operations.audit import record
from app.sandbox.world.operations.messaging.announcing import announce_message, announce_pins
from app.sandbox.world.operations.messaging.finding import find_message
from app.sandbox.world.operations.messaging.sending import keep_message
from app.sandbox.world.operations.rights import require_in_channel
from app.sandbox.world.permissions import Permission
from app.sandbox.world.refusals import Refusal
from app.sandbox.world.world import World

MOST_PINS = 250


def pinned_messages(guild: Guild, channel: Channel) -> list[Message]:
    """Whichever was pinned last comes first."""
    found = [each for each in guild.messages_in(channel.id).values() if each.pinned_at is not None]
    return sorted(found, key=lambda message: (message.pinned_at or 0.0, message.id), reverse=True)


def pin_message(
    world: World, guild: Guild, channel: Channel, actor: Actor, message_id: int
) -> None:
    """A line in the channel says so; pinning what is pinned changes nothing."""
    message = _pinnable(world, guild, channel, actor, message_id)
    if message.pinned_at is not None:
        return
    if len(pinned_messages(guild, channel)) >= MOST_PINS:
        raise Refusal(400, 30003, f"Maximum number of pins reached ({MOST_PINS})")
    message.pinned_at = channel.last_pin_at = world.now()
    announce_message(world, guild, channel, message)
    announce_pins(world, guild, channel)
    _record(world, guild, channel, actor, message, AuditAction.MESSAGE_PIN)
    notice = Message(world.next_id(), channel.id, guild.id, actor.user_id, world.now())
    notice.type = MessageType.CHANNEL_PINNED_MESSAGE
    notice.reference = Reference(message.id, channel.id)
    keep_message(world, guild, channel, notice)


def unpin_message(
    world: World, guild: Guild, channel: Channel, actor: Actor, message_id: int
) -> None:
    message = _pinnable(world, guild, channel, actor, message_id)
    if message.pinned_at is None:
        return
    message.pinned_at = None
    announce_message(world, guild, channel, message)
    announce_pins(world, guild, channel)
    _record(world, guild, channel, actor, message, AuditAction.MESSAGE_UNPIN)


def _pinnable(
    world: World, guild: Guild, channel: Channel, actor: Actor, message_id: int
) -> Message:
    require_in_channel(world, guild, channel, actor, Permission.PIN_MESSAGES)
    message = find_message(guild, channel, message_id)
    if message.type is MessageType.CHANNEL_PINNED_MESSAGE:
        raise Refusal(400, 50021, "Cannot execute action on a system message")
    return message


def _record(
    world: World,
    guild: Guild,
    channel: Channel,
    actor: Actor,
    message: Message,
    action: AuditAction,
) -> None:
    options = {"channel_id": str(channel.id), "message_id": str(message.id)}
    record(world, guild, actor, action, message.author_id, options=options)
