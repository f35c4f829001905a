"""Drag and drop, turned into the positions that Discord's client would send.

The client numbers categories, text channels and voice channels each from 0 in display
order, and roles from the bottom; only what changed is sent.
"""

from collections.abc import Sequence
from typing import Any

from app.sandbox.viewer.display_order import channel_groups, roles_from_the_top
from app.sandbox.world.channels import VOICE_LIKE, Channel, ChannelType
from app.sandbox.world.guild import Guild
from app.sandbox.world.refusals import invalid_field, unknown_role


def channel_positions(
    guild: Guild, moved: Channel, parent_id: int | None, before_id: int | None
) -> list[dict[str, Any]]:
    """Bulk position entries that put `moved` into a category, above another channel.

    `before_id` None puts it last. A category stays outside of categories.
    """
    if moved.type is ChannelType.CATEGORY:
        order = _inserted(_categories(guild), moved, before_id)
        return [_entry(each, index) for index, each in enumerate(order) if each.position != index]
    if parent_id is not None and not _is_category(guild, parent_id):
        raise invalid_field("parent_id", "CHANNEL_PARENT_INVALID_TYPE", "Not a category.")
    order = _order_after_move(guild, moved, parent_id, before_id)
    entries = [_entry(each, index) for index, each in enumerate(order) if each.position != index]
    if moved.parent_id == parent_id:
        return entries
    others = [entry for entry in entries if entry["id"] != str(moved.id)]
    parent = None if parent_id is None else str(parent_id)
    return [*others, _entry(moved, order.index(moved)) | {"parent_id": parent}]


def role_positions(guild: Guild, moved_id: int, before_id: int | None) -> list[dict[str, Any]]:
    """Bulk position entries that put a role right above another; None puts it at the bottom."""
    moved = guild.roles.get(moved_id)
    if moved is None:
        raise unknown_role()
    order = [role for role in roles_from_the_top(guild) if role is not guild.everyone]
    if moved in order:
        order.remove(moved)
    at = next((n for n, role in enumerate(order) if role.id == before_id), len(order))
    order.insert(at, moved)
    numbered = enumerate(reversed(order), start=1)
    return [
        {"id": str(role.id), "position": position}
        for position, role in numbered
        if role.position != position
    ]


def _order_after_move(
    guild: Guild, moved: Channel, parent_id: int | None, before_id: int | None
) -> list[Channel]:
    """All channels of the moved one's sort, in display order, as they shall be."""
    order: list[Channel] = []
    for group in channel_groups(guild):
        here = [each for each in group.channels if _same_sort(each, moved) and each is not moved]
        if (None if group.category is None else group.category.id) == parent_id:
            here = _inserted(here, moved, before_id)
        order.extend(here)
    return order


def _inserted(channels: Sequence[Channel], moved: Channel, before_id: int | None) -> list[Channel]:
    order = [each for each in channels if each is not moved]
    at = next((n for n, each in enumerate(order) if each.id == before_id), len(order))
    return [*order[:at], moved, *order[at:]]


def _categories(guild: Guild) -> list[Channel]:
    return [group.category for group in channel_groups(guild) if group.category is not None]


def _is_category(guild: Guild, channel_id: int) -> bool:
    channel = guild.channels.get(channel_id)
    return channel is not None and channel.type is ChannelType.CATEGORY


def _same_sort(one: Channel, other: Channel) -> bool:
    return (one.type in VOICE_LIKE) == (other.type in VOICE_LIKE)


def _entry(channel: Channel, position: int) -> dict[str, Any]:
    return {"id": str(channel.id), "position": position}
