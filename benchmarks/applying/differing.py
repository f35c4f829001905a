"""In what Discord's objects differ from what is wanted of them."""

from collections.abc import Mapping
from typing import Any

from benchmarks.applying.raw import Raw, Thing

CATEGORY, _VOICE, _STAGE = 4, 2, 13
ACCESS, PARENT = "permission_overwrites", "parent_id"
_ROLE_KEYS = ("name", "permissions", "colors", "hoist", "mentionable", "unicode_emoji")
_NOT_FIELDS = frozenset({"id", PARENT, ACCESS, "position"})
_OVERWRITES_IN_ONE_CALL = 100


def group_of(channel: Thing) -> tuple[str | None, str]:
    """What it is sorted among: the same category, text above voice; categories by themselves."""
    if channel["type"] == CATEGORY:
        return (None, "category")
    return (channel[PARENT], "voice" if channel["type"] in {_VOICE, _STAGE} else "text")


def role_keys(old: Thing, new: Thing, *, everyone: bool) -> set[str]:
    """@everyone has nothing but permissions."""
    keys = ("permissions",) if everyone else _ROLE_KEYS
    return {key for key in keys if old[key] != new[key]}


def field_keys(old: Thing, new: Thing) -> set[str]:
    """Of a channel, without its category, overwrites and position."""
    keys = new.keys() - _NOT_FIELDS
    return {key for key in keys if _plain(key, old.get(key)) != _plain(key, new[key])}


def access_of(channel: Thing) -> set[tuple[Any, ...]]:
    overwrites = channel[ACCESS]
    if len(overwrites) > _OVERWRITES_IN_ONE_CALL:
        raise ValueError("the argument is about channels whose overwrites fit into one call")
    return {(one["id"], one["type"], one["allow"], one["deny"]) for one in overwrites}


def rule_differs(old: Thing, new: Thing) -> bool:
    lists = ("exempt_roles", "exempt_channels")
    live = {**old, **{key: sorted(old[key]) for key in lists}}
    return _differs(
        {**live, "trigger_metadata": _stated(live)}, {**new, "trigger_metadata": _stated(new)}
    )


def settings_differ(before: Raw, after: Raw) -> bool:
    """What points to a channel that is deleted points to nothing afterwards, by itself."""
    kept = {channel["id"] for channel in after.channels}
    gone = {channel["id"] for channel in before.channels} - kept
    live = {**before.guild, "community": "COMMUNITY" in before.guild["features"]}
    pointing = {key for key, value in live.items() if isinstance(value, str) and value in gone}
    return _differs({**live, **dict.fromkeys(pointing)}, after.guild)


def welcome_differs(before: Raw, after: Raw) -> bool:
    enabled = "WELCOME_SCREEN_ENABLED" in before.guild["features"]
    return _differs({**(before.welcome or {}), "enabled": enabled}, after.welcome or {})


def onboarding_differs(before: Raw, after: Raw) -> bool:
    live = before.onboarding or {}
    prompts = [
        {**_but(prompt, "id"), "options": [_but(o, "id", "emoji") for o in prompt["options"]]}
        for prompt in live.get("prompts", ())
    ]
    return _differs({**live, "prompts": prompts}, after.onboarding or {})


def _plain(key: str, value: Any) -> Any:
    """Discord answers null or nothing for no topic; tags keep their ids."""
    if key == "topic":
        return value or ""
    return [_but(tag, "id") for tag in value] if key == "available_tags" else value


def _stated(rule: Thing) -> Thing:
    """What is empty or off says nothing."""
    return {
        key: value
        for key, value in rule["trigger_metadata"].items()
        if value not in ([], None, False)
    }


def _but(thing: Thing, *keys: str) -> Thing:
    return {key: value for key, value in thing.items() if key not in keys}


def _differs(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    return any(old.get(key) != value for key, value in new.items())
