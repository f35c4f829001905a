"""Which fields roles, channels of each type and settings have, by our word and by Discord's.

Sources: Discord's docs, resources/guild (create channel, modify guild), resources/channel
(modify channel), topics/permissions (role object).
"""

from dataclasses import dataclass

from app.shared.domain.structure.channels import POSTS, VOICE_LIKE, ChannelType

_T, _V, _C = ChannelType.TEXT, ChannelType.VOICE, ChannelType.CATEGORY
_A, _S, _F, _M = (
    ChannelType.ANNOUNCEMENT,
    ChannelType.STAGE,
    ChannelType.FORUM,
    ChannelType.MEDIA,
)

REQUIRE_TAG = 1 << 4
HIDE_MEDIA_DOWNLOADS = 1 << 15
OBFUSCATED = 1 << 17
"""Set by Discord on a channel the bot cannot see; its name and overwrites are then not real."""
SPOILER = 1 << 21
SETTABLE_FLAGS = REQUIRE_TAG | HIDE_MEDIA_DOWNLOADS | SPOILER


@dataclass(frozen=True, slots=True)
class Field:
    """One field: `name` is the attribute of ours, `api` Discord's key in a request body."""

    name: str
    api: str
    types: frozenset[ChannelType] = frozenset()


ROLE_FIELDS: tuple[Field, ...] = (
    Field("name", "name"),
    Field("permissions", "permissions"),
    Field("colors", "colors"),
    Field("hoist", "hoist"),
    Field("mentionable", "mentionable"),
    Field("unicode_emoji", "unicode_emoji"),
)

CHANNEL_FIELDS: tuple[Field, ...] = (
    Field("name", "name", frozenset(ChannelType)),
    Field("type", "type", frozenset({_T, _A})),
    Field("parent", "parent_id", frozenset(ChannelType) - {_C}),
    Field("access", "permission_overwrites", frozenset(ChannelType)),
    Field("topic", "topic", frozenset({_T, _A}) | POSTS),
    Field("nsfw", "nsfw", frozenset(ChannelType) - {_C}),
    Field("slowmode", "rate_limit_per_user", frozenset({_T, _F, _M}) | VOICE_LIKE),
    Field("bitrate", "bitrate", VOICE_LIKE),
    Field("user_limit", "user_limit", VOICE_LIKE),
    Field("region", "rtc_region", VOICE_LIKE),
    Field("video_quality", "video_quality_mode", VOICE_LIKE),
    Field("archive_after", "default_auto_archive_duration", frozenset({_T, _A}) | POSTS),
    Field("thread_slowmode", "default_thread_rate_limit_per_user", frozenset({_T, _A}) | POSTS),
    Field("tags", "available_tags", POSTS),
    Field("default_reaction", "default_reaction_emoji", POSTS),
    Field("sort_order", "default_sort_order", POSTS),
    Field("layout", "default_forum_layout", frozenset({_F})),
    Field("flags", "flags", frozenset(ChannelType) - {_C, _S}),
)

SETTING_FIELDS: tuple[Field, ...] = (
    Field("name", "name"),
    Field("description", "description"),
    Field("verification", "verification_level"),
    Field("notifications", "default_message_notifications"),
    Field("filter", "explicit_content_filter"),
    Field("locale", "preferred_locale"),
    Field("afk_channel", "afk_channel_id"),
    Field("afk_timeout", "afk_timeout"),
    Field("system_channel", "system_channel_id"),
    Field("system_messages", "system_channel_flags"),
    Field("rules_channel", "rules_channel_id"),
    Field("updates_channel", "public_updates_channel_id"),
    Field("safety_alerts_channel", "safety_alerts_channel_id"),
    Field("boost_progress_bar", "premium_progress_bar_enabled"),
    Field("community", "features"),
)
"""`community` is a boolean of ours; Discord keeps it as the feature COMMUNITY in `features`."""

SETTING_CHANNELS = frozenset(
    {
        "afk_channel",
        "system_channel",
        "rules_channel",
        "updates_channel",
        "safety_alerts_channel",
    }
)
"""The settings whose value is a channel's key."""


_BY_TYPE = {
    kind: tuple(field for field in CHANNEL_FIELDS if kind in field.types) for kind in ChannelType
}


def channel_fields(type: ChannelType) -> tuple[Field, ...]:
    """The fields a channel of this type has, in the order people read them."""
    return _BY_TYPE[type]
