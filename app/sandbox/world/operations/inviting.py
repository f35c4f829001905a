"""Somebody lets a bot into a guild, with a role of its own."""

from app.sandbox.world.actor import Actor
from app.sandbox.world.audit_log import AuditAction
from app.sandbox.world.guild import Guild
from app.sandbox.world.operations.announcing import announce_member, announce_role
from app.sandbox.world.operations.audit import record
from app.sandbox.world.operations.membership import join, managed_role
from app.sandbox.world.operations.rights import held_in_guild, require_in_guild
from app.sandbox.world.operations.role_presence import bring_in_role, require_room_for_role
from app.sandbox.world.permissions import Permission
from app.sandbox.world.roles import Role, RoleTags
from app.sandbox.world.users import Application
from app.sandbox.world.world import World


def invite_bot(
    world: World, guild: Guild, actor: Actor, application: Application, permissions: int
) -> None:
    """Needs MANAGE_GUILD. Without permissions there is no role; nobody gives what they have not.

    A bot that is there already gets its role changed, or gets one. That this is what Discord does,
    and that what the person lacks is left out instead of refused, are assumptions.
    """
    require_in_guild(world, guild, actor, Permission.MANAGE_GUILD)
    granted = permissions & held_in_guild(world, guild, actor)
    if application.id in guild.members:
        _change_permissions(world, guild, application, granted)
        return
    role = _new_role(world, guild, application, granted)
    join(world, guild, application.id, roles=[] if role is None else [role.id])
    record(world, guild, actor, AuditAction.BOT_ADD, application.id)


def _change_permissions(
    world: World, guild: Guild, application: Application, permissions: int
) -> None:
    role = managed_role(guild, application.id)
    if role is not None:
        if role.permissions != permissions:
            role.permissions = permissions
            announce_role(world, guild, role)
        return
    role = _new_role(world, guild, application, permissions)
    if role is not None:
        member = guild.members[application.id]
        member.roles.append(role.id)
        announce_member(world, guild, member)


def _new_role(
    world: World, guild: Guild, application: Application, permissions: int
) -> Role | None:
    if not permissions:
        return None
    require_room_for_role(guild)
    role = Role(
        world.next_id(),
        application.name,
        permissions,
        managed=True,
        tags=RoleTags(bot_id=application.id),
    )
    bring_in_role(world, guild, role)
    return role
