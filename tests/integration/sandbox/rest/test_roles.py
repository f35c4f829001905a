"""/guilds/{id}/roles: reading, making, changing, deleting."""

from typing import Any

import pytest

from app.sandbox.seed.building import EVERYONE_PERMISSIONS, add_member, add_role, add_user
from app.sandbox.world.behaviour import Behaviour
from app.sandbox.world.channels import Overwrite, OverwriteType
from app.sandbox.world.roles import RoleTags
from tests.integration.sandbox.rest.refusing import assert_invalid, assert_refused
from tests.support.sandbox import SmallGuild, running_sandbox

PIXEL = "data:image/png;base64,iVBORw0KGgo="


def roles_path(small: SmallGuild, role_id: int | None = None) -> str:
    path = f"/guilds/{small.guild.id}/roles"
    return path if role_id is None else f"{path}/{role_id}"


async def test_a_role_is_made_with_everything_that_was_said() -> None:
    async with running_sandbox() as small:
        body = {"name": "Smith", "permissions": "2048", "color": 0xB87333, "hoist": True}
        made = await small.bot.post(roles_path(small), body | {"mentionable": True})
        read = await small.bot.get(roles_path(small, int(made.json()["id"])))

    assert made.status_code == 200
    assert made.json() == read.json()
    assert made.json() == {
        "id": made.json()["id"],
        "name": "Smith",
        "description": None,
        "permissions": "2048",
        "position": 1,
        "color": 0xB87333,
        "colors": {"primary_color": 0xB87333, "secondary_color": None, "tertiary_color": None},
        "hoist": True,
        "managed": False,
        "mentionable": True,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }


async def test_a_role_of_which_nothing_is_said_may_do_what_everyone_may() -> None:
    async with running_sandbox() as small:
        made = await small.bot.post(roles_path(small), {})

    assert made.json()["name"] == "new role"
    assert made.json()["permissions"] == str(EVERYONE_PERMISSIONS)


async def test_a_new_role_lands_right_above_everyone_and_others_move_up() -> None:
    async with running_sandbox() as small:
        first = await small.bot.post(roles_path(small), {"name": "first"})
        second = await small.bot.post(roles_path(small), {"name": "second"})
        roles = (await small.bot.get(roles_path(small))).json()

    assert first.json()["position"] == second.json()["position"] == 1
    positions = {role["name"]: role["position"] for role in roles}
    assert positions == {"@everyone": 0, "second": 1, "first": 2, "Wright": 3}


async def test_new_roles_tie_where_others_are_not_moved() -> None:
    behaviour = Behaviour(new_roles_shift_others=False)
    async with running_sandbox(behaviour=behaviour) as small:
        small.bot_role.position = 5
        for name in ("first", "second"):
            await small.bot.post(roles_path(small), {"name": name})

    made = [role for role in small.guild.roles.values() if role.name in ("first", "second")]
    assert [role.position for role in made] == [1, 1]
    assert max(made, key=lambda role: role.rank).name == "first"


async def test_the_guild_holds_250_roles_and_no_more() -> None:
    async with running_sandbox() as small:
        for number in range(248):
            add_role(small.world, small.guild, f"{number}", position=1)
        answer = await small.bot.post(roles_path(small), {})

    assert len(small.guild.roles) == 250
    assert_refused(answer, 400, 30005)


@pytest.mark.parametrize(
    ("body", "path", "code"),
    [
        ({"name": "x" * 101}, "name", "BASE_TYPE_BAD_LENGTH"),
        ({"name": ""}, "name", "BASE_TYPE_REQUIRED"),
        ({"name": 5}, "name", "STRING_TYPE_CONVERT"),
        ({"permissions": "-1"}, "permissions", "NUMBER_TYPE_MIN"),
        ({"permissions": "all"}, "permissions", "NUMBER_TYPE_COERCE"),
        ({"color": 0x1000000}, "color", "NUMBER_TYPE_MAX"),
        ({"hoist": "yes"}, "hoist", "BOOLEAN_TYPE_CONVERT"),
        ({"colors": 3}, "colors", "MODEL_TYPE_CONVERT"),
        ({"colors": {"primary_color": -1}}, "colors.primary_color", "NUMBER_TYPE_MIN"),
        ({"icon": "nonsense"}, "icon", "IMAGE_INVALID"),
    ],
)
async def test_what_is_wrong_with_a_role_is_said_at_its_place(
    body: dict[str, Any], path: str, code: str
) -> None:
    async with running_sandbox(expect_bad_requests=True) as small:
        answer = await small.bot.post(roles_path(small), body)

    assert_invalid(answer, path, code)


async def test_all_that_is_wrong_with_a_role_is_said_at_once() -> None:
    async with running_sandbox(expect_bad_requests=True) as small:
        answer = await small.bot.post(roles_path(small), {"name": 5, "hoist": 1, "color": "x"})

    assert set(answer.json()["errors"]) == {"name", "hoist", "color"}


async def test_only_what_was_sent_changes() -> None:
    async with running_sandbox() as small:
        role = add_role(small.world, small.guild, "Old", 1 << 60, position=1, color=7, hoist=True)
        small.bot_role.position = 2
        answer = await small.bot.patch(roles_path(small, role.id), {"name": "New"})

    found = answer.json()
    assert (found["name"], found["color"], found["hoist"]) == ("New", 7, True)
    assert found["permissions"] == str(1 << 60)


async def test_two_colours_need_the_feature_and_a_third_is_holographic() -> None:
    async with running_sandbox() as small:
        body = {"colors": {"primary_color": 1, "secondary_color": 2, "tertiary_color": 3}}
        without = await small.bot.post(roles_path(small), body)
        small.guild.features.add("ENHANCED_ROLE_COLORS")
        having = await small.bot.post(roles_path(small), body)

    assert_refused(without, 403, 50101)
    assert having.json()["colors"] == {
        "primary_color": 11127295,
        "secondary_color": 16759788,
        "tertiary_color": 16761760,
    }
    assert having.json()["color"] == 11127295


async def test_icons_need_the_feature_and_a_picture_replaces_an_emoji() -> None:
    async with running_sandbox() as small:
        without = await small.bot.post(roles_path(small), {"unicode_emoji": "🔥"})
        small.guild.features.add("ROLE_ICONS")
        made = await small.bot.post(roles_path(small), {"unicode_emoji": "🔥"})
        path = roles_path(small, int(made.json()["id"]))
        changed = await small.bot.patch(path, {"icon": PIXEL})
        cleared = await small.bot.patch(path, {"icon": None})

    assert_refused(without, 403, 50101)
    assert (made.json()["unicode_emoji"], made.json()["icon"]) == ("🔥", None)
    assert changed.json()["unicode_emoji"] is None
    assert len(changed.json()["icon"]) == 32
    assert cleared.json()["icon"] is None


async def test_of_everyone_only_permissions_can_be_changed() -> None:
    async with running_sandbox() as small:
        path = roles_path(small, small.guild.id)
        renamed = await small.bot.patch(path, {"name": "all", "permissions": "0"})
        allowed = await small.bot.patch(path, {"name": "@everyone", "permissions": "1024"})
        deleted = await small.bot.delete(path)

    assert_refused(renamed, 400, 50028)
    assert allowed.json()["permissions"] == "1024"
    assert_refused(deleted, 400, 50028)


async def test_an_unknown_role_is_unknown() -> None:
    async with running_sandbox() as small:
        read = await small.bot.get(roles_path(small, 1))
        changed = await small.bot.patch(roles_path(small, 1), {})
        deleted = await small.bot.delete(roles_path(small, 1))

    for answer in (read, changed, deleted):
        assert_refused(answer, 404, 10011)


async def test_a_deleted_role_leaves_its_members_and_its_overwrites() -> None:
    async with running_sandbox() as small:
        role = add_role(small.world, small.guild, "Doomed", position=1)
        small.bot_role.position = 2
        member = add_member(
            small.world, small.guild, add_user(small.world, "ada").id, roles=[role.id]
        )
        small.general.overwrites[role.id] = Overwrite(role.id, OverwriteType.ROLE, allow=1024)
        answer = await small.bot.delete(roles_path(small, role.id))
        channel = await small.bot.get(f"/channels/{small.general.id}")

    assert answer.status_code == 204
    assert member.roles == []
    assert channel.json()["permission_overwrites"] == []


async def test_a_managed_role_cannot_be_deleted_and_shows_what_manages_it() -> None:
    async with running_sandbox() as small:
        tags = RoleTags(premium_subscriber=True)
        booster = add_role(small.world, small.guild, "Booster", managed=True, tags=tags, position=1)
        small.bot_role.position = 2
        answer = await small.bot.delete(roles_path(small, booster.id))
        roles = (await small.bot.get(roles_path(small))).json()

    assert_refused(answer, 400, 50028)
    shown = {role["name"]: role.get("tags") for role in roles}
    assert shown == {
        "@everyone": None,
        "Wright": {"bot_id": str(small.application.id)},
        "Booster": {"premium_subscriber": None},
    }


async def test_members_are_counted_by_role() -> None:
    async with running_sandbox() as small:
        role = add_role(small.world, small.guild, "Smith")
        for name in ("ada", "ben"):
            user = add_user(small.world, name)
            add_member(small.world, small.guild, user.id, roles=[role.id])
        answer = await small.bot.get(f"{roles_path(small)}/member-counts")

    assert answer.json() == {str(small.bot_role.id): 1, str(role.id): 2}
