"""Deletes channels, and mends what pointed to them."""

from app.sandbox.world.actor import Actor
from app.sandbox.world.audit_log import AuditAction
from app.sandbox.world.channels import Channel
from app.sandbox.world.guild import Guild
from app.sandbox.world.operations.announcing import (
    announce_channel,
    announce_channel_deleted,
    announce_guild,
)
from app.sandbox.world.operations.audit import differences, record
from app.sandbox.world.operations.channel_audit import audited_channel
from app.sandbox.world.operations.rights import require_in_channel
from app.sandbox.world.operations.webhooks import forget_channel
from app.sandbox.world.permissions import Permission
from app.sandbox.world.refusals import Refusal
from app.sandbox.world.world import World

_POINTERS = (
    "afk_channel_id",
    "system_channel_id",
    "rules_channel_id",
    "public_updates_channel_id",
    "safety_alerts_channel_id",
    "widget_channel_id",
)


def delete_channel(world: World, guild: Guild, channel: Channel, actor: Actor) -> None:
    """A category's children stay, without a parent; each is announced before the deletion."""
    require_in_channel(world, guild, channel, actor, Permission.MANAGE_CHANNELS)
    required = (guild.rules_channel_id, guild.public_updates_channel_id)
    if "COMMUNITY" in guild.features and channel.id in required:
        raise Refusal(400, 50074, "Cannot delete a channel required for Community guilds")

    for child in guild.children_of(channel.id):
        child.parent_id = None
        announce_channel(world, guild, child)
    del guild.channels[channel.id]
    announce_channel_deleted(world, guild, channel)
    _forget(world, guild, channel.id)
    forget_channel(guild, channel.id)
    changes = differences(audited_channel(channel, whole=True), {})
    record(world, guild, actor, AuditAction.CHANNEL_DELETE, channel.id, changes)


def _forget(world: World, guild: Guild, channel_id: int) -> None:
    onboarding, screen = guild.onboarding, guild.welcome_screen
    onboarding.default_channel_ids = _without(onboarding.default_channel_ids, channel_id)
    for prompt in onboarding.prompts:
        for option in prompt.options:
            option.channel_ids = _without(option.channel_ids, channel_id)
    screen.channels = [shown for shown in screen.channels if shown.channel_id != channel_id]
    for rule in guild.automod_rules.values():
        rule.exempt_channels = _without(rule.exempt_channels, channel_id)
    pointers = [name for name in _POINTERS if getattr(guild, name) == channel_id]
    for name in pointers:
        setattr(guild, name, None)
    if pointers:
        announce_guild(world, guild)


def _without(ids: list[int], id: int) -> list[int]:
    return [kept for kept in ids if kept != id]
