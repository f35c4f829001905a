"""What an automod rule's trigger metadata says where nobody said anything.

Discord leaves empty parts out in some answers and sends them in others; complete metadata can be
compared. Source: Discord's docs, resources/auto-moderation, trigger metadata.
"""

from collections.abc import Mapping
from typing import Any

KEYWORD, SPAM, PRESET, MENTION, PROFILE = 1, 3, 4, 5, 6

_WORDS = ("keyword_filter", "regex_patterns", "allow_list")
_LISTS: Mapping[int, tuple[str, ...]] = {
    KEYWORD: _WORDS,
    PROFILE: _WORDS,
    PRESET: ("presets", "allow_list"),
}


def complete_metadata(trigger: int, metadata: Mapping[str, Any]) -> dict[str, Any]:
    """The metadata with every documented part of this trigger; what is given is kept."""
    empty: dict[str, Any] = {name: [] for name in _LISTS.get(trigger, ())}
    if trigger == MENTION:
        empty["mention_raid_protection_enabled"] = False
    return {**empty, **metadata}
