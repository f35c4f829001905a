"""What nextcord is given of Discord's events: enough for interactions, and no guild's structure.

Its cache of guilds, channels and roles cannot be switched off (nextcord 3.2), and costs most of a
bot's memory. Whoever needs a structure asks the listeners, or Discord.
"""

from collections.abc import Mapping
from typing import Any

_WHOLE = frozenset({"RESUMED", "GUILD_DELETE", "USER_UPDATE"})
_OF_GUILD = ("id", "name", "owner_id", "unavailable")


def for_nextcord(name: str, data: Any, own_id: int | None) -> Any:
    """What nextcord is to parse in an event's place; None for an event that it does not need."""
    if name in _WHOLE:
        return data
    if name == "READY":
        # The guilds come one by one afterwards.
        return {**data, "guilds": []}
    if name == "GUILD_CREATE":
        return _guild(data, own_id)
    return None


def _guild(data: Mapping[str, Any], own_id: int | None) -> dict[str, Any]:
    kept = {field: data[field] for field in _OF_GUILD if field in data}
    kept["roles"] = [role for role in data.get("roles", ()) if role["id"] == data["id"]]
    kept["members"] = [
        member for member in data.get("members", ()) if int(member["user"]["id"]) == own_id
    ]
    return kept
