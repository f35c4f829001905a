"""Sorts roles: many at once, only those below one's own."""

from typing import Any

from app.sandbox.world.actor import Actor
from app.sandbox.world.audit_log import AuditAction
from app.sandbox.world.forms.reading import read_list
from app.sandbox.world.forms.roles import ROLE_POSITION_FIELDS
from app.sandbox.world.guild import Guild
from app.sandbox.world.operations.announcing import announce_role
from app.sandbox.world.operations.audit import differences, record
from app.sandbox.world.operations.rights import acting_member, require_above, require_in_guild
from app.sandbox.world.operations.roles import find_role
from app.sandbox.world.permissions import Permission, top_rank
from app.sandbox.world.refusals import invalid_role, missing_permissions
from app.sandbox.world.roles import Role
from app.sandbox.world.world import World


def sort_roles(world: World, guild: Guild, actor: Actor, body: list[Any]) -> None:
    """Takes the numbers as they are given: neighbours are not renumbered, ties may come of it."""
    require_in_guild(world, guild, actor, Permission.MANAGE_ROLES)
    entries = read_list(body, ROLE_POSITION_FIELDS, required=("id",))
    wanted = {
        entry["id"]: entry["position"] for entry in entries if entry.get("position") is not None
    }
    moved = [
        (role, position)
        for role_id, position in wanted.items()
        if (role := find_role(guild, role_id)).position != position
    ]
    for role, position in moved:
        _require_movable(guild, actor, role, position)

    for role, position in moved:
        before, role.position = role.position, position
        announce_role(world, guild, role)
        changes = differences({"position": before}, {"position": position})
        record(world, guild, actor, AuditAction.ROLE_UPDATE, role.id, changes)


def _require_movable(guild: Guild, actor: Actor, role: Role, position: int) -> None:
    """From below one's own highest role to below it; @everyone stays where it is."""
    if role is guild.everyone or position == 0:
        raise invalid_role()
    require_above(guild, actor, role)
    if actor.user_id == guild.owner_id:
        return
    if (position, -role.id) >= top_rank(guild, acting_member(guild, actor)):
        raise missing_permissions()
