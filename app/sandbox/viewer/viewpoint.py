"""Through whose eyes the guild is looked at."""

from app.sandbox.world.guild import Guild
from app.sandbox.world.members import Member
from app.sandbox.world.refusals import invalid_field, unknown_member, unknown_role

NOBODY = 0
"""No user has this id, so that a role alone can be looked through."""


def viewpoint(guild: Guild, text: str) -> Member:
    """`owner`, `member:ID`, or `role:ID`: somebody who has that role and no other."""
    kind, _, number = text.partition(":")
    if kind == "owner":
        return guild.members[guild.owner_id]
    if not number.isascii() or not number.isdigit():
        raise invalid_field("view_as", "BASE_TYPE_CHOICES", "Say owner, role:ID or member:ID.")
    if kind == "member":
        return _member(guild, int(number))
    if kind != "role":
        raise invalid_field("view_as", "BASE_TYPE_CHOICES", "Say owner, role:ID or member:ID.")
    if int(number) not in guild.roles:
        raise unknown_role()
    return Member(NOBODY, joined_at=0.0, roles=[int(number)])


def _member(guild: Guild, user_id: int) -> Member:
    member = guild.members.get(user_id)
    if member is None:
        raise unknown_member()
    return member
