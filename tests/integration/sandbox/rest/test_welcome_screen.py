"""GET and PATCH /guilds/{id}/welcome-screen."""

from typing import Any

import httpx2

from app.sandbox.world.permissions import Permission
from tests.integration.sandbox.rest.refusing import (
    assert_invalid,
    assert_missing_access,
    assert_missing_permissions,
    assert_refused,
)
from tests.support.sandbox import SmallGuild, running_sandbox


async def patch(small: SmallGuild, **body: Any) -> httpx2.Response:
    return await small.bot.patch(f"/guilds/{small.guild.id}/welcome-screen", body)


async def read(small: SmallGuild) -> httpx2.Response:
    return await small.bot.get(f"/guilds/{small.guild.id}/welcome-screen")


async def test_a_community_greets_with_words_and_channels() -> None:
    async with running_sandbox(int(Permission.MANAGE_GUILD)) as small:
        small.guild.features.add("COMMUNITY")
        shown = {
            "channel_id": str(small.general.id),
            "description": "Say hello",
            "emoji_id": None,
            "emoji_name": "🔥",
        }
        answer = await patch(
            small, enabled=True, description="Mind the sparks", welcome_channels=[shown]
        )
        only_text = await patch(small, description=None)

    assert answer.json() == {"description": "Mind the sparks", "welcome_channels": [shown]}
    assert only_text.json() == {"description": None, "welcome_channels": [shown]}
    assert "WELCOME_SCREEN_ENABLED" in small.guild.features


async def test_while_it_is_off_only_those_who_may_change_it_read_it() -> None:
    async with running_sandbox(int(Permission.KICK_MEMBERS)) as small:
        small.guild.features.add("COMMUNITY")
        off = await read(small)
        small.guild.welcome_screen.enabled = True
        on = await read(small)

    assert_missing_permissions(off)
    assert on.json() == {"description": None, "welcome_channels": []}


async def test_only_communities_have_one() -> None:
    async with running_sandbox() as small:
        reading = await read(small)
        changing = await patch(small, enabled=True)

    assert_refused(reading, 404, 10069)
    assert_missing_access(changing)


async def test_changing_it_needs_manage_guild() -> None:
    async with running_sandbox(int(Permission.KICK_MEMBERS)) as small:
        small.guild.features.add("COMMUNITY")
        answer = await patch(small, enabled=True)

    assert_missing_permissions(answer)


async def test_it_shows_at_most_five_channels_that_there_are() -> None:
    async with running_sandbox(expect_bad_requests=True) as small:
        small.guild.features.add("COMMUNITY")
        shown = {"channel_id": str(small.general.id), "description": "x"}
        five = await patch(small, welcome_channels=[shown] * 5)
        six = await patch(small, welcome_channels=[shown] * 6)
        unknown = await patch(small, welcome_channels=[shown | {"channel_id": "1"}])
        silent = await patch(small, welcome_channels=[{"channel_id": str(small.general.id)}])

    assert five.status_code == 200
    assert_invalid(six, "welcome_channels", "BASE_TYPE_MAX_LENGTH")
    assert_invalid(unknown, "welcome_channels.0.channel_id", "CHANNEL_INVALID")
    assert_invalid(silent, "welcome_channels.0.description", "BASE_TYPE_REQUIRED")
