"""Roles as Discord lists them."""

from collections.abc import Iterable, Mapping

from app.shared.domain.structure.identifiers import EVERYONE, GuildId, Key, UserId
from app.shared.domain.structure.roles import Colors, Role
from app.shared.domain.structure.snapshot import RoleFacts
from app.shared.infrastructure.discord.reading.values import Object, bits, key_of


def role_key(guild_id: GuildId, role_id: str | int) -> Key:
    """@everyone has the guild's id and a key of its own."""
    return EVERYONE if int(role_id) == guild_id else key_of(role_id)


def read_roles(guild_id: GuildId, roles: Iterable[Object]) -> tuple[Role, ...]:
    """From top to bottom. The higher position ranks higher; of equal ones the older role does."""
    ordered = sorted(roles, key=lambda role: (-int(role["position"]), int(role["id"])))
    read = [_role(role_key(guild_id, role["id"]), role) for role in ordered]
    return tuple(sorted(read, key=lambda role: role.key == EVERYONE))


def read_role_facts(
    guild_id: GuildId, roles: Iterable[Object], members: Mapping[str, int] | None
) -> Mapping[Key, RoleFacts]:
    """`members` is Discord's count per role id, which leaves out @everyone."""
    return {
        role_key(guild_id, role["id"]): RoleFacts(
            position=int(role["position"]),
            managed=bool(role.get("managed")),
            bot_id=_bot_id(role),
            members=None if members is None else members.get(str(role["id"])),
        )
        for role in roles
    }


def _role(key: Key, role: Object) -> Role:
    return Role(
        key=key,
        name=role["name"],
        permissions=bits(role["permissions"]),
        colors=_colors(role),
        hoist=bool(role.get("hoist")),
        mentionable=bool(role.get("mentionable")),
        unicode_emoji=role.get("unicode_emoji"),
    )


def _colors(role: Object) -> Colors:
    colors = role.get("colors")
    if colors is None:
        return Colors(int(role.get("color") or 0))
    return Colors(
        int(colors.get("primary_color") or 0),
        colors.get("secondary_color"),
        colors.get("tertiary_color"),
    )


def _bot_id(role: Object) -> UserId | None:
    bot_id = (role.get("tags") or {}).get("bot_id")
    return None if bot_id is None else UserId(int(bot_id))
