"""Giving roles to members and taking them: one at a time or as a whole."""

import httpx2

from app.sandbox.seed.building import add_member, add_role, add_user
from app.sandbox.world.members import Member
from app.sandbox.world.permissions import Permission
from app.sandbox.world.roles import Role, RoleTags
from tests.integration.sandbox.rest.refusing import assert_missing_permissions, assert_refused
from tests.support.sandbox import SmallGuild, running_sandbox

MANAGER = int(Permission.MANAGE_ROLES)


def low_role(small: SmallGuild) -> Role:
    small.bot_role.position = 5
    return add_role(small.world, small.guild, "Low", position=1)


def ada(small: SmallGuild, *roles: int) -> Member:
    user = add_user(small.world, "ada")
    return add_member(small.world, small.guild, user.id, roles=list(roles))


def path_of(small: SmallGuild, member: Member, role_id: int) -> str:
    return f"/guilds/{small.guild.id}/members/{member.user_id}/roles/{role_id}"


async def set_roles(small: SmallGuild, member: Member, *roles: int) -> httpx2.Response:
    path = f"/guilds/{small.guild.id}/members/{member.user_id}"
    return await small.bot.patch(path, {"roles": [str(role_id) for role_id in roles]})


async def test_a_role_is_given_and_taken_as_often_as_one_likes() -> None:
    async with running_sandbox(MANAGER) as small:
        role, member = low_role(small), ada(small)
        path = path_of(small, member, role.id)
        given = [await small.bot.put(path), await small.bot.put(path)]
        held = list(member.roles)
        taken = [await small.bot.delete(path), await small.bot.delete(path)]

    assert [answer.status_code for answer in given + taken] == [204] * 4
    assert held == [role.id]
    assert member.roles == []
    assert len(small.guild.audit_log) == 2


async def test_unknown_roles_and_members_are_unknown() -> None:
    async with running_sandbox(MANAGER) as small:
        role, member = low_role(small), ada(small)
        no_role = await small.bot.put(path_of(small, member, 1))
        no_member = await small.bot.put(f"/guilds/{small.guild.id}/members/1/roles/{role.id}")

    assert_refused(no_role, 404, 10011)
    assert_refused(no_member, 404, 10007)


async def test_only_roles_below_ones_own_are_given_and_taken() -> None:
    async with running_sandbox(MANAGER) as small:
        above = add_role(small.world, small.guild, "Above")
        member, holder = ada(small), ada(small, above.id)
        answers = [
            await small.bot.put(path_of(small, member, above.id)),
            await small.bot.delete(path_of(small, holder, above.id)),
            await set_roles(small, holder),
        ]

    for answer in answers:
        assert_missing_permissions(answer)
    assert holder.roles == [above.id]


async def test_managed_roles_and_everyone_are_neither_given_nor_taken() -> None:
    async with running_sandbox(MANAGER) as small:
        low = low_role(small)
        low.managed, low.tags = True, RoleTags(premium_subscriber=True)
        member, booster = ada(small), ada(small, low.id)
        answers = [
            await small.bot.put(path_of(small, member, low.id)),
            await small.bot.delete(path_of(small, booster, low.id)),
            await small.bot.put(path_of(small, member, small.guild.id)),
            await set_roles(small, member, low.id),
        ]

    for answer in answers:
        assert_refused(answer, 400, 50028)


async def test_a_whole_list_replaces_what_a_member_had() -> None:
    async with running_sandbox(MANAGER) as small:
        low = low_role(small)
        other = add_role(small.world, small.guild, "Other", position=2)
        above = add_role(small.world, small.guild, "Above", position=9)
        member = ada(small, above.id, low.id)
        answer = await set_roles(small, member, above.id, other.id)
        unknown = await set_roles(small, member, above.id, 1)

    assert answer.json()["roles"] == [str(above.id), str(other.id)]
    assert_refused(unknown, 404, 10011)


async def test_giving_and_taking_need_manage_roles() -> None:
    async with running_sandbox(int(Permission.KICK_MEMBERS)) as small:
        role, member = low_role(small), ada(small)
        given = await small.bot.put(path_of(small, member, role.id))
        taken = await small.bot.delete(path_of(small, member, role.id))

    assert_missing_permissions(given)
    assert_missing_permissions(taken)
