"""Makes and changes channels."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.sandbox.world.actor import Actor
from app.sandbox.world.audit_log import AuditAction
from app.sandbox.world.channels import THREAD_ONLY, Channel, ChannelType
from app.sandbox.world.forms.channels import CHANNEL_FIELDS
from app.sandbox.world.forms.reading import Values, read
from app.sandbox.world.guild import Guild
from app.sandbox.world.operations.adopting import adopt
from app.sandbox.world.operations.announcing import announce_channel
from app.sandbox.world.operations.audit import differences, record
from app.sandbox.world.operations.channel_audit import audited_channel
from app.sandbox.world.operations.channel_fields import apply_fields, apply_name
from app.sandbox.world.operations.channel_places import last_position, require_parent
from app.sandbox.world.operations.overwrite_audit import record_overwrites
from app.sandbox.world.operations.overwrites import (
    Overwrites,
    adopt_overwrites,
    copied,
    overwrites_from,
    require_creatable,
    require_overwritable,
)
from app.sandbox.world.operations.rights import require_in_channel, require_in_guild
from app.sandbox.world.permissions import Permission
from app.sandbox.world.refusals import (
    Refusal,
    invalid_field,
    maximum_reached,
    wrong_channel_type,
)
from app.sandbox.world.world import World

MAX_CHANNELS = 500
_CONVERTIBLE = frozenset({ChannelType.TEXT, ChannelType.ANNOUNCEMENT})


def create_channel(world: World, guild: Guild, actor: Actor, body: Mapping[str, Any]) -> Channel:
    """Without overwrites in the form, the new channel has those of its category."""
    require_in_guild(world, guild, actor, Permission.MANAGE_CHANNELS)
    values = read(body, CHANNEL_FIELDS, required=("name",))
    kind = ChannelType(values.get("type") or 0)
    _require_type_allowed(world, guild, kind)
    if len(guild.channels) >= MAX_CHANNELS:
        raise maximum_reached(30013, "server channels", MAX_CHANNELS)
    parent = require_parent(world, guild, actor, kind, values.get("parent_id"))
    channel = Channel(world.next_id(), guild.id, kind, "")
    apply_name(channel, values)
    apply_fields(world, guild, channel, values)
    _place_new(guild, channel, parent, values)
    channel.overwrites = dict(_new_overwrites(world, guild, actor, parent, values))

    guild.channels[channel.id] = channel
    announce_channel(world, guild, channel, created=True)
    changes = differences({}, audited_channel(channel, whole=True))
    record(world, guild, actor, AuditAction.CHANNEL_CREATE, channel.id, changes)
    return channel


def edit_channel(
    world: World, guild: Guild, channel: Channel, actor: Actor, body: Mapping[str, Any]
) -> Channel:
    """`position` is passed over when `parent_id` comes with it."""
    require_in_channel(world, guild, channel, actor, Permission.MANAGE_CHANNELS)
    values = read(body, CHANNEL_FIELDS)
    wanted = replace(channel)
    _convert(world, guild, wanted, values)
    apply_name(wanted, values)
    apply_fields(world, guild, wanted, values)
    _move(world, guild, actor, wanted, values)
    overwrites = _edited_overwrites(world, guild, actor, channel, values)

    _adopt_changes(world, guild, channel, actor, wanted, overwrites)
    return channel


def _adopt_changes(
    world: World,
    guild: Guild,
    channel: Channel,
    actor: Actor,
    wanted: Channel,
    overwrites: Overwrites,
) -> None:
    changes = differences(audited_channel(channel), audited_channel(wanted))
    before = channel.overwrites
    if not changes and before == overwrites:
        return
    adopt(channel, wanted)
    followers = adopt_overwrites(world, guild, channel, overwrites)
    for changed in (channel, *followers):
        announce_channel(world, guild, changed)
    if changes:
        record(world, guild, actor, AuditAction.CHANNEL_UPDATE, channel.id, changes)
    record_overwrites(world, guild, channel, actor, before, overwrites)


def _require_type_allowed(world: World, guild: Guild, type: ChannelType) -> None:
    refused = set()
    if "NEWS" not in guild.features:
        refused.add(ChannelType.ANNOUNCEMENT)
    if world.behaviour.community_only_types and "COMMUNITY" not in guild.features:
        refused |= THREAD_ONLY | {ChannelType.STAGE}
    if type in refused:
        listing = ", ".join(str(int(each)) for each in ChannelType if each not in refused)
        raise invalid_field("type", "BASE_TYPE_CHOICES", f"Value must be one of {{{listing}}}.")


def _place_new(guild: Guild, channel: Channel, parent: Channel | None, values: Values) -> None:
    channel.parent_id = None if parent is None else parent.id
    position = values.get("position")
    channel.position = last_position(guild, channel.type) if position is None else position


def _new_overwrites(
    world: World, guild: Guild, actor: Actor, parent: Channel | None, values: Values
) -> Overwrites:
    sent = values.get("permission_overwrites")
    if sent is None:
        return {} if parent is None else copied(parent.overwrites)
    wanted = overwrites_from(guild, None, sent)
    require_creatable(world, guild, actor, wanted)
    return wanted


def _convert(world: World, guild: Guild, wanted: Channel, values: Values) -> None:
    """Text to announcement and back; no other kind becomes another."""
    if values.get("type") is None or values["type"] == wanted.type:
        return
    kind = ChannelType(values["type"])
    if wanted.type not in _CONVERTIBLE or kind not in _CONVERTIBLE:
        raise wrong_channel_type()
    _require_type_allowed(world, guild, kind)
    required = (guild.rules_channel_id, guild.public_updates_channel_id)
    if "COMMUNITY" in guild.features and wanted.id in required:
        raise Refusal(400, 50086, "Community server channels must be text channels")
    wanted.type = kind


def _move(world: World, guild: Guild, actor: Actor, wanted: Channel, values: Values) -> None:
    if "parent_id" not in values:
        if values.get("position") is not None:
            wanted.position = values["position"]
        return
    if values["parent_id"] == wanted.parent_id:
        return
    require_parent(world, guild, actor, wanted.type, values["parent_id"])
    wanted.parent_id = values["parent_id"]


def _edited_overwrites(
    world: World, guild: Guild, actor: Actor, channel: Channel, values: Values
) -> Overwrites:
    sent = values.get("permission_overwrites")
    if sent is None:
        return channel.overwrites
    wanted = overwrites_from(guild, channel, sent)
    if wanted != channel.overwrites:
        require_in_channel(world, guild, channel, actor, Permission.MANAGE_ROLES)
        require_overwritable(world, guild, channel, actor, wanted)
    return wanted
