"""Changes a guild's own settings."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.sandbox.world.actor import Actor
from app.sandbox.world.audit_log import AuditAction
from app.sandbox.world.channels import ChannelType
from app.sandbox.world.forms.guilds import GUILD_FIELDS
from app.sandbox.world.forms.reading import Values, read
from app.sandbox.world.guild import Guild
from app.sandbox.world.operations.adopting import adopt
from app.sandbox.world.operations.announcing import announce_guild
from app.sandbox.world.operations.audit import differences, record
from app.sandbox.world.operations.guild_features import apply_features, require_community_whole
from app.sandbox.world.operations.rights import require_in_guild
from app.sandbox.world.payloads.guilds import guild_payload
from app.sandbox.world.permissions import Permission
from app.sandbox.world.refusals import Refusal, invalid_field
from app.sandbox.world.world import World

_PLAIN = (
    "name",
    "description",
    "verification_level",
    "default_message_notifications",
    "explicit_content_filter",
    "preferred_locale",
    "afk_timeout",
    "system_channel_flags",
    "premium_progress_bar_enabled",
    "icon",
    "splash",
    "discovery_splash",
    "banner",
)
_CHANNELS = {
    "afk_channel_id": ChannelType.VOICE,
    "system_channel_id": ChannelType.TEXT,
    "rules_channel_id": ChannelType.TEXT,
    "public_updates_channel_id": ChannelType.TEXT,
    "safety_alerts_channel_id": ChannelType.TEXT,
}
_COMMUNITY_CHANNELS = ("rules_channel_id", "public_updates_channel_id", "safety_alerts_channel_id")
_PICTURE_FEATURES = {"splash": "INVITE_SPLASH", "banner": "BANNER"}
_NOT_AUDITED = ("id", "roles", "emojis", "stickers", "nsfw")
_AT_REST = Guild(0, "", 0)


def edit_guild(world: World, guild: Guild, actor: Actor, body: Mapping[str, Any]) -> Guild:
    require_in_guild(world, guild, actor, Permission.MANAGE_GUILD)
    values = read(body, GUILD_FIELDS)
    wanted = replace(guild, features=set(guild.features))
    _apply_plain(wanted, values)
    _apply_channels(wanted, values)
    apply_features(world, guild, actor, wanted, values)
    require_community_whole(world, wanted)

    changes = differences(_audited(guild), _audited(wanted))
    if changes:
        adopt(guild, wanted)
        announce_guild(world, guild)
        record(world, guild, actor, AuditAction.GUILD_UPDATE, guild.id, changes)
    return guild


def _apply_plain(wanted: Guild, values: Values) -> None:
    for key in _PLAIN:
        if key not in values:
            continue
        feature = _PICTURE_FEATURES.get(key)
        if feature is not None and values[key] is not None and feature not in wanted.features:
            raise Refusal(403, 50101, "This server needs more boosts to perform this action")
        setattr(wanted, key, getattr(_AT_REST, key) if values[key] is None else values[key])


def _apply_channels(wanted: Guild, values: Values) -> None:
    for key, kind in _CHANNELS.items():
        if key in values:
            _require_channel(wanted, key, values[key], kind)
            setattr(wanted, key, values[key])


def _require_channel(guild: Guild, key: str, channel_id: int | None, kind: ChannelType) -> None:
    if channel_id is None:
        return
    channel = guild.channels.get(channel_id)
    if channel is None:
        raise invalid_field(key, "CHANNEL_INVALID", "Channel does not exist")
    if channel.type is kind:
        return
    if key in _COMMUNITY_CHANNELS:
        raise Refusal(400, 50086, "Community server channels must be text channels")
    raise invalid_field(key, "CHANNEL_INVALID_TYPE", "Channel is of the wrong type")


def _audited(guild: Guild) -> dict[str, Any]:
    return {key: value for key, value in guild_payload(guild).items() if key not in _NOT_AUDITED}
