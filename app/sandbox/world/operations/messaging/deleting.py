"""Deletes messages, one or many."""

from collections.abc import Mapping
from typing import Any

from app.sandbox.snowflakes import snowflake_at
from app.sandbox.world.actor import Actor
from app.sandbox.world.audit_log import AuditAction
from app.sandbox.world.channels import Channel
from app.sandbox.world.forms.reading import listed, read, snowflake
from app.sandbox.world.guild import Guild
from app.sandbox.world.messages import Message
from app.sandbox.world.operations.audit import record
from app.sandbox.world.operations.messaging.announcing import announce_deleted
from app.sandbox.world.operations.messaging.finding import find_message
from app.sandbox.world.operations.rights import require_in_channel
from app.sandbox.world.permissions import Permission
from app.sandbox.world.refusals import Refusal, invalid_field
from app.sandbox.world.world import World

LEAST_AT_ONCE, MOST_AT_ONCE = 2, 100
OLDEST_S = 14 * 24 * 3600


def delete_message(
    world: World, guild: Guild, channel: Channel, actor: Actor, message_id: int
) -> None:
    """One's own always; others' with MANAGE_MESSAGES, which the audit log then tells."""
    require_in_channel(world, guild, channel, actor)
    message = find_message(guild, channel, message_id)
    own = message.author_id == actor.user_id and message.webhook_author is None
    if not own:
        require_in_channel(world, guild, channel, actor, Permission.MANAGE_MESSAGES)
    discard(world, guild, channel, message)
    if not own:
        options = {"channel_id": str(channel.id), "count": "1"}
        action = AuditAction.MESSAGE_DELETE
        record(world, guild, actor, action, message.author_id, options=options)


def delete_messages(
    world: World, guild: Guild, channel: Channel, actor: Actor, body: Mapping[str, Any]
) -> None:
    """Ids that no message has are passed over; one message that is too old refuses all."""
    require_in_channel(world, guild, channel, actor, Permission.MANAGE_MESSAGES)
    ids = read(body, {"messages": listed(snowflake)}, required=("messages",))["messages"]
    if not LEAST_AT_ONCE <= len(ids) <= MOST_AT_ONCE:
        text = f"Must be between {LEAST_AT_ONCE} and {MOST_AT_ONCE} in length."
        raise invalid_field("messages", "BASE_TYPE_BAD_LENGTH", text)
    oldest = snowflake_at(world.now() - OLDEST_S)
    if any(each < oldest for each in ids):
        raise Refusal(400, 50034, "You can only bulk delete messages that are under 14 days old.")
    kept = guild.messages_in(channel.id)
    found = [kept[each] for each in dict.fromkeys(ids) if each in kept]
    found = [message for message in found if not message.is_ephemeral]
    if not found:
        return
    for message in found:
        del kept[message.id]
    announce_deleted(world, guild, channel, found)
    options = {"count": str(len(found))}
    record(world, guild, actor, AuditAction.MESSAGE_BULK_DELETE, channel.id, options=options)


def discard(world: World, guild: Guild, channel: Channel, message: Message) -> None:
    """The deletion itself. Its files stay reachable for a while at Discord, and here for ever."""
    del guild.messages_in(channel.id)[message.id]
    announce_deleted(world, guild, channel, [message])
