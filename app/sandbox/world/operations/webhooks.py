"""Makes, changes and deletes webhooks."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.sandbox.world.actor import Actor
from app.sandbox.world.audit_log import AuditAction
from app.sandbox.world.channels import Channel, ChannelType
from app.sandbox.world.events import Event
from app.sandbox.world.forms.reading import Values, read
from app.sandbox.world.forms.webhooks import WEBHOOK_FIELDS
from app.sandbox.world.guild import Guild
from app.sandbox.world.operations.audit import differences, record
from app.sandbox.world.operations.rights import require_in_channel, require_in_guild
from app.sandbox.world.permissions import Permission
from app.sandbox.world.refusals import (
    invalid_webhook_token,
    maximum_reached,
    unknown_channel,
    unknown_webhook,
    wrong_channel_type,
)
from app.sandbox.world.users import Intent
from app.sandbox.world.webhooks import Webhook
from app.sandbox.world.world import World

MOST_IN_A_CHANNEL = 15
MOST_IN_A_GUILD = 1000


def find_webhook(world: World, webhook_id: int) -> tuple[Guild, Webhook]:
    for guild in world.guilds.values():
        if webhook_id in guild.webhooks:
            return guild, guild.webhooks[webhook_id]
    raise unknown_webhook()


def webhook_with_token(world: World, webhook_id: int, token: str) -> tuple[Guild, Webhook]:
    """10015 where there is none, 50027 where the token is another."""
    guild, webhook = find_webhook(world, webhook_id)
    if not secrets.compare_digest(webhook.token.encode(), token.encode()):
        raise invalid_webhook_token()
    return guild, webhook


def webhooks_of_guild(world: World, guild: Guild, actor: Actor) -> list[Webhook]:
    require_in_guild(world, guild, actor, Permission.MANAGE_WEBHOOKS)
    return list(guild.webhooks.values())


def webhooks_of_channel(
    world: World, guild: Guild, channel: Channel, actor: Actor
) -> list[Webhook]:
    require_in_channel(world, guild, channel, actor, Permission.MANAGE_WEBHOOKS)
    return [each for each in guild.webhooks.values() if each.channel_id == channel.id]


def create_webhook(
    world: World, guild: Guild, channel: Channel, actor: Actor, body: Mapping[str, Any]
) -> Webhook:
    _require_place(world, guild, channel, actor)
    values = read(body, WEBHOOK_FIELDS, required=("name",))
    _require_room(guild, channel)
    webhook = Webhook(
        world.next_id(),
        guild.id,
        channel.id,
        values["name"],
        secrets.token_urlsafe(51),
        actor.user_id,
        values.get("avatar"),
        actor.user_id if actor.user_id in world.applications else None,
    )
    guild.webhooks[webhook.id] = webhook
    _announce(world, guild, channel.id)
    changes = differences({}, _audited(webhook))
    record(world, guild, actor, AuditAction.WEBHOOK_CREATE, webhook.id, changes)
    return webhook


def edit_webhook(
    world: World, guild: Guild, webhook: Webhook, actor: Actor, body: Mapping[str, Any]
) -> Webhook:
    """May move it to another channel of the guild."""
    channel = guild.channels[webhook.channel_id]
    require_in_channel(world, guild, channel, actor, Permission.MANAGE_WEBHOOKS)
    values = read(body, WEBHOOK_FIELDS)
    target = values.get("channel_id") or webhook.channel_id
    if target != webhook.channel_id:
        moved_to = guild.channels.get(target)
        if moved_to is None:
            raise unknown_channel()
        _require_place(world, guild, moved_to, actor)
        _require_room(guild, moved_to)
    return _change(world, guild, webhook, actor, {**values, "channel_id": target})


def edit_with_token(
    world: World, guild: Guild, webhook: Webhook, body: Mapping[str, Any]
) -> Webhook:
    """Name and picture only. The audit log names the webhook's maker: an assumption."""
    fields = {key: WEBHOOK_FIELDS[key] for key in ("name", "avatar")}
    actor = Actor(webhook.creator_id, bot=True)
    return _change(world, guild, webhook, actor, read(body, fields))


def delete_webhook(world: World, guild: Guild, webhook: Webhook, actor: Actor) -> None:
    """With the token, by whoever holds it: the actor is then the webhook's maker."""
    del guild.webhooks[webhook.id]
    _announce(world, guild, webhook.channel_id)
    changes = differences(_audited(webhook), {})
    record(world, guild, actor, AuditAction.WEBHOOK_DELETE, webhook.id, changes)


def require_manager(world: World, guild: Guild, webhook: Webhook, actor: Actor) -> None:
    """An application may always get at its own."""
    if webhook.application_id is not None and webhook.application_id == actor.user_id:
        return
    channel = guild.channels[webhook.channel_id]
    require_in_channel(world, guild, channel, actor, Permission.MANAGE_WEBHOOKS)


def forget_channel(guild: Guild, channel_id: int) -> None:
    """A deleted channel takes its webhooks and messages along."""
    guild.messages.pop(channel_id, None)
    for webhook in [each for each in guild.webhooks.values() if each.channel_id == channel_id]:
        del guild.webhooks[webhook.id]


def _require_place(world: World, guild: Guild, channel: Channel, actor: Actor) -> None:
    require_in_channel(world, guild, channel, actor, Permission.MANAGE_WEBHOOKS)
    if channel.type is ChannelType.CATEGORY:
        raise wrong_channel_type()


def _require_room(guild: Guild, channel: Channel) -> None:
    if len(guild.webhooks) >= MOST_IN_A_GUILD:
        raise maximum_reached(30058, "webhooks per guild", MOST_IN_A_GUILD)
    here = sum(each.channel_id == channel.id for each in guild.webhooks.values())
    if here >= MOST_IN_A_CHANNEL:
        raise maximum_reached(30007, "webhooks", MOST_IN_A_CHANNEL)


def _change(world: World, guild: Guild, webhook: Webhook, actor: Actor, values: Values) -> Webhook:
    before = replace(webhook)
    for key in ("name", "avatar", "channel_id"):
        if key in values:
            setattr(webhook, key, values[key])
    changes = differences(_audited(before), _audited(webhook))
    if changes:
        for channel_id in dict.fromkeys((before.channel_id, webhook.channel_id)):
            _announce(world, guild, channel_id)
        record(world, guild, actor, AuditAction.WEBHOOK_UPDATE, webhook.id, changes)
    return webhook


def _announce(world: World, guild: Guild, channel_id: int) -> None:
    data = {"guild_id": str(guild.id), "channel_id": str(channel_id)}
    world.publish(
        Event(
            "WEBHOOKS_UPDATE",
            guild.id,
            data,
            channel_id=channel_id,
            intent=Intent.GUILD_WEBHOOKS,
        )
    )


def _audited(webhook: Webhook) -> dict[str, Any]:
    return {
        "name": webhook.name,
        "type": 1,
        "channel_id": str(webhook.channel_id),
        "avatar_hash": webhook.avatar,
        "application_id": None if webhook.application_id is None else str(webhook.application_id),
    }
