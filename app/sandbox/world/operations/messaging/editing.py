"""Changes messages: their authors everything, others whether embeds are shown."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.sandbox.world.actor import Actor
from app.sandbox.world.channels import Channel
from app.sandbox.world.forms.messages import message_fields
from app.sandbox.world.forms.reading import Values, read
from app.sandbox.world.guild import Guild
from app.sandbox.world.messages import Message, MessageFlag
from app.sandbox.world.operations.adopting import adopt
from app.sandbox.world.operations.messaging.announcing import announce_message
from app.sandbox.world.operations.messaging.attaching import Uploads, store
from app.sandbox.world.operations.messaging.composing import Draft, compose
from app.sandbox.world.operations.messaging.finding import find_message
from app.sandbox.world.operations.messaging.sending import require_parts_allowed
from app.sandbox.world.operations.rights import held_in_channel, require_in_channel
from app.sandbox.world.permissions import Permission
from app.sandbox.world.refusals import Refusal, missing_permissions
from app.sandbox.world.world import World

_NO_UPLOADS: Uploads = {}
_OTHERS_MAY = frozenset({"flags"})


def edit_message(
    world: World,
    guild: Guild,
    channel: Channel,
    actor: Actor,
    message_id: int,
    body: Mapping[str, Any],
    uploads: Uploads = _NO_UPLOADS,
) -> Message:
    """50005 for the content of somebody else's message."""
    require_in_channel(world, guild, channel, actor)
    message = find_message(guild, channel, message_id)
    values = read(body, message_fields(body, v2=message.is_v2))
    held = held_in_channel(world, guild, channel, actor)
    if message.author_id != actor.user_id or message.webhook_author is not None:
        if values.keys() - _OTHERS_MAY or uploads:
            raise Refusal(403, 50005, "Cannot edit a message authored by another user")
        if not held & Permission.MANAGE_MESSAGES:
            raise missing_permissions()
    else:
        require_parts_allowed(values, uploads, held)
    return rewrite(world, guild, channel, message, Draft(values, uploads, held))


def rewrite(
    world: World, guild: Guild, channel: Channel, message: Message, draft: Draft
) -> Message:
    """The change itself, for whoever has the right to it.

    The first of a message that was loading is its content, and does not count as an edit.
    """
    wanted = replace(message)
    wanted.flags = _edited_flags(message, draft.values)
    compose(world, guild, wanted, draft)
    says_something = bool(draft.values.keys() - _OTHERS_MAY or draft.uploads)
    if says_something and not message.is_loading:
        wanted.edited_at = world.now()
    store(world, wanted)
    adopt(message, wanted)
    announce_message(world, guild, channel, message)
    return message


def _edited_flags(message: Message, values: Values) -> int:
    """Embeds may be hidden and shown again; version 2 of components can be taken on only."""
    sent = values.get("flags")
    kept = message.flags & ~int(MessageFlag.LOADING)
    if sent is None:
        return kept
    v2, suppress = int(MessageFlag.IS_COMPONENTS_V2), int(MessageFlag.SUPPRESS_EMBEDS)
    return int((kept & ~suppress) | (sent & (v2 | suppress)))
