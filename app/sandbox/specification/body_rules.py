"""Rules between fields, and between a field and the kind of channel, that no schema states."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.sandbox.specification.violation import Mismatch

TEXT, VOICE, CATEGORY, ANNOUNCEMENT, STAGE, FORUM, MEDIA = 0, 2, 4, 5, 13, 15, 16
_ALL = frozenset({TEXT, VOICE, CATEGORY, ANNOUNCEMENT, STAGE, FORUM, MEDIA})
_SPOKEN = frozenset({VOICE, STAGE})
_THREADED = frozenset({FORUM, MEDIA})

_KINDS: dict[str, frozenset[int]] = {
    "parent_id": _ALL - {CATEGORY},
    "topic": frozenset({TEXT, ANNOUNCEMENT, FORUM, MEDIA}),
    "nsfw": _ALL - {CATEGORY},
    "rate_limit_per_user": _ALL - {CATEGORY, ANNOUNCEMENT},
    "bitrate": _SPOKEN,
    "user_limit": _SPOKEN,
    "rtc_region": _SPOKEN,
    "video_quality_mode": _SPOKEN,
    "default_auto_archive_duration": frozenset({TEXT, ANNOUNCEMENT, FORUM, MEDIA}),
    "default_thread_rate_limit_per_user": frozenset({TEXT, ANNOUNCEMENT, FORUM, MEDIA}),
    "available_tags": _THREADED,
    "default_reaction_emoji": _THREADED,
    "default_sort_order": _THREADED,
    "default_forum_layout": frozenset({FORUM}),
    "flags": _ALL - {CATEGORY, STAGE},
}
"""Which kinds of channel have a field; the tables for create and modify, taken together."""

_MOST: dict[tuple[str, int], int] = {
    ("bitrate", VOICE): 384_000,
    ("bitrate", STAGE): 64_000,
    ("user_limit", VOICE): 99,
    ("user_limit", STAGE): 10_000,
}
_LONGEST_TOPIC = {TEXT: 1024, ANNOUNCEMENT: 1024, FORUM: 4096, MEDIA: 4096}

_COMPONENTS_V2 = 1 << 15
_NOT_WITH_COMPONENTS_V2 = ("content", "embeds", "poll", "sticker_ids")


def has_channel_rules(channel_type: int) -> bool:
    """Threads and private channels have none here."""
    return channel_type in _ALL


def channel_mismatches(body: Mapping[str, Any], channel_type: int) -> Iterator[Mismatch]:
    """Fields that this kind of channel does not have, and values that it does not take."""
    for field, value in body.items():
        if value is None or field not in _KINDS:
            continue
        if channel_type not in _KINDS[field]:
            yield Mismatch(f"/{field}", f"a channel of type {channel_type} has no {field}")
            continue
        most = _MOST.get((field, channel_type))
        if most is not None and isinstance(value, int) and value > most:
            yield Mismatch(f"/{field}", f"{value} is more than {most}")
        longest = _LONGEST_TOPIC.get(channel_type, 0)
        if field == "topic" and isinstance(value, str) and len(value) > longest:
            yield Mismatch("/topic", f"longer than {longest} characters")
    reaction = body.get("default_reaction_emoji")
    if isinstance(reaction, dict):
        named = [key for key in ("emoji_id", "emoji_name") if reaction.get(key) is not None]
        if len(named) != 1:
            yield Mismatch(
                "/default_reaction_emoji", "exactly one of emoji_id and emoji_name is needed"
            )


def message_mismatches(body: Mapping[str, Any]) -> Iterator[Mismatch]:
    """IS_COMPONENTS_V2 excludes everything else that a message can show."""
    message, prefix = body, ""
    if isinstance(body.get("data"), dict):
        message, prefix = body["data"], "/data"
    flags = message.get("flags")
    if not isinstance(flags, int) or not flags & _COMPONENTS_V2:
        return
    for field in _NOT_WITH_COMPONENTS_V2:
        if message.get(field):
            yield Mismatch(f"{prefix}/{field}", "cannot stand beside the flag IS_COMPONENTS_V2")
