"""What somebody is in a guild, in one word for people."""

from enum import StrEnum

from app.sandbox.world.guild import Guild
from app.sandbox.world.permissions import Permission, guild_permissions


class Standing(StrEnum):
    """From the most that one can do to the least."""

    OWNER = "owner"
    ADMINISTRATOR = "administrator"
    MANAGER = "manages the server"
    MODERATOR = "moderator"
    MEMBER = "member"
    NOBODY = "nobody"


_MODERATES = (
    Permission.KICK_MEMBERS
    | Permission.BAN_MEMBERS
    | Permission.MODERATE_MEMBERS
    | Permission.MANAGE_MESSAGES
    | Permission.MANAGE_CHANNELS
    | Permission.MANAGE_ROLES
)


def standing_in(guild: Guild, user_id: int, now: float) -> Standing:
    member = guild.members.get(user_id)
    if member is None:
        return Standing.NOBODY
    if user_id == guild.owner_id:
        return Standing.OWNER
    held = guild_permissions(guild, member, now)
    if held & Permission.ADMINISTRATOR:
        return Standing.ADMINISTRATOR
    if held & Permission.MANAGE_GUILD:
        return Standing.MANAGER
    return Standing.MODERATOR if held & _MODERATES else Standing.MEMBER
