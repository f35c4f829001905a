"""A bot or a human writes into a channel."""

from collections.abc import Mapping
from typing import Any

from app.sandbox.world.actor import Actor
from app.sandbox.world.channels import Channel
from app.sandbox.world.forms.messages import sending_fields
from app.sandbox.world.forms.reading import Values, read
from app.sandbox.world.guild import Guild
from app.sandbox.world.messages import Mentions, Message, MessageFlag, MessageType, Reference
from app.sandbox.world.operations.messaging.announcing import announce_message
from app.sandbox.world.operations.messaging.attaching import Uploads, store
from app.sandbox.world.operations.messaging.composing import Draft, compose, sent_flags
from app.sandbox.world.operations.messaging.finding import require_written
from app.sandbox.world.operations.rights import held_in_channel, require_in_channel
from app.sandbox.world.permissions import Permission
from app.sandbox.world.refusals import Refusal, invalid_field, missing_permissions
from app.sandbox.world.world import World

_FLAGS = int(
    MessageFlag.SUPPRESS_EMBEDS | MessageFlag.SUPPRESS_NOTIFICATIONS | MessageFlag.IS_COMPONENTS_V2
)
_SAME_NONCE_S = 300.0
"""For how long `enforce_nonce` remembers: "the past few minutes"."""

_NO_UPLOADS: Uploads = {}


def send_message(
    world: World,
    guild: Guild,
    channel: Channel,
    actor: Actor,
    body: Mapping[str, Any],
    uploads: Uploads = _NO_UPLOADS,
) -> Message:
    """With `enforce_nonce`, the message that the same author sent before with that nonce."""
    require_written(channel)
    require_in_channel(world, guild, channel, actor, Permission.SEND_MESSAGES)
    values = read(body, sending_fields(body))
    held = held_in_channel(world, guild, channel, actor)
    require_parts_allowed(values, uploads, held)
    earlier = _sent_before(world, guild, channel, actor, values)
    if earlier is not None:
        return earlier
    message = Message(world.next_id(), channel.id, guild.id, actor.user_id, world.now())
    message.flags = sent_flags(values, _FLAGS)
    message.tts = bool(values.get("tts")) and bool(held & Permission.SEND_TTS_MESSAGES)
    message.nonce = values.get("nonce")
    replied = _reply(guild, channel, message, values, held)
    compose(world, guild, message, Draft(values, uploads, held))
    _call_replied(message, replied, values)

    keep_message(world, guild, channel, message)
    return message


def keep_message(world: World, guild: Guild, channel: Channel, message: Message) -> None:
    """Puts a finished message where it belongs, and tells of it."""
    store(world, message)
    guild.messages_in(channel.id)[message.id] = message
    if not message.is_ephemeral:
        channel.last_message_id = message.id
    announce_message(world, guild, channel, message, created=True)


def require_parts_allowed(values: Values, uploads: Uploads, held: int) -> None:
    """Embeds take EMBED_LINKS, files ATTACH_FILES."""
    if values.get("embeds") and not held & Permission.EMBED_LINKS:
        raise missing_permissions()
    if uploads and not held & Permission.ATTACH_FILES:
        raise missing_permissions()


def _sent_before(
    world: World, guild: Guild, channel: Channel, actor: Actor, values: Values
) -> Message | None:
    nonce = values.get("nonce")
    if nonce is None or not values.get("enforce_nonce"):
        return None
    for message in reversed(guild.messages_in(channel.id).values()):
        if world.now() - message.created_at > _SAME_NONCE_S:
            return None
        if message.author_id == actor.user_id and message.nonce == nonce:
            return message
    return None


def _reply(
    guild: Guild, channel: Channel, message: Message, values: Values, held: int
) -> Message | None:
    """Turns the message into an answer to another; what cannot be found is an error unless the
    form says otherwise.
    """
    wanted = values.get("message_reference")
    if wanted is None:
        return None
    if not held & Permission.READ_MESSAGE_HISTORY:
        raise Refusal(400, 160002, "Cannot reply without permission to read message history")
    other = guild.messages_in(channel.id).get(wanted["message_id"])
    if other is None or other.is_ephemeral or wanted.get("channel_id") not in (None, channel.id):
        if wanted.get("fail_if_not_exists") is not False:
            raise invalid_field(
                "message_reference", "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message"
            )
        return None
    message.type = MessageType.REPLY
    message.reference = Reference(other.id, channel.id)
    return other


def _call_replied(message: Message, replied: Message | None, values: Values) -> None:
    """Whom one answers is called, unless `replied_user` is false or left out of a given list."""
    allowed = values.get("allowed_mentions")
    wanted = True if allowed is None else bool(allowed.get("replied_user"))
    if replied is None or not wanted or replied.webhook_author is not None:
        return
    users = tuple(dict.fromkeys((*message.mentions.users, replied.author_id)))
    message.mentions = Mentions(users, message.mentions.roles, message.mentions.everyone)
