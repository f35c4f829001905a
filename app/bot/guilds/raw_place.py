"""How the bot stands in a guild, read from the guild as the gateway shows it.

The same facts that `bot_place` finds in a snapshot, for every guild at every new session without
a call for each. They are told and shown; nothing is done because of them.
"""

from collections.abc import Mapping
from typing import Any

from app.shared.application.guilds.bot_place import NEEDED, BotPlace
from app.shared.domain.guilds.presence import PlaceFacts
from app.shared.domain.permissions.bits import ADMINISTRATOR, BY_NAME


def facts_of(place: BotPlace) -> PlaceFacts:
    return PlaceFacts(
        missing=tuple(one.permission.name for one in place.missing),
        roles_above=place.roles_above,
    )


def place_in(guild: Mapping[str, Any], own_id: int) -> PlaceFacts | None:
    """None where the event does not show the bot's own member."""
    own = own_roles_in(guild, own_id)
    if own is None:
        return None
    if int(guild["owner_id"]) == own_id:
        return PlaceFacts()
    roles = sorted(guild["roles"], key=_from_the_top)
    everyone = int(guild["id"])
    permissions = 0
    for role in roles:
        if int(role["id"]) in own or int(role["id"]) == everyone:
            permissions |= int(role["permissions"])
    return PlaceFacts(missing=_missing(permissions), roles_above=_above(roles, own, everyone))


def own_roles_in(guild: Mapping[str, Any], own_id: int) -> frozenset[int] | None:
    for member in guild.get("members", ()):
        if int(member["user"]["id"]) == own_id:
            return frozenset(int(role) for role in member["roles"])
    return None


def _from_the_top(role: Mapping[str, Any]) -> tuple[int, int]:
    return (-int(role["position"]), int(role["id"]))


def _missing(permissions: int) -> tuple[str, ...]:
    if permissions & ADMINISTRATOR:
        return ()
    return tuple(name for name in NEEDED if not permissions & BY_NAME[name].value)


def _above(roles: list[Any], own: frozenset[int], everyone: int) -> tuple[str, ...]:
    top = next((n for n, role in enumerate(roles) if int(role["id"]) in own), len(roles))
    return tuple(
        str(role["name"])
        for role in roles[:top]
        if int(role["id"]) != everyone and not role["managed"]
    )
