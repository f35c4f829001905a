"""PATCH /guilds/{id}/channels: sorting many at once."""

from typing import Any

import httpx2

from app.sandbox.seed.building import add_channel
from app.sandbox.world.channels import Channel, ChannelType, Overwrite, OverwriteType
from app.sandbox.world.permissions import Permission
from tests.integration.sandbox.rest.refusing import (
    assert_invalid,
    assert_missing_access,
    assert_missing_permissions,
    assert_refused,
)
from tests.support.sandbox import SmallGuild, running_sandbox

MANAGER = int(Permission.MANAGE_CHANNELS)


async def sort(small: SmallGuild, *entries: dict[str, Any]) -> httpx2.Response:
    return await small.bot.patch(f"/guilds/{small.guild.id}/channels", list(entries))


def place(channel: Channel, **entry: Any) -> dict[str, Any]:
    return {"id": str(channel.id)} | entry


def hide(small: SmallGuild, channel: Channel) -> None:
    bot, deny = small.bot_role.id, int(Permission.VIEW_CHANNEL)
    channel.overwrites = {bot: Overwrite(bot, OverwriteType.ROLE, deny=deny)}


async def test_channels_take_the_positions_they_are_given() -> None:
    async with running_sandbox(MANAGER) as small:
        other = add_channel(small.world, small.guild, "other")
        answer = await sort(small, place(small.general, position=1), place(other, position=0))

    assert (answer.status_code, answer.content) == (204, b"")
    assert (small.general.position, other.position) == (1, 0)


async def test_ids_may_be_numbers_and_a_missing_position_changes_nothing() -> None:
    async with running_sandbox(MANAGER, expect_bad_requests=True) as small:
        answer = await sort(small, {"id": small.general.id, "position": None})

    assert answer.status_code == 204
    assert small.general.position == 0


async def test_at_most_one_channel_changes_its_parent_in_one_call() -> None:
    async with running_sandbox() as small:
        category = add_channel(small.world, small.guild, "Top", ChannelType.CATEGORY)
        settled = add_channel(small.world, small.guild, "in", parent_id=category.id)
        other = add_channel(small.world, small.guild, "other")
        parent = str(category.id)
        both = await sort(
            small, place(small.general, parent_id=parent), place(other, parent_id=parent)
        )
        one = await sort(
            small, place(small.general, parent_id=parent), place(settled, parent_id=parent)
        )

    assert_refused(both, 400, 40009)
    assert one.status_code == 204
    assert (small.general.parent_id, other.parent_id) == (category.id, None)


async def test_a_channel_takes_its_new_categorys_overwrites_when_told_to() -> None:
    async with running_sandbox() as small:
        everyone = small.guild.id
        category = add_channel(small.world, small.guild, "Top", ChannelType.CATEGORY)
        overwrite = Overwrite(everyone, OverwriteType.ROLE, deny=2048)
        category.overwrites = {everyone: overwrite}
        parent = str(category.id)
        await sort(small, place(small.general, parent_id=parent))
        before = dict(small.general.overwrites)
        await sort(small, place(small.general, lock_permissions=True))

    assert before == {}
    assert small.general.overwrites == category.overwrites
    assert small.general.overwrites[everyone] is not overwrite


async def test_taking_the_categorys_overwrites_needs_manage_roles() -> None:
    async with running_sandbox(MANAGER) as small:
        category = add_channel(small.world, small.guild, "Top", ChannelType.CATEGORY)
        entry = place(small.general, parent_id=str(category.id), lock_permissions=True)
        answer = await sort(small, entry)

    assert_missing_permissions(answer)
    assert small.general.parent_id is None


async def test_a_channel_that_the_bot_cannot_see_can_be_sorted_but_not_moved() -> None:
    async with running_sandbox(MANAGER) as small:
        category = add_channel(small.world, small.guild, "Top", ChannelType.CATEGORY)
        hide(small, small.general)
        sorted_ = await sort(small, place(small.general, position=7))
        moved = await sort(small, place(small.general, parent_id=str(category.id)))

    assert sorted_.status_code == 204
    assert small.general.position == 7
    assert_missing_access(moved)


async def test_sorting_needs_manage_channels_in_the_guild_or_the_category() -> None:
    async with running_sandbox(int(Permission.KICK_MEMBERS)) as small:
        category = add_channel(small.world, small.guild, "Top", ChannelType.CATEGORY)
        child = add_channel(small.world, small.guild, "child", parent_id=category.id)
        bot = small.bot_role.id
        category.overwrites = {bot: Overwrite(bot, OverwriteType.ROLE, allow=MANAGER)}
        outside = await sort(small, place(small.general, position=5))
        inside = await sort(small, place(child, position=5))

    assert_missing_permissions(outside)
    assert inside.status_code == 204


async def test_moving_needs_manage_channels_in_the_category_it_goes_to() -> None:
    async with running_sandbox(MANAGER) as small:
        category = add_channel(small.world, small.guild, "Top", ChannelType.CATEGORY)
        bot = small.bot_role.id
        category.overwrites = {bot: Overwrite(bot, OverwriteType.ROLE, deny=MANAGER)}
        answer = await sort(small, place(small.general, parent_id=str(category.id)))

    assert_missing_permissions(answer)


async def test_one_wrong_entry_leaves_all_channels_where_they_were() -> None:
    async with running_sandbox(expect_bad_requests=True) as small:
        unknown = await sort(small, place(small.general, position=5), {"id": "1", "position": 1})
        invalid = await sort(small, place(small.general, position=5), {"id": "x"})
        to_nothing = await sort(small, place(small.general, position=5, parent_id="1"))

    assert_refused(unknown, 404, 10003)
    assert_invalid(invalid, "1.id", "NUMBER_TYPE_COERCE")
    assert_invalid(to_nothing, "parent_id", "CHANNEL_PARENT_INVALID")
    assert small.general.position == 0
