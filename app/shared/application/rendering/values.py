"""Values of fields as people read them, with the names of things instead of their keys."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from app.shared.application.rendering.spans import safe
from app.shared.domain.permissions.bits import labels_of
from app.shared.domain.structure.channels import ChannelType
from app.shared.domain.structure.fields import SETTING_CHANNELS
from app.shared.domain.structure.identifiers import Key

_MANY = 8
_LONG = 60

FIELD_LABELS: Mapping[str, str] = {
    "archive_after": "hide threads after",
    "colors": "colour",
    "default_reaction": "default reaction",
    "hoist": "shown separately",
    "nsfw": "age-restricted",
    "parent": "category",
    "purge_after": "kept until",
    "slowmode": "slowmode",
    "thread_slowmode": "slowmode in new threads",
    "unicode_emoji": "icon",
    "video_quality": "video quality",
    "afk_channel": "inactive channel",
    "afk_timeout": "inactive timeout",
    "system_channel": "system messages channel",
    "system_messages": "system messages",
    "rules_channel": "rules channel",
    "updates_channel": "community updates channel",
    "safety_alerts_channel": "safety notifications channel",
    "boost_progress_bar": "boost progress bar",
    "default_channels": "default channels",
    "in_onboarding": "asked of newcomers",
    "options": "answers",
    "prompts": "questions",
    "single_select": "one answer only",
    "filter": "explicit image filter",
}

_WORDS: Mapping[str, tuple[str, ...]] = {
    "verification": ("none", "low", "medium", "high", "highest"),
    "notifications": ("all messages", "only @mentions"),
    "filter": ("off", "members without roles", "all members"),
    "layout": ("not set", "list", "gallery"),
    "video_quality": ("", "automatic", "720p"),
    "sort_order": ("latest activity", "creation date"),
}

NameOf = Callable[[Key], str]


def field_label(field: str) -> str:
    return FIELD_LABELS.get(field, field.replace("_", " "))


def part_label(name: str) -> str:
    """The name of one part of a value: of an automod rule's metadata, for example."""
    return _PARTS.get(name, field_label(name))


def value_text(field: str, value: Any, channel_name: NameOf) -> str:
    """One value on one line; long texts are cut."""
    if value is None:
        return "default" if field in {"archive_after", "region", "sort_order"} else "none"
    if field in _WORDS and isinstance(value, int) and 0 <= value < len(_WORDS[field]):
        return _WORDS[field][value]
    if field in SETTING_CHANNELS or field == "parent":
        return channel_name(Key(str(value)))
    special = _SPECIAL.get(field)
    return special(value) if special else plain_text(value)


def shortened(entries: Sequence[str]) -> str:
    """The first of them, and how many more there are."""
    more = f" and {len(entries) - _MANY} more" if len(entries) > _MANY else ""
    return ", ".join(entries[:_MANY]) + more


_PARTS: Mapping[str, str] = {
    "allow_list": "allowed words",
    "keyword_filter": "keywords",
    "mention_raid_protection_enabled": "raid protection",
    "mention_total_limit": "mentions",
    "regex_patterns": "patterns",
}


def plain_text(value: Any) -> str:
    """A value that no field says more about; long texts are cut."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, str):
        text = safe(value)
        return f'"{text[:_LONG]}…"' if len(text) > _LONG else f'"{text}"'
    if isinstance(value, list):
        return f"{len(value)} entries" if len(value) != 1 else "1 entry"
    if isinstance(value, dict):
        return ", ".join(
            f"{key} {plain_text(one)}" for key, one in value.items() if one is not None
        )
    return str(value)


def _colors(value: Mapping[str, int | None]) -> str:
    shown = [f"#{one:06x}" for one in value.values() if one is not None]
    return "none" if shown == ["#000000"] else " → ".join(shown)


def duration(seconds: int) -> str:
    if not seconds:
        return "off"
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds % size == 0:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"


def _tags(value: list[Mapping[str, Any]]) -> str:
    return ", ".join(safe(str(tag["name"])) for tag in value) or "none"


def _emoji(value: Mapping[str, Any]) -> str:
    return safe(str(value.get("name") or value.get("id")))


_SPECIAL: Mapping[str, Callable[[Any], str]] = {
    "afk_timeout": duration,
    "archive_after": lambda minutes: duration(minutes * 60),
    "bitrate": lambda bits: f"{bits // 1000} kbps",
    "colors": _colors,
    "default_reaction": _emoji,
    "purge_after": str,
    "slowmode": duration,
    "tags": _tags,
    "thread_slowmode": duration,
    "type": lambda number: ChannelType(number).name.lower(),
    "user_limit": lambda number: "no limit" if not number else str(number),
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
        return "no rule"
    parts = []
    for word, bits in (("allows", value["allow"]), ("denies", value["deny"])):
        labels = list(labels_of(bits))
        if labels:
            parts.append(f"{word} {shortened(labels)}")
    return "; ".join(parts) or "an empty rule"
