"""Messages that a webhook sends: whoever holds its token writes, changes and deletes them."""

import hashlib
from collections.abc import Mapping
from typing import Any

from app.sandbox.world.channels import THREAD_ONLY, Channel
from app.sandbox.world.forms.component_trees import every_component
from app.sandbox.world.forms.messages import message_fields
from app.sandbox.world.forms.reading import Values, read
from app.sandbox.world.forms.webhooks import executing_fields
from app.sandbox.world.guild import Guild
from app.sandbox.world.messages import Message, MessageFlag, WebhookAuthor
from app.sandbox.world.operations.messaging.attaching import Uploads
from app.sandbox.world.operations.messaging.composing import Draft, compose, sent_flags
from app.sandbox.world.operations.messaging.deleting import discard
from app.sandbox.world.operations.messaging.editing import rewrite
from app.sandbox.world.operations.messaging.mentioning import USERS_ONLY
from app.sandbox.world.operations.messaging.sending import keep_message
from app.sandbox.world.refusals import (
    Refusal,
    invalid_field,
    unknown_channel,
    unknown_message,
)
from app.sandbox.world.webhooks import Webhook
from app.sandbox.world.world import World

_FLAGS = int(
    MessageFlag.SUPPRESS_EMBEDS | MessageFlag.SUPPRESS_NOTIFICATIONS | MessageFlag.IS_COMPONENTS_V2
)


def execute(
    world: World,
    guild: Guild,
    webhook: Webhook,
    body: Mapping[str, Any],
    uploads: Uploads,
    *,
    with_components: bool,
    thread_id: int | None,
) -> Message:
    """The sandbox has no threads: a thread is not found, and a forum cannot be written to."""
    channel = _channel(guild, webhook, thread_id)
    values = read(body, executing_fields(body))
    if channel.type in THREAD_ONLY:
        text = "Webhooks posted to forum channels must have a thread_name or thread_id"
        raise Refusal(400, 220001, text)
    _settle_components(webhook, values, with_components=with_components)
    message = Message(world.next_id(), channel.id, guild.id, webhook.id, world.now())
    message.flags = sent_flags(values, _FLAGS)
    message.tts = bool(values.get("tts"))
    message.webhook_id, message.application_id = webhook.id, webhook.application_id
    message.webhook_author = WebhookAuthor(
        webhook.id,
        values.get("username") or webhook.name,
        _picture(values.get("avatar_url"), webhook),
    )
    compose(world, guild, message, Draft(values, uploads, calls=USERS_ONLY))
    keep_message(world, guild, channel, message)
    return message


def find_sent(
    guild: Guild, webhook: Webhook, message_id: int, thread_id: int | None = None
) -> tuple[Channel, Message]:
    """10008 for what another has written."""
    channel = _channel(guild, webhook, thread_id)
    message = guild.messages_in(channel.id).get(message_id)
    if message is None or message.webhook_id != webhook.id:
        raise unknown_message()
    return channel, message


def edit_sent(
    world: World,
    guild: Guild,
    webhook: Webhook,
    message_id: int,
    body: Mapping[str, Any],
    uploads: Uploads,
    *,
    with_components: bool,
) -> Message:
    channel, message = find_sent(guild, webhook, message_id)
    values = read(body, message_fields(body, v2=message.is_v2))
    _settle_components(webhook, values, with_components=with_components)
    draft = Draft(values, uploads, calls=USERS_ONLY)
    return rewrite(world, guild, channel, message, draft)


def delete_sent(world: World, guild: Guild, webhook: Webhook, message_id: int) -> None:
    channel, message = find_sent(guild, webhook, message_id)
    discard(world, guild, channel, message)


def _channel(guild: Guild, webhook: Webhook, thread_id: int | None) -> Channel:
    channel = guild.channels.get(webhook.channel_id)
    if channel is None or thread_id is not None:
        raise unknown_channel()
    return channel


def _picture(url: str | None, webhook: Webhook) -> str | None:
    """Discord fetches the picture and tells its hash; here the address stands for it."""
    if url is None:
        return webhook.avatar
    return hashlib.md5(url.encode(), usedforsecurity=False).hexdigest()


def _settle_components(webhook: Webhook, values: Values, *, with_components: bool) -> None:
    """An application's webhook shows all components. A human's shows none, unless it is asked to
    with `with_components`, and then none that somebody could answer.
    """
    if webhook.application_id is not None or not values.get("components"):
        return
    if not with_components:
        values["components"] = []
        return
    if any("custom_id" in each for each in every_component(values["components"])):
        text = "Only webhooks of applications can send interactive components"
        raise invalid_field("components", "WEBHOOK_NON_INTERACTIVE_COMPONENTS_ONLY", text)
