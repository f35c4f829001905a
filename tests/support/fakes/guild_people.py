"""The people of a fake guild, and what they hold there, by Discord's documentation."""

from app.shared.application.ports.guild_gateway import Member
from app.shared.domain.access.membership import Hierarchy, Membership, RankedRole
from app.shared.domain.permissions.bits import ALL
from app.shared.domain.structure.identifiers import UserId
from tests.support.fakes.guild import ADMINISTRATOR, FakeGuild

_LEFT_BY_A_TIMEOUT = (1 << 10) | (1 << 16)
"""View Channels and Read Message History."""


def member_of(guild: FakeGuild, user: UserId) -> Member:
    name = guild.names.get(user, f"user{user}")
    return Member(
        user_id=user,
        name=name,
        display_name=name,
        avatar=None,
        roles=frozenset(guild.members[user]),
        bot=user == guild.bot_id,
    )


def membership_of(guild: FakeGuild, user: UserId) -> Membership:
    member = member_of(guild, user)
    return Membership(
        guild_id=guild.id,
        user_id=user,
        name=member.name,
        display_name=member.display_name,
        avatar=member.avatar,
        owner=user == guild.owner_id,
        roles=member.roles,
        permissions=_permissions(guild, user),
        role_names={role: guild.roles[role]["name"] for role in member.roles},
    )


def hierarchy_of(guild: FakeGuild) -> Hierarchy:
    ordered = sorted(guild.roles.values(), key=guild.rank, reverse=True)
    return Hierarchy(
        guild_id=guild.id,
        owner_id=guild.owner_id,
        roles=tuple(
            RankedRole(
                id=role["id"],
                name=role["name"],
                permissions=int(role["permissions"]),
                color=role["colors"]["primary_color"],
                managed=role["managed"],
            )
            for role in ordered
        ),
    )


def _permissions(guild: FakeGuild, user: UserId) -> int:
    bits = 0
    for role in (guild.id, *guild.members[user]):
        bits |= int(guild.roles[role]["permissions"])
    if user == guild.owner_id:
        return ALL
    if bits & ADMINISTRATOR:
        return bits | ALL
    return bits & _LEFT_BY_A_TIMEOUT if user in guild.timed_out else bits
