"""GET and PATCH /guilds/{id}."""

from typing import Any

import httpx2
import pytest

from app.sandbox.seed.building import add_channel
from app.sandbox.world.channels import ChannelType
from app.sandbox.world.permissions import Permission
from tests.integration.sandbox.rest.refusing import (
    assert_invalid,
    assert_missing_permissions,
    assert_refused,
)
from tests.support.sandbox import SmallGuild, running_sandbox

PIXEL = "data:image/png;base64,iVBORw0KGgo="


async def edit(small: SmallGuild, **body: Any) -> httpx2.Response:
    return await small.bot.patch(f"/guilds/{small.guild.id}", body)


async def test_a_guild_is_read_with_its_roles_and_as_plain_json() -> None:
    async with running_sandbox() as small:
        answer = await small.bot.get(f"/guilds/{small.guild.id}")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert [role["name"] for role in answer.json()["roles"]] == ["@everyone", "Wright"]
    assert "approximate_member_count" not in answer.json()


async def test_members_are_counted_when_that_is_asked_for() -> None:
    async with running_sandbox() as small:
        answer = await small.bot.get(f"/guilds/{small.guild.id}", with_counts="true")

    assert answer.json()["approximate_member_count"] == 2


async def test_settings_change_and_what_was_not_sent_stays() -> None:
    async with running_sandbox(int(Permission.MANAGE_GUILD)) as small:
        voice = add_channel(small.world, small.guild, "Bellows", ChannelType.VOICE)
        sent = {
            "name": "Copper Guild",
            "description": "Hot metal",
            "verification_level": 2,
            "default_message_notifications": 1,
            "explicit_content_filter": 1,
            "preferred_locale": "de",
            "afk_channel_id": str(voice.id),
            "afk_timeout": 900,
            "system_channel_id": str(small.general.id),
            "system_channel_flags": 5,
            "premium_progress_bar_enabled": True,
        }
        await edit(small, **sent)
        answer = await edit(small, verification_level=None)

    found = answer.json()
    assert {key: found[key] for key in sent} == sent | {"verification_level": 0}


@pytest.mark.parametrize(
    ("body", "path", "code"),
    [
        ({"name": "x"}, "name", "BASE_TYPE_BAD_LENGTH"),
        ({"name": "x" * 101}, "name", "BASE_TYPE_BAD_LENGTH"),
        ({"description": "x" * 301}, "description", "BASE_TYPE_MAX_LENGTH"),
        ({"verification_level": 5}, "verification_level", "BASE_TYPE_CHOICES"),
        ({"preferred_locale": "xx"}, "preferred_locale", "BASE_TYPE_CHOICES"),
        ({"afk_timeout": 61}, "afk_timeout", "BASE_TYPE_CHOICES"),
        ({"system_channel_id": "1"}, "system_channel_id", "CHANNEL_INVALID"),
        ({"afk_channel_id": "{general}"}, "afk_channel_id", "CHANNEL_INVALID_TYPE"),
        ({"features": ["PARTNERED"]}, "features.0", "BASE_TYPE_CHOICES"),
    ],
)
async def test_what_is_wrong_with_a_setting_is_said_at_its_place(
    body: dict[str, Any], path: str, code: str
) -> None:
    async with running_sandbox(expect_bad_requests=True) as small:
        general = str(small.general.id)
        sent = {key: general if value == "{general}" else value for key, value in body.items()}
        answer = await edit(small, **sent)

    assert_invalid(answer, path, code)


async def test_changing_a_guild_needs_manage_guild() -> None:
    async with running_sandbox(int(Permission.MANAGE_ROLES)) as small:
        answer = await edit(small, name="Mine")

    assert_missing_permissions(answer)


async def test_splashes_and_banners_need_boosts_and_an_icon_does_not() -> None:
    async with running_sandbox() as small:
        icon = await edit(small, icon=PIXEL)
        banner = await edit(small, banner=PIXEL)
        small.guild.features.add("BANNER")
        boosted = await edit(small, banner=PIXEL)

    assert len(icon.json()["icon"]) == 32
    assert_refused(banner, 403, 50101)
    assert boosted.json()["banner"] == icon.json()["icon"]


async def test_features_that_cannot_be_switched_stay_whether_sent_or_not() -> None:
    async with running_sandbox() as small:
        small.guild.features |= {"PARTNERED", "INVITES_DISABLED"}
        kept = await edit(small, features=["PARTNERED", "RAID_ALERTS_DISABLED"])
        left_out = await edit(small, features=[])

    assert kept.json()["features"] == ["PARTNERED", "RAID_ALERTS_DISABLED"]
    assert left_out.json()["features"] == ["PARTNERED"]
