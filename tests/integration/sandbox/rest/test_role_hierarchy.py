"""Who may touch which role: rank, ties, and that nobody gives what they have not."""

from app.sandbox.seed.building import add_role
from app.sandbox.world.permissions import Permission
from tests.integration.sandbox.rest.refusing import assert_missing_permissions
from tests.support.sandbox import SmallGuild, running_sandbox

MANAGER = int(Permission.MANAGE_ROLES | Permission.KICK_MEMBERS)


def role_path(small: SmallGuild, role_id: int) -> str:
    return f"/guilds/{small.guild.id}/roles/{role_id}"


async def test_without_manage_roles_nothing_can_be_done_to_roles() -> None:
    async with running_sandbox(int(Permission.MANAGE_CHANNELS)) as small:
        role = add_role(small.world, small.guild, "Low", position=1)
        small.bot_role.position = 2
        path = f"/guilds/{small.guild.id}/roles"
        answers = [
            await small.bot.post(path, {"permissions": "0"}),
            await small.bot.patch(path, [{"id": str(role.id), "position": 1}]),
            await small.bot.patch(role_path(small, role.id), {"name": "x"}),
            await small.bot.delete(role_path(small, role.id)),
        ]

    for answer in answers:
        assert_missing_permissions(answer)


async def test_only_roles_below_ones_own_can_be_changed_or_deleted() -> None:
    async with running_sandbox(MANAGER) as small:
        above = add_role(small.world, small.guild, "Above")
        answers = [
            await small.bot.patch(role_path(small, above.id), {"name": "x"}),
            await small.bot.delete(role_path(small, above.id)),
            await small.bot.patch(role_path(small, small.bot_role.id), {"name": "x"}),
        ]

    for answer in answers:
        assert_missing_permissions(answer)
    assert above.name == "Above"


async def test_on_equal_positions_the_older_role_ranks_higher() -> None:
    async with running_sandbox(MANAGER) as small:
        younger = add_role(small.world, small.guild, "Younger", position=1)
        assert younger.position == small.bot_role.position
        assert younger.id > small.bot_role.id
        of_younger = await small.bot.patch(role_path(small, younger.id), {"name": "x"})
        del small.guild.roles[younger.id]
        younger.id = small.bot_role.id - 1
        small.guild.roles[younger.id] = younger
        of_older = await small.bot.patch(role_path(small, younger.id), {"name": "y"})

    assert of_younger.status_code == 200
    assert_missing_permissions(of_older)


async def test_nobody_gives_a_permission_that_they_have_not() -> None:
    async with running_sandbox(MANAGER) as small:
        path = f"/guilds/{small.guild.id}/roles"
        own = await small.bot.post(path, {"permissions": str(int(Permission.KICK_MEMBERS))})
        foreign = await small.bot.post(path, {"permissions": str(int(Permission.BAN_MEMBERS))})
        unknown = await small.bot.post(path, {"permissions": str(1 << 60)})

    assert own.status_code == 200
    assert_missing_permissions(foreign)
    assert_missing_permissions(unknown)


async def test_what_a_role_has_already_may_stay_and_be_taken_away() -> None:
    async with running_sandbox(MANAGER) as small:
        held = int(Permission.BAN_MEMBERS | Permission.MANAGE_WEBHOOKS)
        role = add_role(small.world, small.guild, "Low", held, position=1)
        small.bot_role.position = 2
        path = role_path(small, role.id)
        kept = await small.bot.patch(path, {"permissions": str(held | MANAGER)})
        less = await small.bot.patch(path, {"permissions": str(int(Permission.BAN_MEMBERS))})
        more = await small.bot.patch(path, {"permissions": str(held)})

    assert (kept.status_code, less.status_code) == (200, 200)
    assert_missing_permissions(more)


async def test_an_administrator_gives_any_bit_but_only_below_itself() -> None:
    async with running_sandbox() as small:
        above = add_role(small.world, small.guild, "Above")
        path = f"/guilds/{small.guild.id}/roles"
        unknown_bit = await small.bot.post(path, {"permissions": str(1 << 60)})
        beyond = await small.bot.patch(role_path(small, above.id), {"name": "x"})

    assert unknown_bit.json()["permissions"] == str(1 << 60)
    assert_missing_permissions(beyond)
