"""Finds members by the beginning of a name."""

from app.sandbox.world.guild import Guild
from app.sandbox.world.members import Member
from app.sandbox.world.world import World


def members_starting_with(world: World, guild: Guild, query: str) -> list[Member]:
    """By username, display name or nickname, whatever the case; in the order of joining."""
    prefix = query.casefold()
    return [member for member in guild.members.values() if _starts(world, member, prefix)]


def _starts(world: World, member: Member, prefix: str) -> bool:
    user = world.users[member.user_id]
    names = (user.username, user.global_name, member.nick)
    return any(name is not None and name.casefold().startswith(prefix) for name in names)
