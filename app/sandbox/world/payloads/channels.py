"""Channels as JSON: each kind has its own set of keys."""

from typing import Any

from app.sandbox.world.channels import (
    THREAD_ONLY,
    VOICE_LIKE,
    Channel,
    ChannelFlag,
    ChannelType,
    ForumTag,
    Overwrite,
    OverwriteType,
)
from app.sandbox.world.payloads.times import iso_or_none, text_or_none
from app.sandbox.world.permissions import Permission

HIDDEN_NAME = "___hidden___"


def channel_payload(channel: Channel) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": str(channel.id),
        "type": int(channel.type),
        "guild_id": str(channel.guild_id),
        "name": channel.name,
        "position": channel.position,
        "parent_id": text_or_none(channel.parent_id),
        "flags": channel.flags,
        "permission_overwrites": [
            overwrite_payload(overwrite) for overwrite in channel.overwrites.values()
        ],
    }
    if channel.type is ChannelType.CATEGORY:
        return found
    found.update(_spoken(channel))
    if channel.type in VOICE_LIKE:
        found.update(_voice(channel))
        return found
    found.update(_written(channel))
    if channel.type in THREAD_ONLY:
        found.update(_threads_only(channel))
    return found


def hidden_channel_payload(channel: Channel) -> dict[str, Any]:
    """The channel as the gateway shows it to a bot that cannot view it."""
    deny = Overwrite(channel.guild_id, OverwriteType.ROLE, deny=Permission.VIEW_CHANNEL)
    return channel_payload(
        Channel(
            id=channel.id,
            guild_id=channel.guild_id,
            type=channel.type,
            name=HIDDEN_NAME,
            position=channel.position,
            parent_id=channel.parent_id,
            overwrites={channel.guild_id: deny},
            flags=ChannelFlag.OBFUSCATED.value,
        )
    )


def overwrite_payload(overwrite: Overwrite) -> dict[str, Any]:
    return {
        "id": str(overwrite.id),
        "type": int(overwrite.type),
        "allow": str(int(overwrite.allow)),
        "deny": str(int(overwrite.deny)),
    }


def tag_payload(tag: ForumTag) -> dict[str, Any]:
    return {
        "id": str(tag.id),
        "name": tag.name,
        "moderated": tag.moderated,
        "emoji_id": text_or_none(tag.emoji_id),
        "emoji_name": tag.emoji_name,
    }


def _spoken(channel: Channel) -> dict[str, Any]:
    return {
        "nsfw": channel.nsfw,
        "rate_limit_per_user": channel.rate_limit_per_user,
        "last_message_id": text_or_none(channel.last_message_id),
    }


def _voice(channel: Channel) -> dict[str, Any]:
    return {
        "bitrate": channel.bitrate,
        "user_limit": channel.user_limit,
        "rtc_region": channel.rtc_region,
        "video_quality_mode": channel.video_quality_mode,
    }


def _written(channel: Channel) -> dict[str, Any]:
    found: dict[str, Any] = {
        "topic": channel.topic,
        "last_pin_timestamp": iso_or_none(channel.last_pin_at),
        "default_thread_rate_limit_per_user": channel.default_thread_rate_limit_per_user,
    }
    if channel.default_auto_archive_duration is not None:
        found["default_auto_archive_duration"] = channel.default_auto_archive_duration
    return found


def _threads_only(channel: Channel) -> dict[str, Any]:
    reaction = channel.default_reaction
    found: dict[str, Any] = {
        "available_tags": [tag_payload(tag) for tag in channel.available_tags],
        "default_reaction_emoji": None
        if reaction is None
        else {
            "emoji_id": text_or_none(reaction.emoji_id),
            "emoji_name": reaction.emoji_name,
        },
        "default_sort_order": channel.default_sort_order,
    }
    if channel.type is ChannelType.FORUM:
        found["default_forum_layout"] = channel.default_forum_layout
    return found
