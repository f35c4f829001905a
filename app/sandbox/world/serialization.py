"""A guild as a template holds it: running numbers for ids, no members, no managed roles."""

from typing import Any

from app.sandbox.world.channels import Channel, OverwriteType
from app.sandbox.world.guild import Guild
from app.sandbox.world.roles import Role


def serialized_guild(guild: Guild) -> dict[str, Any]:
    """@everyone is 0; other roles and the channels count from 1, each in display order."""
    roles = sorted(
        (role for role in guild.roles.values() if not role.managed), key=lambda role: role.rank
    )
    channels = sorted(guild.channels.values(), key=lambda each: (each.position, each.id))
    role_numbers = {role.id: number for number, role in enumerate(roles)}
    channel_numbers = {channel.id: number for number, channel in enumerate(channels, 1)}
    return {
        "name": guild.name,
        "description": guild.description,
        "region": None,
        "verification_level": guild.verification_level,
        "default_message_notifications": guild.default_message_notifications,
        "explicit_content_filter": guild.explicit_content_filter,
        "preferred_locale": guild.preferred_locale,
        "afk_timeout": guild.afk_timeout,
        "afk_channel_id": _pointer(channel_numbers, guild.afk_channel_id),
        "system_channel_id": _pointer(channel_numbers, guild.system_channel_id),
        "system_channel_flags": guild.system_channel_flags,
        "icon_hash": guild.icon,
        "roles": [_role(role_numbers[role.id], role) for role in roles],
        "channels": [_channel(channel, channel_numbers, role_numbers) for channel in channels],
    }


def _pointer(numbers: dict[int, int], channel_id: int | None) -> str | None:
    return str(numbers[channel_id]) if channel_id in numbers else None


def _role(number: int, role: Role) -> dict[str, Any]:
    return {
        "id": number,
        "name": role.name,
        "permissions": str(role.permissions),
        "color": role.color,
        "colors": {
            "primary_color": role.color,
            "secondary_color": role.secondary_color,
            "tertiary_color": role.tertiary_color,
        },
        "hoist": role.hoist,
        "mentionable": role.mentionable,
        "icon": role.icon,
        "unicode_emoji": role.unicode_emoji,
    }


def _channel(
    channel: Channel, channel_numbers: dict[int, int], role_numbers: dict[int, int]
) -> dict[str, Any]:
    reaction = channel.default_reaction
    return {
        "id": channel_numbers[channel.id],
        "type": int(channel.type),
        "name": channel.name,
        "position": channel.position,
        "topic": channel.topic,
        "bitrate": channel.bitrate,
        "user_limit": channel.user_limit,
        "nsfw": channel.nsfw,
        "rate_limit_per_user": channel.rate_limit_per_user,
        "parent_id": _pointer(channel_numbers, channel.parent_id),
        "default_auto_archive_duration": channel.default_auto_archive_duration,
        "permission_overwrites": [
            {
                "id": str(role_numbers[overwrite.id]),
                "type": int(overwrite.type),
                "allow": str(overwrite.allow),
                "deny": str(overwrite.deny),
            }
            for overwrite in channel.overwrites.values()
            if overwrite.type is OverwriteType.ROLE and overwrite.id in role_numbers
        ],
        "available_tags": [
            {
                "id": number,
                "name": tag.name,
                "emoji_id": None,
                "emoji_name": tag.emoji_name,
                "moderated": tag.moderated,
            }
            for number, tag in enumerate(channel.available_tags)
        ],
        "template": "",
        "default_reaction_emoji": None
        if reaction is None or reaction.emoji_name is None
        else {"emoji_id": None, "emoji_name": reaction.emoji_name},
        "default_thread_rate_limit_per_user": channel.default_thread_rate_limit_per_user,
        "default_sort_order": channel.default_sort_order,
        "default_forum_layout": channel.default_forum_layout,
        "default_tag_setting": None,
        "theme_color": None,
    }
