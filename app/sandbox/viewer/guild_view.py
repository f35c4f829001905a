"""The guild as the page shows it: in display order, through somebody's eyes."""

from typing import Any

from app.sandbox.snowflakes import created_at
from app.sandbox.viewer.display_order import channel_groups, roles_from_the_top
from app.sandbox.viewer.permission_labels import LABELS
from app.sandbox.world.audit_log import AuditAction, AuditLogEntry
from app.sandbox.world.channels import VOICE_LIKE, Channel, ChannelType
from app.sandbox.world.guild import Guild
from app.sandbox.world.members import Member
from app.sandbox.world.payloads.channels import channel_payload
from app.sandbox.world.permissions import Permission, channel_permissions
from app.sandbox.world.roles import Role
from app.sandbox.world.visibility import viewable_channels
from app.sandbox.world.world import World

LATEST_ENTRIES = 50


def guild_view(world: World, guild: Guild, viewer: Member) -> dict[str, Any]:
    return {
        "id": str(guild.id),
        "name": guild.name,
        "owner_id": str(guild.owner_id),
        "total": len(guild.channels),
        "groups": _groups(world, guild, viewer),
        "roles": [_role(guild, role) for role in roles_from_the_top(guild)],
        "members": [_member(world, guild, member) for member in _members_by_name(world, guild)],
        "log": [
            _entry(world, guild, entry) for entry in guild.audit_log[: -LATEST_ENTRIES - 1 : -1]
        ],
    }


def _groups(world: World, guild: Guild, viewer: Member) -> list[dict[str, Any]]:
    """What the viewer sees; a category that shows nothing of itself or its children is left out."""
    seen = viewable_channels(guild, viewer, world.now())
    found = []
    for group in channel_groups(guild):
        if group.category is not None and group.category.id not in seen:
            continue
        channels = [
            _channel(world, guild, channel, viewer)
            for channel in group.channels
            if channel.id in seen
        ]
        category = group.category
        found.append(
            {
                "category": None if category is None else _channel(world, guild, category, viewer),
                "channels": channels,
            }
        )
    return found


def _channel(world: World, guild: Guild, channel: Channel, viewer: Member) -> dict[str, Any]:
    """The API's shape, and what the page needs to draw signs and switches."""
    held = channel_permissions(guild, viewer, channel, world.now())
    everyone = channel_permissions(guild, Member(0, joined_at=0.0), channel, world.now())
    speaks = Permission.CONNECT if channel.type in VOICE_LIKE else Permission.SEND_MESSAGES
    return channel_payload(channel) | {
        "kind": channel.type.name.lower(),
        "private": not everyone & Permission.VIEW_CHANNEL,
        "quiet": channel.type is not ChannelType.CATEGORY and not held & speaks,
        "synced": _is_synced(guild, channel),
        "offers": [str(int(label.permission)) for label in LABELS if label.holds_in(channel.type)],
    }


def _is_synced(guild: Guild, channel: Channel) -> bool | None:
    """None outside a category."""
    category = guild.channels.get(channel.parent_id or 0)
    if category is None:
        return None
    return channel.effective_overwrites == category.effective_overwrites


def _role(guild: Guild, role: Role) -> dict[str, Any]:
    return {
        "id": str(role.id),
        "name": role.name,
        "color": role.color,
        "permissions": str(role.permissions),
        "hoist": role.hoist,
        "mentionable": role.mentionable,
        "managed": role.managed,
        "everyone": role.id == guild.id,
        "members": sum(role.id in member.roles for member in guild.members.values()),
    }


def _members_by_name(world: World, guild: Guild) -> list[Member]:
    return sorted(guild.members.values(), key=lambda each: _name(world, each).casefold())


def _member(world: World, guild: Guild, member: Member) -> dict[str, Any]:
    """`roles` from the top; the highest with a colour gives the name its colour."""
    held = [role for role in roles_from_the_top(guild) if role.id in member.roles]
    return {
        "id": str(member.user_id),
        "name": _name(world, member),
        "bot": world.users[member.user_id].bot,
        "owner": member.user_id == guild.owner_id,
        "color": next((role.color for role in held if role.color), 0),
        "roles": [str(role.id) for role in held],
    }


def _name(world: World, member: Member) -> str:
    user = world.users[member.user_id]
    return member.nick or user.global_name or user.username


def _entry(world: World, guild: Guild, entry: AuditLogEntry) -> dict[str, Any]:
    user = world.users.get(entry.user_id)
    return {
        "id": str(entry.id),
        "at": created_at(entry.id).isoformat(),
        "who": "Somebody" if user is None else user.global_name or user.username,
        "bot": user is not None and user.bot,
        "action": entry.action.name,
        "target": _target(world, guild, entry),
        "reason": entry.reason,
        "changes": [
            {"key": change.key, "old": change.old_value, "new": change.new_value}
            for change in entry.changes
        ],
    }


def _target(world: World, guild: Guild, entry: AuditLogEntry) -> str | None:
    """The name it has now, or had; None where nothing tells, and for the guild itself.

    The guild must be told apart first: @everyone has its id.
    """
    if entry.action is AuditAction.GUILD_UPDATE:
        return None
    for things in (guild.channels, guild.roles, guild.emojis, guild.automod_rules):
        found = things.get(entry.target_id or 0)
        if found is not None:
            return str(found.name)
    user = world.users.get(entry.target_id or 0)
    if user is not None:
        return user.global_name or user.username
    for change in entry.changes:
        if change.key == "name":
            return str(change.old_value or change.new_value)
    return None
