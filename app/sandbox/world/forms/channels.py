"""What may be said of a channel, and which kinds of channel listen to it."""

from collections.abc import Mapping

from app.sandbox.world.channels import THREAD_ONLY, VOICE_LIKE, ChannelType
from app.sandbox.world.forms.reading import (
    Fields,
    bits,
    choice,
    flag,
    form,
    listed,
    number,
    or_none,
    snowflake,
    text,
)

MAX_SLOWMODE = 21_600
MAX_POSITION = (1 << 31) - 1
MAX_OVERWRITES_AT_ONCE = 100

_ARCHIVE_MINUTES = choice(60, 1440, 4320, 10080)

OVERWRITE_FIELDS: Fields = {
    "id": snowflake,
    "type": or_none(choice(0, 1)),
    "allow": or_none(bits),
    "deny": or_none(bits),
}

TAG_FIELDS: Fields = {
    "id": or_none(snowflake),
    "name": text(0, 20),
    "moderated": or_none(flag),
    "emoji_id": or_none(snowflake),
    "emoji_name": or_none(text(0, 100)),
}

REACTION_FIELDS: Fields = {
    "emoji_id": or_none(snowflake),
    "emoji_name": or_none(text(0, 100)),
}

CHANNEL_FIELDS: Fields = {
    "name": text(1, 100),
    "type": or_none(choice(*(int(kind) for kind in ChannelType))),
    "position": or_none(number(0, MAX_POSITION)),
    "parent_id": or_none(snowflake),
    "permission_overwrites": or_none(
        listed(form(OVERWRITE_FIELDS, required=("id",)), MAX_OVERWRITES_AT_ONCE)
    ),
    "topic": or_none(text(0, 4096)),
    "nsfw": or_none(flag),
    "rate_limit_per_user": or_none(number(0, MAX_SLOWMODE)),
    "bitrate": or_none(number(8000, MAX_POSITION)),
    "user_limit": or_none(number(0, MAX_POSITION)),
    "rtc_region": or_none(text(0, 100)),
    "video_quality_mode": or_none(choice(1, 2)),
    "default_auto_archive_duration": or_none(_ARCHIVE_MINUTES),
    "default_thread_rate_limit_per_user": or_none(number(0, MAX_SLOWMODE)),
    "available_tags": or_none(listed(form(TAG_FIELDS, required=("name",)))),
    "default_reaction_emoji": or_none(form(REACTION_FIELDS)),
    "default_sort_order": or_none(choice(0, 1)),
    "default_forum_layout": or_none(choice(0, 1, 2)),
    "flags": or_none(number(0, MAX_POSITION)),
}

CHANNEL_POSITION_FIELDS: Fields = {
    "id": snowflake,
    "position": or_none(number(0, MAX_POSITION)),
    "parent_id": or_none(snowflake),
    "lock_permissions": or_none(flag),
}

_TEXT, _ANNOUNCEMENT = ChannelType.TEXT, ChannelType.ANNOUNCEMENT
_THREADED = THREAD_ONLY | {_TEXT, _ANNOUNCEMENT}

HEARD_BY: Mapping[str, frozenset[ChannelType]] = {
    "topic": _THREADED,
    "nsfw": _THREADED | VOICE_LIKE,
    "rate_limit_per_user": THREAD_ONLY | VOICE_LIKE | {_TEXT},
    "bitrate": VOICE_LIKE,
    "user_limit": VOICE_LIKE,
    "rtc_region": VOICE_LIKE,
    "video_quality_mode": VOICE_LIKE,
    "default_auto_archive_duration": _THREADED,
    "default_thread_rate_limit_per_user": _THREADED,
    "available_tags": THREAD_ONLY,
    "default_reaction_emoji": THREAD_ONLY,
    "default_sort_order": THREAD_ONLY,
    "default_forum_layout": frozenset({ChannelType.FORUM}),
    "flags": frozenset(ChannelType) - {ChannelType.CATEGORY, ChannelType.STAGE},
}
"""The documentation's table; other kinds of channel pass the key over."""
