"""Values of fields as people read them, with the names of things instead of their keys."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from app.shared.application.rendering.spans import safe
from app.shared.domain.language.listing import first_of, in_a_row
from app.shared.domain.language.saying import say, say_counted, to_say
from app.shared.domain.permissions.bits import labels_of
from app.shared.domain.structure.channels import ChannelType
from app.shared.domain.structure.fields import SETTING_CHANNELS
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.wording import field_word

_MANY = 8
_LONG = 60

FIELD_LABELS: Mapping[str, str] = {
    "archive_after": to_say("hide threads after"),
    "colors": to_say("colour"),
    "default_reaction": to_say("default reaction"),
    "hoist": to_say("shown separately"),
    "nsfw": to_say("age-restricted"),
    "parent": to_say("category"),
    "purge_after": to_say("kept until"),
    "slowmode": to_say("slowmode"),
    "thread_slowmode": to_say("slowmode in new threads"),
    "unicode_emoji": to_say("icon"),
    "video_quality": to_say("video quality"),
    "afk_channel": to_say("inactive channel"),
    "afk_timeout": to_say("inactive timeout"),
    "system_channel": to_say("system messages channel"),
    "system_messages": to_say("system messages"),
    "rules_channel": to_say("rules channel"),
    "updates_channel": to_say("community updates channel"),
    "safety_alerts_channel": to_say("safety notifications channel"),
    "boost_progress_bar": to_say("boost progress bar"),
    "default_channels": to_say("default channels"),
    "in_onboarding": to_say("asked of newcomers"),
    "options": to_say("answers"),
    "prompts": to_say("questions"),
    "single_select": to_say("one answer only"),
    "filter": to_say("explicit image filter"),
}

_WORDS: Mapping[str, tuple[str, ...]] = {
    "verification": (
        to_say("none"),
        to_say("low"),
        to_say("medium"),
        to_say("high"),
        to_say("highest"),
    ),
    "notifications": (to_say("all messages"), to_say("only @mentions")),
    "filter": (to_say("off"), to_say("members without roles"), to_say("all members")),
    "layout": (to_say("not set"), to_say("list"), to_say("gallery")),
    "video_quality": ("", to_say("automatic"), to_say("720p")),
    "sort_order": (to_say("latest activity"), to_say("creation date")),
}

NameOf = Callable[[Key], str]


def field_label(field: str) -> str:
    return say(FIELD_LABELS[field]) if field in FIELD_LABELS else field_word(field)


def part_label(name: str) -> str:
    """The name of one part of a value: of an automod rule's metadata, for example."""
    return say(_PARTS[name]) if name in _PARTS else field_label(name)


def value_text(field: str, value: Any, channel_name: NameOf) -> str:
    """One value on one line; long texts are cut."""
    if value is None:
        by_default = field in {"archive_after", "region", "sort_order"}
        return say("default") if by_default else say("none")
    if field in _WORDS and isinstance(value, int) and 0 <= value < len(_WORDS[field]):
        return say(_WORDS[field][value])
    if field in SETTING_CHANNELS or field == "parent":
        return channel_name(Key(str(value)))
    special = _SPECIAL.get(field)
    return special(value) if special else plain_text(value)


def shortened(entries: Sequence[str]) -> str:
    """The first of them, and how many more there are."""
    return first_of(entries, _MANY)


_PARTS: Mapping[str, str] = {
    "allow_list": to_say("allowed words"),
    "keyword_filter": to_say("keywords"),
    "mention_raid_protection_enabled": to_say("raid protection"),
    "mention_total_limit": to_say("mentions"),
    "regex_patterns": to_say("patterns"),
}


def plain_text(value: Any) -> str:
    """A value that no field says more about; long texts are cut."""
    if value is None:
        return say("none")
    if isinstance(value, bool):
        return say("on") if value else say("off")
    if isinstance(value, str):
        text = safe(value)
        return f'"{text[:_LONG]}…"' if len(text) > _LONG else f'"{text}"'
    if isinstance(value, list):
        return say_counted(len(value), "{number} entry", "{number} entries")
    if isinstance(value, dict):
        return in_a_row(f"{key} {plain_text(one)}" for key, one in value.items() if one is not None)
    return str(value)


def _colors(value: Mapping[str, int | None]) -> str:
    shown = [f"#{one:06x}" for one in value.values() if one is not None]
    return say("none") if shown == ["#000000"] else " → ".join(shown)


def duration(seconds: int) -> str:
    if not seconds:
        return say("off")
    for size, words in _UNITS:
        if seconds % size == 0:
            return say(words, number=seconds // size)
    return say("{number} s", number=seconds)


_UNITS = (
    (86400, to_say("{number} d")),
    (3600, to_say("{number} h")),
    (60, to_say("{number} min")),
)


def _tags(value: list[Mapping[str, Any]]) -> str:
    return in_a_row(safe(str(tag["name"])) for tag in value) or say("none")


def _emoji(value: Mapping[str, Any]) -> str:
    return safe(str(value.get("name") or value.get("id")))


_TYPES: Mapping[ChannelType, str] = {
    ChannelType.TEXT: to_say("text"),
    ChannelType.VOICE: to_say("voice"),
    ChannelType.CATEGORY: to_say("category"),
    ChannelType.ANNOUNCEMENT: to_say("announcement"),
    ChannelType.STAGE: to_say("stage"),
    ChannelType.FORUM: to_say("forum"),
    ChannelType.MEDIA: to_say("media"),
}
_SPECIAL: Mapping[str, Callable[[Any], str]] = {
    "afk_timeout": duration,
    "archive_after": lambda minutes: duration(minutes * 60),
    "bitrate": lambda bits: say("{number} kbps", number=bits // 1000),
    "colors": _colors,
    "default_reaction": _emoji,
    "purge_after": str,
    "slowmode": duration,
    "tags": _tags,
    "thread_slowmode": duration,
    "type": lambda number: say(_TYPES[ChannelType(number)]),
    "user_limit": lambda number: str(number) if number else say("no limit"),
}


def permissions_text(gained: int, lost: int) -> str:
    return gains_text(list(labels_of(gained)), list(labels_of(lost)))


def gains_text(gained: Sequence[str], lost: Sequence[str]) -> str:
    """`+View Channels, Send Messages  −Connect`; long lists are cut to a number."""
    parts = []
    for sign, labels in (("+", gained), ("−", lost)):
        if labels:
            parts.append(f"{sign}{shortened(labels)}")
    return "  ".join(parts)


def overwrite_text(value: Mapping[str, int] | None) -> str:
    """`allows View Channels; denies Send Messages`."""
    if value is None:
        return say("no rule")
    parts = []
    if allowed := list(labels_of(value["allow"])):
        parts.append(say("allows {permissions}", permissions=shortened(allowed)))
    if denied := list(labels_of(value["deny"])):
        parts.append(say("denies {permissions}", permissions=shortened(denied)))
    return "; ".join(parts) or say("an empty rule")
