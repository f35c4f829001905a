"""Who comes and who goes: people, and bots with their managed roles."""

from collections.abc import Sequence

from app.sandbox.world.actor import Actor
from app.sandbox.world.audit_log import AuditAction
from app.sandbox.world.events import Event
from app.sandbox.world.guild import Guild
from app.sandbox.world.members import Member
from app.sandbox.world.operations.announcing import announce_member
from app.sandbox.world.operations.audit import record
from app.sandbox.world.operations.members import find_member
from app.sandbox.world.operations.rights import outranks_member, require_in_guild
from app.sandbox.world.operations.role_presence import withdraw_role
from app.sandbox.world.payloads.guilds import guild_create_payload
from app.sandbox.world.payloads.users import user_payload
from app.sandbox.world.permissions import Permission
from app.sandbox.world.refusals import Refusal, missing_permissions
from app.sandbox.world.roles import Role
from app.sandbox.world.users import Intent
from app.sandbox.world.world import World


def join(world: World, guild: Guild, user_id: int, roles: Sequence[int] = ()) -> Member:
    """Somebody accepts an invite. A bot is told of the guild by GUILD_CREATE."""
    member = Member(user_id, joined_at=world.now(), roles=list(roles))
    guild.members[user_id] = member
    announce_member(world, guild, member, joined=True)
    if user_id in world.applications:
        data = guild_create_payload(world, guild, user_id, Intent.GUILDS)
        only = frozenset({user_id})
        world.publish(Event("GUILD_CREATE", guild.id, data, recipients=only))
    return member


def leave(world: World, guild: Guild, user_id: int) -> None:
    """Somebody goes by themselves, or has been made to; the owner cannot.

    A bot is told by GUILD_DELETE, and its managed role goes with it.
    """
    find_member(guild, user_id)
    if user_id == guild.owner_id:
        raise Refusal(400, 50055, "Invalid Guild")
    del guild.members[user_id]
    data = {"guild_id": str(guild.id), "user": user_payload(world.users[user_id])}
    world.publish(Event("GUILD_MEMBER_REMOVE", guild.id, data, intent=Intent.GUILD_MEMBERS))
    if user_id in world.applications:
        world.publish(
            Event("GUILD_DELETE", guild.id, {"id": str(guild.id)}, recipients=frozenset({user_id}))
        )
    role = managed_role(guild, user_id)
    if role is not None:
        withdraw_role(world, guild, role)


def managed_role(guild: Guild, bot_id: int) -> Role | None:
    """The role that came with a bot, None where it came without."""
    for role in guild.roles.values():
        if role.tags is not None and role.tags.bot_id == bot_id:
            return role
    return None


def kick(world: World, guild: Guild, actor: Actor, user_id: int) -> None:
    require_in_guild(world, guild, actor, Permission.KICK_MEMBERS)
    if not outranks_member(guild, actor, find_member(guild, user_id)):
        raise missing_permissions()
    record(world, guild, actor, AuditAction.MEMBER_KICK, user_id)
    leave(world, guild, user_id)
