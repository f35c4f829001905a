"""What an event of the gateway makes of a live guild.

Threads, messages and members are no structure. Of the welcome screen and of onboarding the gateway
tells nothing, and of AutoMod rules only what changes: those parts are known once the guild was read
over REST, and stay as they were read then until it is read again.
"""

from collections.abc import Callable, Mapping
from typing import Any

from app.shared.application.ports.live_structures import RawGuild

_MORE_THAN_THE_GUILD = frozenset(
    {
        "roles",
        "channels",
        "members",
        "presences",
        "threads",
        "voice_states",
        "stage_instances",
        "guild_scheduled_events",
        "soundboard_sounds",
        "stickers",
        "guild_id",
    }
)
_MOST_GONE = 500
_THREADS = frozenset({10, 11, 12})

type Data = Mapping[str, Any]


def begun(data: Data, bot_id: int, before: RawGuild | None = None) -> RawGuild:
    """From GUILD_CREATE: all of it is new but what the gateway does not tell."""
    kept = {} if before is None else {n: before[n] for n in _FROM_REST if n in before}
    mine = [one for one in data.get("members", ()) if int(one["user"]["id"]) == bot_id]
    held = mine[0]["roles"] if mine else (before or {}).get("member", {}).get("roles", [])
    return {
        **kept,
        "bot_id": str(bot_id),
        "guild": _guild(data) | {"approximate_member_count": data.get("member_count")},
        "roles": _by_id(data["roles"]),
        "channels": _by_id(data["channels"]),
        "member": {"roles": [*held]},
    }


def after(raw: RawGuild, name: str, data: Data) -> RawGuild:
    """The guild as the event leaves it; the very same value where it changes nothing. Raises
    KeyError, TypeError or ValueError for a malformed event."""
    change = _CHANGES.get(name)
    return raw if change is None else change(raw, data)


def is_about_structure(name: str) -> bool:
    return name in _CHANGES


def _guild_updated(raw: RawGuild, data: Data) -> RawGuild:
    return {**raw, "guild": {**raw["guild"], **_guild(data)}}


def _member_updated(raw: RawGuild, data: Data) -> RawGuild:
    if str(data["user"]["id"]) != raw["bot_id"]:
        return raw
    return {**raw, "member": {"roles": [*data["roles"]]}}


def _role_put(raw: RawGuild, data: Data) -> RawGuild:
    return _with(raw, "roles", data["role"])


def _role_deleted(raw: RawGuild, data: Data) -> RawGuild:
    return _without(raw, "roles", data["role_id"])


def _channel_put(raw: RawGuild, data: Data) -> RawGuild:
    if data["type"] in _THREADS:
        return raw
    return _with(raw, "channels", data)


def _channel_deleted(raw: RawGuild, data: Data) -> RawGuild:
    gone = [*raw.get("gone", ()), str(data["id"])][-_MOST_GONE:]
    left = _without(raw, "channels", data["id"])
    unseen = [one for one in raw.get("unseen", ()) if one != str(data["id"])]
    return {**left, "gone": gone, "unseen": unseen}


def _rule_put(raw: RawGuild, data: Data) -> RawGuild:
    return _with(raw, "automod", data) if "automod" in raw else raw


def _rule_deleted(raw: RawGuild, data: Data) -> RawGuild:
    return _without(raw, "automod", data["id"]) if "automod" in raw else raw


_FROM_REST = ("automod", "welcome_screen", "onboarding", "refused", "unseen", "gone")
_CHANGES: Mapping[str, Callable[[RawGuild, Data], RawGuild]] = {
    "GUILD_UPDATE": _guild_updated,
    "GUILD_MEMBER_UPDATE": _member_updated,
    "GUILD_ROLE_CREATE": _role_put,
    "GUILD_ROLE_UPDATE": _role_put,
    "GUILD_ROLE_DELETE": _role_deleted,
    "CHANNEL_CREATE": _channel_put,
    "CHANNEL_UPDATE": _channel_put,
    "CHANNEL_DELETE": _channel_deleted,
    "AUTO_MODERATION_RULE_CREATE": _rule_put,
    "AUTO_MODERATION_RULE_UPDATE": _rule_put,
    "AUTO_MODERATION_RULE_DELETE": _rule_deleted,
}


def _with(raw: RawGuild, part: str, thing: Data) -> RawGuild:
    return {**raw, part: {**raw[part], str(thing["id"]): thing}}


def _without(raw: RawGuild, part: str, thing: Any) -> RawGuild:
    return {**raw, part: {n: one for n, one in raw[part].items() if n != str(thing)}}


def _by_id(things: Any) -> dict[str, Any]:
    return {str(thing["id"]): thing for thing in things if thing.get("type") not in _THREADS}


def _guild(data: Data) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name not in _MORE_THAN_THE_GUILD}
