"""Makes, changes and deletes roles."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.sandbox.world.actor import Actor
from app.sandbox.world.audit_log import AuditAction
from app.sandbox.world.forms.reading import Values, read
from app.sandbox.world.forms.roles import ROLE_FIELDS
from app.sandbox.world.guild import Guild
from app.sandbox.world.operations.adopting import adopt
from app.sandbox.world.operations.announcing import announce_role
from app.sandbox.world.operations.audit import differences, record
from app.sandbox.world.operations.rights import (
    require_above,
    require_grantable,
    require_in_guild,
)
from app.sandbox.world.operations.role_presence import (
    bring_in_role,
    require_room_for_role,
    withdraw_role,
)
from app.sandbox.world.permissions import Permission
from app.sandbox.world.refusals import Refusal, invalid_role, unknown_role
from app.sandbox.world.roles import Role
from app.sandbox.world.world import World

HOLOGRAPHIC = (11_127_295, 16_759_788, 16_761_760)
_PLAIN = ("name", "permissions", "color", "hoist", "mentionable")


def find_role(guild: Guild, role_id: int) -> Role:
    role = guild.roles.get(role_id)
    if role is None:
        raise unknown_role()
    return role


def create_role(world: World, guild: Guild, actor: Actor, body: Mapping[str, Any]) -> Role:
    """At position 1, so right above @everyone; permissions are @everyone's unless said."""
    require_in_guild(world, guild, actor, Permission.MANAGE_ROLES)
    values = read(body, ROLE_FIELDS)
    require_room_for_role(guild)
    role = Role(world.next_id(), "new role", permissions=guild.everyone.permissions)
    _apply(guild, role, values)
    require_grantable(world, guild, actor, role.permissions)

    bring_in_role(world, guild, role)
    changes = differences({}, _audited(role))
    record(world, guild, actor, AuditAction.ROLE_CREATE, role.id, changes)
    return role


def edit_role(
    world: World, guild: Guild, actor: Actor, role_id: int, body: Mapping[str, Any]
) -> Role:
    require_in_guild(world, guild, actor, Permission.MANAGE_ROLES)
    role = find_role(guild, role_id)
    require_above(guild, actor, role)
    values = read(body, ROLE_FIELDS)
    wanted = replace(role)
    _apply(guild, wanted, values)
    require_grantable(world, guild, actor, wanted.permissions & ~role.permissions)
    if role is guild.everyone:
        _require_only_permissions_differ(role, wanted)

    changes = differences(_audited(role), _audited(wanted))
    if changes:
        adopt(role, wanted)
        announce_role(world, guild, role)
        record(world, guild, actor, AuditAction.ROLE_UPDATE, role.id, changes)
    return role


def delete_role(world: World, guild: Guild, actor: Actor, role_id: int) -> None:
    """Takes it from its members, channels, emojis, prompts and rules too."""
    require_in_guild(world, guild, actor, Permission.MANAGE_ROLES)
    role = find_role(guild, role_id)
    if role.managed or role is guild.everyone:
        raise invalid_role()
    require_above(guild, actor, role)

    withdraw_role(world, guild, role)
    changes = differences(_audited(role), {})
    record(world, guild, actor, AuditAction.ROLE_DELETE, role.id, changes)


def _apply(guild: Guild, role: Role, values: Values) -> None:
    """Null resets: a name to "new role", permissions to @everyone's, everything else to nothing."""
    resets: dict[str, Any] = {"name": "new role", "permissions": guild.everyone.permissions}
    resets |= {"color": 0, "hoist": False, "mentionable": False}
    for key in _PLAIN:
        if key in values:
            setattr(role, key, resets[key] if values[key] is None else values[key])
    if values.get("colors") is not None:
        _apply_colors(guild, role, values["colors"])
    if "icon" in values or "unicode_emoji" in values:
        _apply_icon(guild, role, values)


def _apply_colors(guild: Guild, role: Role, colors: Values) -> None:
    """A third colour makes the role holographic, which is always the same three."""
    primary = colors.get("primary_color") or 0
    secondary, tertiary = colors.get("secondary_color"), colors.get("tertiary_color")
    if secondary is not None or tertiary is not None:
        _require_feature(guild, "ENHANCED_ROLE_COLORS")
    if tertiary is not None:
        primary, secondary, tertiary = HOLOGRAPHIC
    role.color, role.secondary_color, role.tertiary_color = primary, secondary, tertiary


def _apply_icon(guild: Guild, role: Role, values: Values) -> None:
    """A picture or an emoji, not both."""
    icon, emoji = values.get("icon"), values.get("unicode_emoji")
    if icon is not None or emoji is not None:
        _require_feature(guild, "ROLE_ICONS")
        role.icon, role.unicode_emoji = icon, None if icon is not None else emoji
        return
    if "icon" in values:
        role.icon = None
    if "unicode_emoji" in values:
        role.unicode_emoji = None


def _require_feature(guild: Guild, feature: str) -> None:
    if feature not in guild.features:
        raise Refusal(403, 50101, "This server needs more boosts to perform this action")


def _require_only_permissions_differ(role: Role, wanted: Role) -> None:
    if replace(wanted, permissions=role.permissions) != role:
        raise invalid_role()


def _audited(role: Role) -> dict[str, Any]:
    """The keys under which the audit log speaks of a role."""
    return {
        "name": role.name,
        "permissions": str(role.permissions),
        "color": role.color,
        "colors": {
            "primary_color": role.color,
            "secondary_color": role.secondary_color,
            "tertiary_color": role.tertiary_color,
        },
        "hoist": role.hoist,
        "mentionable": role.mentionable,
        "icon_hash": role.icon,
        "unicode_emoji": role.unicode_emoji,
    }
