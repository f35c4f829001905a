"""POST /guilds/{id}/channels."""

from typing import Any

import httpx2
import pytest

from app.sandbox.seed.building import add_channel, add_role
from app.sandbox.world.behaviour import Behaviour
from app.sandbox.world.channels import ChannelType, Overwrite, OverwriteType
from app.sandbox.world.permissions import Permission
from tests.integration.sandbox.rest.refusing import (
    assert_invalid,
    assert_missing_access,
    assert_missing_permissions,
    assert_refused,
)
from tests.support.sandbox import SmallGuild, running_sandbox

MANAGER = int(Permission.MANAGE_CHANNELS | Permission.MANAGE_ROLES | Permission.KICK_MEMBERS)


async def create(small: SmallGuild, **body: Any) -> httpx2.Response:
    return await small.bot.post(f"/guilds/{small.guild.id}/channels", {"name": "new"} | body)


async def test_a_text_channel_is_made_after_the_last_of_its_kind() -> None:
    async with running_sandbox() as small:
        made = await create(small, topic="Hot", rate_limit_per_user=5, nsfw=True)
        read = await small.bot.get(f"/channels/{made.json()['id']}")

    assert made.status_code == 201
    assert made.json() == read.json()
    assert made.json() == {
        "id": made.json()["id"],
        "type": 0,
        "guild_id": str(small.guild.id),
        "name": "new",
        "position": 1,
        "parent_id": None,
        "flags": 0,
        "permission_overwrites": [],
        "nsfw": True,
        "rate_limit_per_user": 5,
        "last_message_id": None,
        "topic": "Hot",
        "last_pin_timestamp": None,
        "default_thread_rate_limit_per_user": 0,
    }


async def test_each_kind_of_channel_counts_its_own_positions() -> None:
    async with running_sandbox() as small:
        category = await create(small, type=4)
        voice = await create(small, type=2)
        text = await create(small, type=0)

    assert [made.json()["position"] for made in (category, voice, text)] == [0, 0, 1]


@pytest.mark.parametrize(
    ("kind", "sent", "shown"),
    [
        (2, {"bitrate": 96000, "user_limit": 99, "video_quality_mode": 2, "topic": "x"}, "topic"),
        (4, {"topic": "x", "nsfw": True}, "nsfw"),
        (5, {"topic": "x", "bitrate": 8000}, "bitrate"),
        (13, {"bitrate": 64000, "user_limit": 10000, "available_tags": []}, "available_tags"),
        (15, {"default_forum_layout": 2, "default_sort_order": 1, "bitrate": 9000}, "bitrate"),
        (16, {"default_sort_order": 0, "default_forum_layout": 2}, "default_forum_layout"),
    ],
)
async def test_each_kind_keeps_its_fields_and_passes_over_those_of_others(
    kind: int, sent: dict[str, Any], shown: str
) -> None:
    async with running_sandbox(expect_bad_requests=True) as small:
        small.guild.features |= {"COMMUNITY", "NEWS"}
        made = (await create(small, type=kind, **sent)).json()

    assert made["type"] == kind
    assert shown not in made
    kept = {key: value for key, value in sent.items() if key in made}
    assert {key: made[key] for key in kept} == kept


@pytest.mark.parametrize("kind", [13, 15, 16, 5])
async def test_kinds_of_communities_need_one(kind: int) -> None:
    async with running_sandbox() as small:
        refused = await create(small, type=kind)
        small.guild.features |= {"COMMUNITY", "NEWS"}
        made = await create(small, type=kind)

    assert_invalid(refused, "type", "BASE_TYPE_CHOICES")
    assert made.status_code == 201


@pytest.mark.parametrize("kind", [13, 15, 16])
async def test_that_stages_and_forums_need_a_community_can_be_switched_off(kind: int) -> None:
    behaviour = Behaviour(community_only_types=False)
    async with running_sandbox(behaviour=behaviour) as small:
        made = await create(small, type=kind)

    assert made.status_code == 201


@pytest.mark.parametrize(
    ("body", "path", "code"),
    [
        ({"name": None}, "name", "BASE_TYPE_REQUIRED"),
        ({"name": "x" * 101}, "name", "BASE_TYPE_BAD_LENGTH"),
        ({"name": "!!!"}, "name", "BASE_TYPE_REQUIRED"),
        ({"type": 1}, "type", "BASE_TYPE_CHOICES"),
        ({"type": "text"}, "type", "NUMBER_TYPE_COERCE"),
        ({"topic": "x" * 1025}, "topic", "BASE_TYPE_MAX_LENGTH"),
        ({"rate_limit_per_user": 21601}, "rate_limit_per_user", "NUMBER_TYPE_MAX"),
        ({"position": -1}, "position", "NUMBER_TYPE_MIN"),
        ({"parent_id": "1"}, "parent_id", "CHANNEL_PARENT_INVALID"),
        ({"type": 2, "bitrate": 7999}, "bitrate", "NUMBER_TYPE_MIN"),
        ({"type": 2, "user_limit": 100}, "user_limit", "NUMBER_TYPE_MAX"),
        (
            {"default_auto_archive_duration": 5},
            "default_auto_archive_duration",
            "BASE_TYPE_CHOICES",
        ),
        ({"permission_overwrites": {}}, "permission_overwrites", "LIST_TYPE_CONVERT"),
        ({"permission_overwrites": [{}]}, "permission_overwrites.0.id", "BASE_TYPE_REQUIRED"),
        (
            {"permission_overwrites": [{"id": "1"}] * 101},
            "permission_overwrites",
            "BASE_TYPE_MAX_LENGTH",
        ),
    ],
)
async def test_what_is_wrong_with_a_channel_is_said_at_its_place(
    body: dict[str, Any], path: str, code: str
) -> None:
    async with running_sandbox(expect_bad_requests=True) as small:
        answer = await create(small, **body)

    assert_invalid(answer, path, code)
    assert len(small.guild.channels) == 1


async def test_forums_have_long_topics_and_stages_cut_their_limit_of_users() -> None:
    async with running_sandbox(expect_bad_requests=True) as small:
        small.guild.features.add("COMMUNITY")
        forum = await create(small, type=15, topic="x" * 4096)
        stage = await create(small, type=13, user_limit=20000)

    assert len(forum.json()["topic"]) == 4096
    assert stage.json()["user_limit"] == 10000


@pytest.mark.parametrize(
    ("tier", "features", "kind", "most"),
    [
        (0, set(), 2, 96_000),
        (1, set(), 2, 128_000),
        (2, set(), 2, 256_000),
        (3, set(), 2, 384_000),
        (0, {"VIP_REGIONS"}, 2, 384_000),
        (3, {"COMMUNITY"}, 13, 64_000),
    ],
)
async def test_the_bitrate_is_limited_by_boosts_and_by_kind(
    tier: int, features: set[str], kind: int, most: int
) -> None:
    async with running_sandbox() as small:
        small.guild.premium_tier, small.guild.features = tier, features
        allowed = await create(small, type=kind, bitrate=most)
        refused = await create(small, type=kind, bitrate=most + 1)

    assert allowed.status_code == 201
    assert_refused(refused, 400, 30052)


async def test_the_guild_holds_500_channels_and_no_more() -> None:
    async with running_sandbox() as small:
        for number in range(499):
            add_channel(small.world, small.guild, f"{number}")
        answer = await create(small)

    assert_refused(answer, 400, 30013)


async def test_a_category_holds_50_channels_and_no_more() -> None:
    async with running_sandbox() as small:
        category = add_channel(small.world, small.guild, "Full", ChannelType.CATEGORY)
        for number in range(49):
            add_channel(small.world, small.guild, f"{number}", parent_id=category.id)
        last = await create(small, parent_id=str(category.id))
        refused = await create(small, parent_id=str(category.id))

    assert last.status_code == 201
    assert_invalid(refused, "parent_id", "CHANNEL_PARENT_MAX_CHANNELS")


async def test_only_categories_are_parents_and_they_have_none() -> None:
    async with running_sandbox() as small:
        category = add_channel(small.world, small.guild, "Top", ChannelType.CATEGORY)
        in_text = await create(small, parent_id=str(small.general.id))
        nested = await create(small, type=4, parent_id=str(category.id))

    assert_invalid(in_text, "parent_id", "CHANNEL_PARENT_INVALID_TYPE")
    assert_invalid(nested, "parent_id", "CHANNEL_PARENT_INVALID_PARENT")


async def test_without_overwrites_a_channel_takes_its_categorys() -> None:
    async with running_sandbox() as small:
        category = add_channel(small.world, small.guild, "Quiet", ChannelType.CATEGORY)
        overwrite = Overwrite(small.guild.id, OverwriteType.ROLE, deny=2048)
        category.overwrites = {small.guild.id: overwrite}
        synced = await create(small, parent_id=str(category.id))
        own = await create(small, parent_id=str(category.id), permission_overwrites=[])

    assert [each["deny"] for each in synced.json()["permission_overwrites"]] == ["2048"]
    assert own.json()["permission_overwrites"] == []


async def test_making_a_channel_needs_manage_channels_here_and_in_the_category() -> None:
    async with running_sandbox(MANAGER) as small:
        bot, world, guild = small.bot_role.id, small.world, small.guild
        locked = add_channel(world, guild, "Locked", ChannelType.CATEGORY)
        deny = int(Permission.MANAGE_CHANNELS)
        locked.overwrites = {bot: Overwrite(bot, OverwriteType.ROLE, deny=deny)}
        hidden = add_channel(world, guild, "Hidden", ChannelType.CATEGORY)
        deny = int(Permission.VIEW_CHANNEL)
        hidden.overwrites = {bot: Overwrite(bot, OverwriteType.ROLE, deny=deny)}
        in_locked = await create(small, parent_id=str(locked.id))
        in_hidden = await create(small, parent_id=str(hidden.id))
        small.bot_role.permissions = int(Permission.MANAGE_ROLES)
        without = await create(small)

    assert_missing_permissions(in_locked)
    assert_missing_access(in_hidden)
    assert_missing_permissions(without)


async def test_a_new_channels_overwrites_hold_only_bits_that_the_bot_has() -> None:
    async with running_sandbox(MANAGER) as small:
        everyone = str(small.guild.id)
        own = [{"id": everyone, "type": 0, "deny": str(int(Permission.VIEW_CHANNEL))}]
        foreign = [{"id": everyone, "type": 0, "deny": str(int(Permission.MANAGE_WEBHOOKS))}]
        managing = [{"id": everyone, "type": 0, "allow": str(int(Permission.MANAGE_ROLES))}]
        allowed = await create(small, permission_overwrites=own)
        of_foreign = await create(small, permission_overwrites=foreign)
        of_managing = await create(small, permission_overwrites=managing)
        small.bot_role.permissions = int(Permission.ADMINISTRATOR)
        as_administrator = await create(small, permission_overwrites=managing)

    assert (allowed.status_code, as_administrator.status_code) == (201, 201)
    assert_missing_permissions(of_foreign)
    assert_missing_permissions(of_managing)


async def test_overwrites_are_for_roles_and_members_that_there_are() -> None:
    async with running_sandbox() as small:
        role = add_role(small.world, small.guild, "Smith")
        known = [{"id": str(role.id), "allow": "1024"}, {"id": str(small.owner.id), "deny": "8"}]
        made = await create(small, permission_overwrites=known)
        unknown = await create(small, permission_overwrites=[{"id": "1", "type": 0}])
        mistaken = await create(small, permission_overwrites=[{"id": str(role.id), "type": 1}])

    assert [each["type"] for each in made.json()["permission_overwrites"]] == [0, 1]
    assert_refused(unknown, 404, 10009)
    assert_refused(mistaken, 404, 10009)


@pytest.mark.parametrize(
    ("kind", "sent", "stored"),
    [
        (0, "Show and Tell", "show-and-tell"),
        (0, "What's new?!", "whats-new"),
        (0, "🔥 Hot  Metal 🔥", "🔥-hot-metal-🔥"),
        (0, "snake_case", "snake_case"),
        (0, "l\u2019atelier", "l\u2019atelier"),
        (15, "Q & A", "q-a"),
        (2, "Show and Tell!", "Show and Tell!"),
        (4, "What's new?", "What's new?"),
    ],
)
async def test_names_are_stored_the_way_discord_writes_them(
    kind: int, sent: str, stored: str
) -> None:
    async with running_sandbox() as small:
        small.guild.features.add("COMMUNITY")
        made = await create(small, name=sent, type=kind)

    assert made.json()["name"] == stored
