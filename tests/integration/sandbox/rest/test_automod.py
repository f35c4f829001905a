"""/guilds/{id}/auto-moderation/rules."""

from typing import Any

import httpx2
import pytest

from app.sandbox.seed.building import add_role
from app.sandbox.world.permissions import Permission
from tests.integration.sandbox.rest.refusing import (
    assert_invalid,
    assert_missing_permissions,
    assert_refused,
)
from tests.support.sandbox import SmallGuild, running_sandbox

BLOCK = {"type": 1}
MENTIONS = {"trigger_type": 5, "trigger_metadata": {"mention_total_limit": 5}}


def path(small: SmallGuild, rule_id: str = "") -> str:
    return f"/guilds/{small.guild.id}/auto-moderation/rules/{rule_id}".rstrip("/")


async def create(small: SmallGuild, **changed: Any) -> httpx2.Response:
    body = {"name": "Scams", "event_type": 1, "trigger_type": 1, "actions": [BLOCK]}
    return await small.bot.post(path(small), body | changed)


async def test_a_rule_is_made_read_changed_and_deleted() -> None:
    async with running_sandbox(int(Permission.MANAGE_GUILD)) as small:
        role = add_role(small.world, small.guild, "Trusted")
        made = await create(
            small,
            trigger_metadata={"keyword_filter": ["nitro"]},
            exempt_roles=[str(role.id)],
            enabled=True,
        )
        one = path(small, made.json()["id"])
        read = await small.bot.get(one)
        listed = await small.bot.get(path(small))
        changed = await small.bot.patch(one, {"name": "Spam", "enabled": False})
        deleted = await small.bot.delete(one)
        gone = await small.bot.get(one)

    assert made.status_code == 200
    assert made.json() == read.json() == listed.json()[0]
    assert made.json() == {
        "id": made.json()["id"],
        "guild_id": str(small.guild.id),
        "creator_id": str(small.application.id),
        "name": "Scams",
        "event_type": 1,
        "trigger_type": 1,
        "trigger_metadata": {
            "keyword_filter": ["nitro"],
            "regex_patterns": [],
            "allow_list": [],
        },
        "actions": [{"type": 1, "metadata": {}}],
        "enabled": True,
        "exempt_roles": [str(role.id)],
        "exempt_channels": [],
    }
    assert (changed.json()["name"], changed.json()["enabled"]) == ("Spam", False)
    assert changed.json()["trigger_metadata"] == made.json()["trigger_metadata"]
    assert deleted.status_code == 204
    assert_refused(gone, 404, 10066)


@pytest.mark.parametrize(
    ("trigger", "event", "most"), [(1, 1, 6), (3, 1, 1), (4, 1, 1), (5, 1, 1), (6, 2, 1)]
)
async def test_of_each_trigger_there_are_only_so_many(trigger: int, event: int, most: int) -> None:
    async with running_sandbox() as small:
        rule = {"trigger_type": trigger, "event_type": event, "trigger_metadata": {}}
        made = [await create(small, **rule) for _ in range(most)]
        refused = await create(small, **rule)

    assert {answer.status_code for answer in made} == {200}
    assert_invalid(refused, "trigger_type", "AUTO_MODERATION_MAX_RULES_OF_TYPE_EXCEEDED")


async def test_an_alert_goes_to_a_channel_that_there_is() -> None:
    async with running_sandbox() as small:
        channel_id = str(small.general.id)
        alert = {"type": 2, "metadata": {"channel_id": channel_id}}
        made = await create(small, actions=[alert])
        nowhere = {"type": 2, "metadata": {"channel_id": "1"}}
        refused = await create(small, actions=[BLOCK, nowhere])

    assert made.json()["actions"] == [{"type": 2, "metadata": {"channel_id": channel_id}}]
    assert_invalid(refused, "actions.1.metadata.channel_id", "CHANNEL_INVALID")


async def test_timing_out_needs_moderate_members_and_a_trigger_that_may() -> None:
    async with running_sandbox(int(Permission.MANAGE_GUILD)) as small:
        actions = [{"type": 3, "metadata": {"duration_seconds": 60}}]
        without = await create(small, actions=actions)
        small.bot_role.permissions |= Permission.MODERATE_MEMBERS
        made = await create(small, actions=actions)
        on_spam = await create(small, actions=actions, trigger_type=3)

    assert_missing_permissions(without)
    assert made.json()["actions"] == actions
    assert_invalid(on_spam, "actions", "AUTO_MODERATION_INVALID_ACTION_TYPE")


@pytest.mark.parametrize(
    ("changed", "where", "code"),
    [
        ({"name": ""}, "name", "BASE_TYPE_REQUIRED"),
        ({"actions": []}, "actions", "BASE_TYPE_REQUIRED"),
        ({"event_type": 2}, "event_type", "AUTO_MODERATION_INVALID_EVENT_TYPE"),
        ({"trigger_type": 2}, "trigger_type", "BASE_TYPE_CHOICES"),
        (
            {"trigger_metadata": {"keyword_filter": ["x" * 61]}},
            "trigger_metadata.keyword_filter.0",
            "BASE_TYPE_BAD_LENGTH",
        ),
        (
            {"trigger_metadata": {"regex_patterns": ["x"] * 11}},
            "trigger_metadata.regex_patterns",
            "BASE_TYPE_MAX_LENGTH",
        ),
        ({"exempt_roles": ["1"] * 21}, "exempt_roles", "BASE_TYPE_MAX_LENGTH"),
        ({"exempt_channels": ["1"] * 51}, "exempt_channels", "BASE_TYPE_MAX_LENGTH"),
        (
            {"actions": [{"type": 1, "metadata": {"custom_message": "x" * 151}}]},
            "actions.0.metadata.custom_message",
            "BASE_TYPE_MAX_LENGTH",
        ),
        (
            MENTIONS | {"trigger_metadata": {"mention_total_limit": 51}},
            "trigger_metadata.mention_total_limit",
            "NUMBER_TYPE_MAX",
        ),
    ],
)
async def test_what_is_wrong_with_a_rule_is_said_at_its_place(
    changed: dict[str, Any], where: str, code: str
) -> None:
    async with running_sandbox(expect_bad_requests=True) as small:
        answer = await create(small, **changed)

    assert_invalid(answer, where, code)


async def test_everything_about_rules_needs_manage_guild() -> None:
    async with running_sandbox(int(Permission.MODERATE_MEMBERS)) as small:
        answers = [
            await small.bot.get(path(small)),
            await create(small),
            await small.bot.get(path(small, "1")),
            await small.bot.patch(path(small, "1"), {}),
            await small.bot.delete(path(small, "1")),
        ]

    for answer in answers:
        assert_missing_permissions(answer)
