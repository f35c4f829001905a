"""GET, PATCH and DELETE /channels/{id}."""

from typing import Any

import httpx2
import pytest

from app.sandbox.seed.building import add_channel
from app.sandbox.world.channels import Channel, ChannelType, Overwrite, OverwriteType
from app.sandbox.world.community import WelcomeChannel
from app.sandbox.world.permissions import Permission
from tests.integration.sandbox.rest.refusing import (
    assert_invalid,
    assert_missing_access,
    assert_missing_permissions,
    assert_refused,
)
from tests.support.sandbox import SmallGuild, running_sandbox

MANAGER = int(Permission.MANAGE_CHANNELS)


async def edit(small: SmallGuild, channel: Channel, **body: Any) -> httpx2.Response:
    return await small.bot.patch(f"/channels/{channel.id}", body)


def denied(small: SmallGuild, *permissions: Permission) -> dict[int, Overwrite]:
    """Overwrites that take these from the bot."""
    bot, bits = small.bot_role.id, 0
    for permission in permissions:
        bits |= permission
    return {bot: Overwrite(bot, OverwriteType.ROLE, deny=bits)}


async def test_only_what_was_sent_changes() -> None:
    async with running_sandbox() as small:
        small.general.topic = "Hot"
        answer = await edit(small, small.general, name="Cold Metal")

    assert (answer.status_code, answer.json()["name"]) == (200, "cold-metal")
    assert answer.json()["topic"] == "Hot"


async def test_null_puts_a_field_to_rest() -> None:
    async with running_sandbox() as small:
        voice = add_channel(
            small.world, small.guild, "v", ChannelType.VOICE, bitrate=9000, rtc_region="x"
        )
        answer = await edit(small, voice, bitrate=None, rtc_region=None, user_limit=None)

    assert (answer.json()["bitrate"], answer.json()["rtc_region"]) == (64000, None)


async def test_text_becomes_announcement_and_back_and_nothing_else_does() -> None:
    async with running_sandbox() as small:
        without_news = await edit(small, small.general, type=5)
        small.guild.features.add("NEWS")
        there = await edit(small, small.general, type=5)
        back = await edit(small, small.general, type=0)
        to_voice = await edit(small, small.general, type=2)
        voice = add_channel(small.world, small.guild, "v", ChannelType.VOICE)
        from_voice = await edit(small, voice, type=0)

    assert_invalid(without_news, "type", "BASE_TYPE_CHOICES")
    assert (there.json()["type"], back.json()["type"]) == (5, 0)
    assert_refused(to_voice, 400, 50024)
    assert_refused(from_voice, 400, 50024)


async def test_a_communitys_channels_stay_text_and_stay() -> None:
    async with running_sandbox() as small:
        updates = add_channel(small.world, small.guild, "updates")
        small.guild.features |= {"COMMUNITY", "NEWS"}
        small.guild.rules_channel_id = small.general.id
        small.guild.public_updates_channel_id = updates.id
        converted = await edit(small, small.general, type=5)
        deleted = [
            await small.bot.delete(f"/channels/{channel.id}")
            for channel in (small.general, updates)
        ]
        small.guild.features.remove("COMMUNITY")
        afterwards = await small.bot.delete(f"/channels/{updates.id}")

    assert_refused(converted, 400, 50086)
    for answer in deleted:
        assert_refused(answer, 400, 50074)
    assert afterwards.status_code == 200
    assert small.guild.public_updates_channel_id is None


async def test_a_position_that_comes_with_a_parent_is_passed_over() -> None:
    async with running_sandbox() as small:
        category = add_channel(small.world, small.guild, "Top", ChannelType.CATEGORY)
        moved = await edit(small, small.general, parent_id=str(category.id), position=9)
        placed = await edit(small, small.general, position=9)
        freed = await edit(small, small.general, parent_id=None)

    assert (moved.json()["parent_id"], moved.json()["position"]) == (str(category.id), 0)
    assert placed.json()["position"] == 9
    assert freed.json()["parent_id"] is None


async def test_a_parent_is_checked_when_a_channel_moves_under_it() -> None:
    async with running_sandbox() as small:
        category = add_channel(small.world, small.guild, "Full", ChannelType.CATEGORY)
        for number in range(50):
            add_channel(small.world, small.guild, f"{number}", parent_id=category.id)
        into_full = await edit(small, small.general, parent_id=str(category.id))
        into_nothing = await edit(small, small.general, parent_id="1")
        category_into = await edit(small, category, parent_id=str(category.id))

    assert_invalid(into_full, "parent_id", "CHANNEL_PARENT_MAX_CHANNELS")
    assert_invalid(into_nothing, "parent_id", "CHANNEL_PARENT_INVALID")
    assert_invalid(category_into, "parent_id", "CHANNEL_PARENT_INVALID_PARENT")


async def test_changing_and_deleting_need_manage_channels_in_the_channel() -> None:
    async with running_sandbox(MANAGER) as small:
        small.general.overwrites = denied(small, Permission.MANAGE_CHANNELS)
        refused = [
            await edit(small, small.general, name="x"),
            await small.bot.delete(f"/channels/{small.general.id}"),
        ]

    for answer in refused:
        assert_missing_permissions(answer)
    assert small.general.id in small.guild.channels


async def test_a_voice_channel_needs_connect_too() -> None:
    async with running_sandbox(MANAGER) as small:
        voice = add_channel(small.world, small.guild, "v", ChannelType.VOICE)
        voice.overwrites = denied(small, Permission.CONNECT)
        answer = await edit(small, voice, name="x")

    assert_missing_access(answer)


async def test_a_deleted_category_leaves_its_children_without_parent() -> None:
    async with running_sandbox() as small:
        category = add_channel(small.world, small.guild, "Top", ChannelType.CATEGORY)
        await edit(small, small.general, parent_id=str(category.id))
        answer = await small.bot.delete(f"/channels/{category.id}")
        child = await small.bot.get(f"/channels/{small.general.id}")
        gone = await small.bot.get(f"/channels/{category.id}")

    assert (answer.status_code, answer.json()["id"]) == (200, str(category.id))
    assert_refused(gone, 404, 10003)
    assert child.json()["parent_id"] is None


async def test_a_deleted_channel_is_forgotten_wherever_it_was_named() -> None:
    async with running_sandbox() as small:
        guild, channel_id = small.guild, small.general.id
        guild.system_channel_id = channel_id
        guild.welcome_screen.channels = [WelcomeChannel(channel_id, "Say hello")]
        guild.onboarding.default_channel_ids = [channel_id]
        await small.bot.delete(f"/channels/{channel_id}")
        read = await small.bot.get(f"/guilds/{guild.id}")

    assert read.json()["system_channel_id"] is None
    assert guild.welcome_screen.channels == []
    assert guild.onboarding.default_channel_ids == []


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
async def test_an_unknown_channel_is_unknown(method: str) -> None:
    async with running_sandbox() as small:
        answer = await small.bot.call(method, "/channels/1", {} if method == "PATCH" else None)

    assert_refused(answer, 404, 10003)
