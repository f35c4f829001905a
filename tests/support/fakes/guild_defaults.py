"""What Discord gives to roles, channels and guilds where a request says nothing."""

from typing import Any

CHANNEL_DEFAULTS: dict[str, Any] = {
    "type": 0,
    "parent_id": None,
    "permission_overwrites": [],
    "topic": None,
    "nsfw": False,
    "rate_limit_per_user": 0,
    "bitrate": 64000,
    "user_limit": 0,
    "rtc_region": None,
    "video_quality_mode": 1,
    "default_auto_archive_duration": None,
    "default_thread_rate_limit_per_user": 0,
    "available_tags": [],
    "default_reaction_emoji": None,
    "default_sort_order": None,
    "default_forum_layout": 0,
    "flags": 0,
}
ROLE_DEFAULTS: dict[str, Any] = {
    "name": "new role",
    "permissions": "0",
    "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
    "hoist": False,
    "mentionable": False,
    "unicode_emoji": None,
    "managed": False,
}
SETTING_DEFAULTS: dict[str, Any] = {
    "name": "Guild",
    "description": None,
    "verification_level": 0,
    "default_message_notifications": 0,
    "explicit_content_filter": 0,
    "preferred_locale": "en-US",
    "afk_channel_id": None,
    "afk_timeout": 300,
    "system_channel_id": None,
    "system_channel_flags": 0,
    "rules_channel_id": None,
    "public_updates_channel_id": None,
    "safety_alerts_channel_id": None,
    "premium_progress_bar_enabled": False,
    "features": [],
}
