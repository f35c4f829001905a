"""PUT and DELETE /channels/{id}/permissions/{id}, and overwrites in PATCH /channels/{id}."""

from typing import Any

import httpx2
import pytest

from app.sandbox.seed.building import add_channel, add_role
from app.sandbox.world.channels import Channel, ChannelType, Overwrite, OverwriteType
from app.sandbox.world.permissions import Permission
from tests.integration.sandbox.rest.refusing import (
    assert_invalid,
    assert_missing_access,
    assert_missing_permissions,
    assert_refused,
)
from tests.support.sandbox import SmallGuild, running_sandbox

MANAGER = int(Permission.MANAGE_ROLES | Permission.KICK_MEMBERS)
VIEW = int(Permission.VIEW_CHANNEL)
SEND = int(Permission.SEND_MESSAGES)
WEBHOOKS = int(Permission.MANAGE_WEBHOOKS)


async def put(small: SmallGuild, channel: Channel, target_id: int, **body: Any) -> httpx2.Response:
    body = {"type": 0} | {key: str(value) for key, value in body.items()}
    return await small.bot.put(f"/channels/{channel.id}/permissions/{target_id}", body)


def allow_bot(small: SmallGuild, channel: Channel, bits: int) -> None:
    bot = small.bot_role.id
    channel.overwrites[bot] = Overwrite(bot, OverwriteType.ROLE, allow=bits)


async def test_an_overwrite_is_put_changed_and_deleted() -> None:
    async with running_sandbox() as small:
        path = f"/channels/{small.general.id}/permissions/{small.guild.id}"
        made = await put(small, small.general, small.guild.id, allow=VIEW)
        changed = await put(small, small.general, small.guild.id, deny=VIEW)
        stored = small.general.overwrites[small.guild.id]
        deleted = await small.bot.delete(path)
        again = await small.bot.delete(path)

    assert [answer.status_code for answer in (made, changed, deleted)] == [204, 204, 204]
    assert (stored.allow, stored.deny) == (0, VIEW)
    assert small.general.overwrites == {}
    assert_refused(again, 404, 10009)


async def test_an_empty_overwrite_is_kept_as_it_is() -> None:
    async with running_sandbox() as small:
        await put(small, small.general, small.guild.id)
        channel = await small.bot.get(f"/channels/{small.general.id}")

    empty = {"id": str(small.guild.id), "type": 0, "allow": "0", "deny": "0"}
    assert channel.json()["permission_overwrites"] == [empty]


async def test_unknown_bits_are_kept() -> None:
    async with running_sandbox() as small:
        await put(small, small.general, small.guild.id, allow=1 << 60, deny=1 << 47)

    stored = small.general.overwrites[small.guild.id]
    assert (stored.allow, stored.deny) == (1 << 60, 1 << 47)


async def test_an_overwrite_needs_a_type_and_a_target_that_there_is() -> None:
    async with running_sandbox(expect_bad_requests=True) as small:
        path = f"/channels/{small.general.id}/permissions"
        without_type = await small.bot.put(f"{path}/{small.guild.id}", {"allow": "1"})
        wrong_type = await small.bot.put(f"{path}/{small.guild.id}", {"type": 2})
        stranger = await small.bot.put(f"{path}/1", {"type": 1, "allow": "1"})

    assert_invalid(without_type, "type", "BASE_TYPE_REQUIRED")
    assert_invalid(wrong_type, "type", "BASE_TYPE_CHOICES")
    assert_refused(stranger, 404, 10009)


async def test_overwrites_need_manage_roles_in_a_channel_that_one_sees() -> None:
    async with running_sandbox(MANAGER) as small:
        bot = small.bot_role.id
        deny = int(Permission.MANAGE_ROLES)
        small.general.overwrites[bot] = Overwrite(bot, OverwriteType.ROLE, deny=deny)
        without = await put(small, small.general, small.guild.id, deny=VIEW)
        small.general.overwrites[bot] = Overwrite(bot, OverwriteType.ROLE, deny=VIEW)
        unseen = await put(small, small.general, small.guild.id, deny=0)

    assert_missing_permissions(without)
    assert_missing_access(unseen)


async def test_only_bits_that_the_bot_has_may_change() -> None:
    async with running_sandbox(MANAGER) as small:
        everyone = small.guild.id
        own = await put(small, small.general, everyone, deny=SEND)
        foreign = await put(small, small.general, everyone, allow=WEBHOOKS)
        small.general.overwrites[everyone] = Overwrite(everyone, OverwriteType.ROLE, allow=WEBHOOKS)
        kept = await put(small, small.general, everyone, allow=WEBHOOKS, deny=SEND)
        path = f"/channels/{small.general.id}/permissions/{everyone}"
        taken = await small.bot.delete(path)

    assert (own.status_code, kept.status_code) == (204, 204)
    assert_missing_permissions(foreign)
    assert_missing_permissions(taken)


async def test_bits_that_the_bot_has_in_the_category_count_too() -> None:
    async with running_sandbox(MANAGER) as small:
        category = add_channel(small.world, small.guild, "Top", ChannelType.CATEGORY)
        child = add_channel(small.world, small.guild, "child", parent_id=category.id)
        allow_bot(small, category, WEBHOOKS)
        answer = await put(small, child, small.guild.id, allow=WEBHOOKS)

    assert answer.status_code == 204


async def test_an_overwrite_that_allows_manage_roles_lifts_the_rule() -> None:
    async with running_sandbox(MANAGER) as small:
        allow_bot(small, small.general, int(Permission.MANAGE_ROLES))
        answer = await put(small, small.general, small.guild.id, allow=WEBHOOKS)

    assert answer.status_code == 204


async def test_overwrites_obey_no_hierarchy() -> None:
    async with running_sandbox(MANAGER) as small:
        above = add_role(small.world, small.guild, "Above")
        answer = await put(small, small.general, above.id, deny=VIEW)

    assert answer.status_code == 204


async def test_a_channel_holds_1000_overwrites_and_no_more() -> None:
    async with running_sandbox() as small:
        for number in range(1, 1001):
            overwrite = Overwrite(number, OverwriteType.MEMBER)
            small.general.overwrites[number] = overwrite
        refused = await put(small, small.general, small.guild.id, deny=VIEW)
        known = await put(small, small.general, 5, deny=VIEW)

    assert_refused(refused, 400, 30060)
    assert known.status_code == 204


async def test_a_list_of_overwrites_replaces_all_there_were() -> None:
    async with running_sandbox() as small:
        role = add_role(small.world, small.guild, "Smith")
        await put(small, small.general, small.guild.id, deny=VIEW)
        sent = [{"id": str(role.id), "type": 0, "allow": str(VIEW)}]
        answer = await small.bot.patch(
            f"/channels/{small.general.id}", {"permission_overwrites": sent}
        )

    assert answer.json()["permission_overwrites"] == [
        {"id": str(role.id), "type": 0, "allow": str(VIEW), "deny": "0"}
    ]


@pytest.mark.parametrize("with_roles", [True, False])
async def test_overwrites_in_a_channels_form_need_manage_roles_too(*, with_roles: bool) -> None:
    channels = int(Permission.MANAGE_CHANNELS)
    async with running_sandbox(channels | (MANAGER if with_roles else 0)) as small:
        sent = [{"id": str(small.guild.id), "type": 0, "deny": str(VIEW)}]
        body = {"permission_overwrites": sent}
        answer = await small.bot.patch(f"/channels/{small.general.id}", body)

    if with_roles:
        assert answer.status_code == 200
    else:
        assert_missing_permissions(answer)
