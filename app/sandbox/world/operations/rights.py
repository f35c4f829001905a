"""Who may do what: the checks that every operation starts with."""

from app.sandbox.world.actor import Actor
from app.sandbox.world.channels import VOICE_LIKE, Channel
from app.sandbox.world.guild import Guild
from app.sandbox.world.members import Member
from app.sandbox.world.permissions import (
    Permission,
    channel_permissions,
    guild_permissions,
    top_rank,
)
from app.sandbox.world.refusals import missing_access, missing_permissions
from app.sandbox.world.roles import Role
from app.sandbox.world.visibility import can_view
from app.sandbox.world.world import World


def acting_member(guild: Guild, actor: Actor) -> Member:
    member = guild.members.get(actor.user_id)
    if member is None:
        raise missing_access()
    return member


def held_in_guild(world: World, guild: Guild, actor: Actor) -> int:
    return guild_permissions(guild, acting_member(guild, actor), world.now())


def held_in_channel(world: World, guild: Guild, channel: Channel, actor: Actor) -> int:
    return channel_permissions(guild, acting_member(guild, actor), channel, world.now())


def require_in_guild(world: World, guild: Guild, actor: Actor, *needed: Permission) -> None:
    """All of `needed`, or 50013."""
    held = held_in_guild(world, guild, actor)
    if any(not held & permission for permission in needed):
        raise missing_permissions()


def require_in_channel(
    world: World, guild: Guild, channel: Channel, actor: Actor, *needed: Permission
) -> None:
    """All of `needed`, or 50013; 50001 for who cannot view the channel.

    A voice channel that one cannot connect to counts as one that one cannot get at: the
    documentation says that nothing can be done there without CONNECT, not with which code.
    """
    if not can_view(guild, acting_member(guild, actor), channel, world.now()):
        raise missing_access()
    held = held_in_channel(world, guild, channel, actor)
    if channel.type in VOICE_LIKE and not held & Permission.CONNECT:
        raise missing_access()
    if any(not held & permission for permission in needed):
        raise missing_permissions()


def is_administrator(world: World, guild: Guild, actor: Actor) -> bool:
    """Owners are too."""
    return bool(held_in_guild(world, guild, actor) & Permission.ADMINISTRATOR)


def outranks_role(guild: Guild, actor: Actor, role: Role) -> bool:
    if actor.user_id == guild.owner_id:
        return True
    return top_rank(guild, acting_member(guild, actor)) > role.rank


def outranks_member(guild: Guild, actor: Actor, other: Member) -> bool:
    """Nobody outranks the owner."""
    if other.user_id == guild.owner_id:
        return False
    if actor.user_id == guild.owner_id:
        return True
    return top_rank(guild, acting_member(guild, actor)) > top_rank(guild, other)


def require_above(guild: Guild, actor: Actor, role: Role) -> None:
    if not outranks_role(guild, actor, role):
        raise missing_permissions()


def require_grantable(world: World, guild: Guild, actor: Actor, bits: int) -> None:
    """Nobody gives what they have not; administrators have everything, unknown bits included."""
    if is_administrator(world, guild, actor):
        return
    if bits & ~held_in_guild(world, guild, actor):
        raise missing_permissions()
