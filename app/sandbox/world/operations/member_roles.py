"""Gives roles to members and takes them away."""

from collections.abc import Sequence

from app.sandbox.world.actor import Actor
from app.sandbox.world.audit_log import AuditAction, AuditChange
from app.sandbox.world.guild import Guild
from app.sandbox.world.members import Member
from app.sandbox.world.operations.announcing import announce_member
from app.sandbox.world.operations.audit import record
from app.sandbox.world.operations.rights import require_above, require_in_guild
from app.sandbox.world.operations.roles import find_role
from app.sandbox.world.permissions import Permission
from app.sandbox.world.refusals import invalid_role
from app.sandbox.world.world import World


def give_role(world: World, guild: Guild, actor: Actor, member: Member, role_id: int) -> None:
    """To give what a member has already changes nothing and is no error."""
    require_in_guild(world, guild, actor, Permission.MANAGE_ROLES)
    find_role(guild, role_id)
    _change(world, guild, actor, member, [*member.roles, role_id])


def take_role(world: World, guild: Guild, actor: Actor, member: Member, role_id: int) -> None:
    require_in_guild(world, guild, actor, Permission.MANAGE_ROLES)
    find_role(guild, role_id)
    _change(world, guild, actor, member, [kept for kept in member.roles if kept != role_id])


def require_role_changes(
    guild: Guild, actor: Actor, before: Sequence[int], after: Sequence[int]
) -> None:
    """Only roles below one's own come and go, and never those that something else manages."""
    for role_id in {*before} ^ {*after}:
        role = find_role(guild, role_id)
        if role.managed or role is guild.everyone:
            raise invalid_role()
        require_above(guild, actor, role)


def record_roles(
    world: World,
    guild: Guild,
    actor: Actor,
    user_id: int,
    before: Sequence[int],
    after: Sequence[int],
) -> None:
    added = [role_id for role_id in after if role_id not in before]
    removed = [role_id for role_id in before if role_id not in after]
    changes = [
        AuditChange(key, new_value=[_named(guild, role_id) for role_id in role_ids])
        for key, role_ids in (("$add", added), ("$remove", removed))
        if role_ids
    ]
    if changes:
        record(world, guild, actor, AuditAction.MEMBER_ROLE_UPDATE, user_id, changes)


def _change(
    world: World, guild: Guild, actor: Actor, member: Member, wanted: Sequence[int]
) -> None:
    before, after = list(member.roles), list(dict.fromkeys(wanted))
    require_role_changes(guild, actor, before, after)
    if before == after:
        return
    member.roles = after
    announce_member(world, guild, member)
    record_roles(world, guild, actor, member.user_id, before, after)


def _named(guild: Guild, role_id: int) -> dict[str, str]:
    return {"id": str(role_id), "name": guild.roles[role_id].name}
