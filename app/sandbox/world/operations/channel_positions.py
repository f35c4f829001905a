"""Sorts channels: many at once, and at most one of them into another category."""

from typing import Any

from app.sandbox.world.actor import Actor
from app.sandbox.world.channels import Channel
from app.sandbox.world.forms.channels import CHANNEL_POSITION_FIELDS
from app.sandbox.world.forms.reading import Values, read_list
from app.sandbox.world.guild import Guild
from app.sandbox.world.operations.announcing import announce_channel
from app.sandbox.world.operations.channel_places import require_parent
from app.sandbox.world.operations.overwrites import copied
from app.sandbox.world.operations.rights import (
    held_in_channel,
    held_in_guild,
    require_in_channel,
)
from app.sandbox.world.permissions import Permission
from app.sandbox.world.refusals import Refusal, missing_permissions, unknown_channel
from app.sandbox.world.world import World


def sort_channels(world: World, guild: Guild, actor: Actor, body: list[Any]) -> None:
    """Takes the numbers as they are given. Of all this the audit log says nothing."""
    entries = read_list(body, CHANNEL_POSITION_FIELDS, required=("id",))
    moves = [(_find(guild, entry["id"]), entry) for entry in entries]
    if sum(_changes_parent(channel, entry) for channel, entry in moves) > 1:
        raise Refusal(400, 40009, "You can only move one channel into another category at a time")
    for channel, entry in moves:
        _require_movable(world, guild, actor, channel, entry)

    changed = {channel.id: channel for channel, entry in moves if _move(guild, channel, entry)}
    for channel in changed.values():
        announce_channel(world, guild, channel)


def _find(guild: Guild, channel_id: int) -> Channel:
    channel = guild.channels.get(channel_id)
    if channel is None:
        raise unknown_channel()
    return channel


def _changes_parent(channel: Channel, entry: Values) -> bool:
    return "parent_id" in entry and entry["parent_id"] != channel.parent_id


def _require_movable(
    world: World, guild: Guild, actor: Actor, channel: Channel, entry: Values
) -> None:
    if _changes_parent(channel, entry):
        require_in_channel(world, guild, channel, actor, Permission.MANAGE_CHANNELS)
        require_parent(world, guild, actor, channel.type, entry["parent_id"])
    else:
        _require_sortable(world, guild, actor, channel)
    if entry.get("lock_permissions"):
        require_in_channel(world, guild, channel, actor, Permission.MANAGE_ROLES)


def _require_sortable(world: World, guild: Guild, actor: Actor, channel: Channel) -> None:
    """MANAGE_CHANNELS in the guild or the category is enough: one need not see the channel."""
    if held_in_guild(world, guild, actor) & Permission.MANAGE_CHANNELS:
        return
    parent = guild.channels.get(channel.parent_id or 0)
    if parent is None:
        raise missing_permissions()
    if not held_in_channel(world, guild, parent, actor) & Permission.MANAGE_CHANNELS:
        raise missing_permissions()


def _move(guild: Guild, channel: Channel, entry: Values) -> bool:
    """Whether anything changed."""
    before = (channel.position, channel.parent_id, copied(channel.overwrites))
    if entry.get("position") is not None:
        channel.position = entry["position"]
    if "parent_id" in entry:
        channel.parent_id = entry["parent_id"]
    parent = guild.channels.get(channel.parent_id or 0)
    if entry.get("lock_permissions") and parent is not None:
        channel.overwrites = copied(parent.overwrites)
    return before != (channel.position, channel.parent_id, channel.overwrites)
