"""GET and PUT /guilds/{id}/onboarding."""

from typing import Any

import httpx2

from app.sandbox.seed.building import add_channel, add_role
from app.sandbox.world.channels import Overwrite, OverwriteType
from app.sandbox.world.permissions import Permission
from tests.integration.sandbox.rest.refusing import (
    assert_invalid,
    assert_missing_permissions,
    assert_refused,
)
from tests.support.sandbox import SmallGuild, running_sandbox

SEND = int(Permission.SEND_MESSAGES)


async def put(small: SmallGuild, **body: Any) -> httpx2.Response:
    return await small.bot.put(f"/guilds/{small.guild.id}/onboarding", body)


def channels(small: SmallGuild, count: int, read_only: int = 0) -> list[str]:
    """A community's channels, so many of which nobody may write in."""
    small.guild.features.add("COMMUNITY")
    made = [add_channel(small.world, small.guild, f"c{number}") for number in range(count)]
    everyone = small.guild.id
    for channel in made[:read_only]:
        channel.overwrites = {everyone: Overwrite(everyone, OverwriteType.ROLE, deny=SEND)}
    return [str(channel.id) for channel in made]


def prompt(id: str = "1", **changed: Any) -> dict[str, Any]:
    return {"id": id, "title": "Pings?", "options": [{"title": "News"}]} | changed


async def test_a_guild_without_onboarding_has_an_empty_one() -> None:
    async with running_sandbox() as small:
        answer = await small.bot.get(f"/guilds/{small.guild.id}/onboarding")

    assert answer.json() == {
        "guild_id": str(small.guild.id),
        "prompts": [],
        "default_channel_ids": [],
        "enabled": False,
        "mode": 0,
    }


async def test_it_needs_seven_default_channels_five_of_them_open_to_write() -> None:
    async with running_sandbox() as small:
        open_, closed = channels(small, 4), channels(small, 3, read_only=3)
        too_few = await put(small, enabled=True, default_channel_ids=[*open_, *closed[:2]])
        too_closed = await put(small, enabled=True, default_channel_ids=[*open_, *closed])
        enough = [*open_, *closed, *channels(small, 1)]
        enabled = await put(small, enabled=True, default_channel_ids=enough)

    assert_refused(too_few, 400, 350000)
    assert_refused(too_closed, 400, 350000)
    assert enabled.json()["default_channel_ids"] == enough


async def test_while_it_is_on_it_cannot_fall_below() -> None:
    async with running_sandbox() as small:
        ids = channels(small, 7)
        await put(small, enabled=True, default_channel_ids=ids)
        below = await put(small, default_channel_ids=ids[:6])
        off = await put(small, enabled=False, default_channel_ids=ids[:6])

    assert_refused(below, 400, 350001)
    assert off.json()["enabled"] is False


async def test_it_is_for_communities() -> None:
    async with running_sandbox() as small:
        ids = channels(small, 7)
        small.guild.features.clear()
        answer = await put(small, enabled=True, default_channel_ids=ids)

    assert_refused(answer, 400, 350000)


async def test_in_advanced_mode_the_prompts_channels_count_too() -> None:
    async with running_sandbox() as small:
        ids = channels(small, 7)
        asked = [prompt(options=[{"title": "More", "channel_ids": ids[5:]}])]
        body = {"enabled": True, "default_channel_ids": ids[:5], "prompts": asked}
        plain = await put(small, **body)
        advanced = await put(small, mode=1, **body)

    assert_refused(plain, 400, 350000)
    assert advanced.json()["mode"] == 1


async def test_made_up_ids_become_real_ones_and_real_ones_stay() -> None:
    async with running_sandbox() as small:
        first = (await put(small, prompts=[prompt("1"), prompt("2")])).json()["prompts"]
        kept = first[0]
        option = {"id": kept["options"][0]["id"], "title": "Renamed"}
        sent = [prompt(kept["id"], options=[option, {"title": "New"}])]
        second = (await put(small, prompts=sent)).json()["prompts"]

    assert kept["id"] not in {"1", "2"}
    assert kept["id"] != first[1]["id"]
    assert [each["id"] for each in second] == [kept["id"]]
    assert second[0]["options"][0]["id"] == option["id"]
    assert second[0]["options"][0]["title"] == "Renamed"
    assert second[0]["options"][1]["id"] != option["id"]


async def test_an_option_has_its_emoji_as_an_object_though_it_comes_in_parts() -> None:
    async with running_sandbox() as small:
        option = {"title": "News", "emoji_name": "🔥", "description": "Hot"}
        answer = await put(small, prompts=[prompt(options=[option])])

    shown = answer.json()["prompts"][0]["options"][0]
    assert shown["emoji"] == {"id": None, "name": "🔥", "animated": False}
    assert shown["description"] == "Hot"


async def test_roles_on_offer_are_marked() -> None:
    async with running_sandbox() as small:
        role = add_role(small.world, small.guild, "News", position=1)
        option = {"title": "News", "role_ids": [str(role.id)]}
        await put(small, prompts=[prompt(options=[option])])
        marked = role.flags
        await put(small, prompts=[])

    assert (marked, role.flags) == (1, 0)


async def test_what_is_not_sent_stays() -> None:
    async with running_sandbox() as small:
        ids = channels(small, 2)
        await put(small, default_channel_ids=ids, prompts=[prompt()])
        answer = await put(small, mode=1)

    assert answer.json()["default_channel_ids"] == ids
    assert len(answer.json()["prompts"]) == 1


async def test_what_is_wrong_is_said_at_its_place() -> None:
    async with running_sandbox(expect_bad_requests=True) as small:
        without_options = await put(small, prompts=[prompt(options=[])])
        without_id = await put(small, prompts=[{"title": "x", "options": [{"title": "y"}]}])
        long = await put(small, prompts=[prompt(options=[{"title": "x" * 51}])])
        no_channel = await put(small, default_channel_ids=["1"])
        managed = {"title": "x", "role_ids": [str(small.bot_role.id)]}
        no_role = await put(small, prompts=[prompt(options=[managed])])
        many = await put(small, prompts=[prompt(str(number)) for number in range(16)])

    assert_invalid(without_options, "prompts.0.options", "BASE_TYPE_BAD_LENGTH")
    assert_invalid(without_id, "prompts.0.id", "BASE_TYPE_REQUIRED")
    assert_invalid(long, "prompts.0.options.0.title", "BASE_TYPE_BAD_LENGTH")
    assert_invalid(no_channel, "default_channel_ids.0", "CHANNEL_INVALID")
    assert_invalid(no_role, "prompts.0.options.0.role_ids.0", "ROLE_INVALID")
    assert_invalid(many, "prompts", "BASE_TYPE_MAX_LENGTH")


async def test_changing_it_needs_manage_guild_and_manage_roles() -> None:
    async with running_sandbox(int(Permission.MANAGE_GUILD)) as small:
        only_guild = await put(small, mode=1)
        small.bot_role.permissions = int(Permission.MANAGE_ROLES)
        only_roles = await put(small, mode=1)
        small.bot_role.permissions |= Permission.MANAGE_GUILD
        both = await put(small, mode=1)

    assert_missing_permissions(only_guild)
    assert_missing_permissions(only_roles)
    assert both.status_code == 200
