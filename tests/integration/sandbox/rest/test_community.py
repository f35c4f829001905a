"""COMMUNITY: how a guild becomes one, what it owes then, and how it stops."""

from typing import Any

import httpx2
import pytest

from app.sandbox.seed.building import add_channel
from app.sandbox.world.behaviour import Behaviour
from app.sandbox.world.channels import ChannelType
from app.sandbox.world.permissions import Permission
from tests.integration.sandbox.rest.refusing import (
    assert_invalid,
    assert_missing_permissions,
    assert_refused,
)
from tests.support.sandbox import SmallGuild, running_sandbox


async def edit(small: SmallGuild, **body: Any) -> httpx2.Response:
    return await small.bot.patch(f"/guilds/{small.guild.id}", body)


def enabling(small: SmallGuild, **changed: Any) -> dict[str, Any]:
    """Everything that a guild must say to become a community."""
    updates = next(
        (each for each in small.guild.channels.values() if each.name == "updates"), None
    ) or add_channel(small.world, small.guild, "updates")
    body = {
        "features": ["COMMUNITY"],
        "rules_channel_id": str(small.general.id),
        "public_updates_channel_id": str(updates.id),
        "verification_level": 1,
        "explicit_content_filter": 2,
    }
    return body | changed


async def test_a_guild_becomes_a_community_and_may_have_announcements() -> None:
    async with running_sandbox() as small:
        answer = await edit(small, **enabling(small))

    assert answer.json()["features"] == ["COMMUNITY", "NEWS"]
    assert answer.json()["rules_channel_id"] == str(small.general.id)


async def test_that_news_comes_with_it_can_be_switched_off() -> None:
    async with running_sandbox(behaviour=Behaviour(community_grants_news=False)) as small:
        answer = await edit(small, **enabling(small))

    assert answer.json()["features"] == ["COMMUNITY"]


async def test_only_an_administrator_switches_it() -> None:
    async with running_sandbox(int(Permission.MANAGE_GUILD)) as small:
        on = await edit(small, **enabling(small))
        small.bot_role.permissions = int(Permission.ADMINISTRATOR)
        await edit(small, **enabling(small))
        small.bot_role.permissions = int(Permission.MANAGE_GUILD)
        off = await edit(small, features=[])
        name = await edit(small, name="Still mine")

    assert_missing_permissions(on)
    assert_missing_permissions(off)
    assert name.status_code == 200


@pytest.mark.parametrize("missing", ["rules_channel_id", "public_updates_channel_id"])
async def test_both_channels_come_in_the_same_request(missing: str) -> None:
    async with running_sandbox() as small:
        body = enabling(small)
        small.guild.rules_channel_id = small.general.id
        small.guild.public_updates_channel_id = int(body["public_updates_channel_id"])
        del body[missing]
        answer = await edit(small, **body)

    assert_refused(answer, 403, 40006)
    assert "COMMUNITY" not in small.guild.features


async def test_its_channels_must_be_text_channels() -> None:
    async with running_sandbox() as small:
        voice = add_channel(small.world, small.guild, "v", ChannelType.VOICE)
        answer = await edit(small, **enabling(small, rules_channel_id=str(voice.id)))

    assert_refused(answer, 400, 50086)


@pytest.mark.parametrize(
    ("setting", "value", "code"),
    [
        ("verification_level", 0, "NUMBER_TYPE_MIN"),
        ("explicit_content_filter", 1, "BASE_TYPE_CHOICES"),
        ("rules_channel_id", None, "BASE_TYPE_REQUIRED"),
    ],
)
async def test_a_community_keeps_what_it_owes(setting: str, value: object, code: str) -> None:
    async with running_sandbox() as small:
        await edit(small, **enabling(small))
        answer = await edit(small, **{setting: value})

    assert_invalid(answer, setting, code)


async def test_that_it_must_be_safe_can_be_switched_off() -> None:
    async with running_sandbox(behaviour=Behaviour(community_needs_safety=False)) as small:
        body = enabling(small, verification_level=0, explicit_content_filter=0)
        answer = await edit(small, **body)

    assert answer.status_code == 200


async def test_the_channels_can_be_named_before_it_is_one() -> None:
    async with running_sandbox() as small:
        answer = await edit(small, rules_channel_id=str(small.general.id))

    assert answer.json()["rules_channel_id"] == str(small.general.id)


async def test_a_guild_stops_being_one() -> None:
    async with running_sandbox() as small:
        await edit(small, **enabling(small))
        answer = await edit(small, features=["NEWS"])

    assert answer.json()["features"] == []


async def test_only_a_community_can_be_discovered() -> None:
    async with running_sandbox() as small:
        answer = await edit(small, features=["DISCOVERABLE"])

    assert_refused(answer, 403, 40006)
