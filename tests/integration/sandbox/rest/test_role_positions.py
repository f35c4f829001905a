"""PATCH /guilds/{id}/roles: sorting many at once."""

from app.sandbox.seed.building import add_role
from app.sandbox.world.permissions import Permission
from app.sandbox.world.roles import Role
from tests.integration.sandbox.rest.refusing import (
    assert_invalid,
    assert_missing_permissions,
    assert_refused,
)
from tests.support.sandbox import SmallGuild, running_sandbox

MANAGER = int(Permission.MANAGE_ROLES)


def three_roles(small: SmallGuild) -> tuple[Role, Role, Role]:
    """At 1, 2 and 3, the bot's at 4."""
    low, middle, high = (
        add_role(small.world, small.guild, name, position=position)
        for position, name in enumerate(("low", "middle", "high"), 1)
    )
    small.bot_role.position = 4
    return low, middle, high


async def test_roles_take_the_positions_they_are_given_and_all_are_answered() -> None:
    async with running_sandbox(MANAGER) as small:
        low, _, high = three_roles(small)
        body = [{"id": str(low.id), "position": 3}, {"id": high.id, "position": 1}]
        answer = await small.bot.patch(f"/guilds/{small.guild.id}/roles", body)

    positions = {role["name"]: role["position"] for role in answer.json()}
    assert positions == {"@everyone": 0, "Wright": 4, "low": 3, "middle": 2, "high": 1}


async def test_nobody_is_renumbered_so_that_ties_may_come_of_it() -> None:
    async with running_sandbox(MANAGER) as small:
        low, middle, _ = three_roles(small)
        body = [{"id": str(low.id), "position": 2}, {"id": str(middle.id), "position": None}]
        await small.bot.patch(f"/guilds/{small.guild.id}/roles", body)

    assert (low.position, middle.position) == (2, 2)
    assert low.rank > middle.rank


async def test_a_role_moves_neither_from_nor_to_where_the_bot_does_not_reach() -> None:
    async with running_sandbox(MANAGER) as small:
        low, _, _ = three_roles(small)
        above = add_role(small.world, small.guild, "above")
        path = f"/guilds/{small.guild.id}/roles"
        from_above = await small.bot.patch(path, [{"id": str(above.id), "position": 1}])
        to_above = await small.bot.patch(path, [{"id": str(low.id), "position": 5}])
        own = await small.bot.patch(path, [{"id": str(small.bot_role.id), "position": 1}])
        beside = await small.bot.patch(path, [{"id": str(low.id), "position": 4}])

    for refused in (from_above, to_above, own):
        assert_missing_permissions(refused)
    assert beside.status_code == 200
    assert low.rank < small.bot_role.rank


async def test_one_wrong_entry_leaves_all_roles_where_they_were() -> None:
    async with running_sandbox(MANAGER) as small:
        low, _, high = three_roles(small)
        above = add_role(small.world, small.guild, "above")
        body = [{"id": str(low.id), "position": 3}, {"id": str(above.id), "position": 1}]
        answer = await small.bot.patch(f"/guilds/{small.guild.id}/roles", body)

    assert_missing_permissions(answer)
    assert (low.position, high.position) == (1, 3)


async def test_everyone_stays_at_the_bottom_and_alone() -> None:
    async with running_sandbox() as small:
        low, _, _ = three_roles(small)
        path = f"/guilds/{small.guild.id}/roles"
        unmoved = await small.bot.patch(path, [{"id": str(small.guild.id), "position": 0}])
        moved = await small.bot.patch(path, [{"id": str(small.guild.id), "position": 1}])
        beside = await small.bot.patch(path, [{"id": str(low.id), "position": 0}])

    assert unmoved.status_code == 200
    assert_refused(moved, 400, 50028)
    assert_refused(beside, 400, 50028)


async def test_wrong_entries_are_told_by_index() -> None:
    async with running_sandbox(expect_bad_requests=True) as small:
        path = f"/guilds/{small.guild.id}/roles"
        without_id = await small.bot.patch(path, [{"id": str(small.bot_role.id)}, {"position": 1}])
        unknown = await small.bot.patch(path, [{"id": "1", "position": 1}])

    assert_invalid(without_id, "1.id", "BASE_TYPE_REQUIRED")
    assert_refused(unknown, 404, 10011)
