"""The audit log: what it keeps, how it is read, and what it says nothing of."""

from typing import Any

import pytest

from app.sandbox.seed.building import add_channel, add_member, add_role, add_user
from app.sandbox.world.channels import ChannelType
from app.sandbox.world.permissions import Permission
from tests.integration.sandbox.rest.refusing import assert_invalid, assert_missing_permissions
from tests.support.sandbox import SmallGuild, running_sandbox


async def entries(small: SmallGuild, **query: Any) -> list[dict[str, Any]]:
    answer = await small.bot.get(f"/guilds/{small.guild.id}/audit-logs", **query)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["audit_log_entries"]
    return found


async def test_an_entry_says_who_changed_what_and_why() -> None:
    async with running_sandbox() as small:
        role = add_role(small.world, small.guild, "Old", position=1, color=1)
        small.bot_role.position = 2
        path = f"/guilds/{small.guild.id}/roles/{role.id}"
        await small.bot.patch(path, {"name": "New", "hoist": True}, reason="Frühjahr · 100 %")
        answer = await small.bot.get(f"/guilds/{small.guild.id}/audit-logs")

    entry = answer.json()["audit_log_entries"][0]
    assert entry == {
        "id": entry["id"],
        "action_type": 31,
        "user_id": str(small.application.id),
        "target_id": str(role.id),
        "changes": [
            {"key": "name", "old_value": "Old", "new_value": "New"},
            {"key": "hoist", "old_value": False, "new_value": True},
        ],
        "reason": "Frühjahr · 100 %",
    }
    assert [user["id"] for user in answer.json()["users"]] == [str(small.application.id)]


async def test_without_a_reason_there_is_none_and_a_long_one_is_cut() -> None:
    async with running_sandbox() as small:
        path = f"/guilds/{small.guild.id}/roles"
        await small.bot.post(path, {})
        await small.bot.post(path, {}, reason="x" * 600)
        long, none = await entries(small)

    assert "reason" not in none
    assert long["reason"] == "x" * 512


async def test_what_changes_nothing_leaves_no_entry() -> None:
    async with running_sandbox() as small:
        await small.bot.patch(f"/channels/{small.general.id}", {"name": "general"})
        await small.bot.patch(f"/guilds/{small.guild.id}", {"name": "Small Guild"})

        assert await entries(small) == []


async def test_a_channels_life_is_kept_and_its_overwrites_apart() -> None:
    async with running_sandbox() as small:
        everyone = str(small.guild.id)
        overwrite = {"id": everyone, "type": 0, "allow": "0", "deny": "2048"}
        body = {"name": "new", "permission_overwrites": [overwrite]}
        made = await small.bot.post(f"/guilds/{small.guild.id}/channels", body)
        path = f"/channels/{made.json()['id']}"
        change = {"topic": "Hot", "permission_overwrites": [overwrite | {"deny": "1024"}]}
        await small.bot.patch(path, change)
        await small.bot.delete(f"{path}/permissions/{everyone}")
        await small.bot.put(f"{path}/permissions/{small.owner.id}", {"type": 1, "allow": "8"})
        await small.bot.delete(path)
        found = (await entries(small))[::-1]

    assert [entry["action_type"] for entry in found] == [10, 11, 14, 15, 13, 12]
    create, update, changed, removed, added, delete = found
    assert {"key": "permission_overwrites", "new_value": [overwrite]} in create["changes"]
    assert update["changes"] == [{"key": "topic", "new_value": "Hot"}]
    assert changed["changes"] == [{"key": "deny", "old_value": "2048", "new_value": "1024"}]
    assert changed["options"] == {"id": everyone, "type": "0", "role_name": "@everyone"}
    assert changed["target_id"] == made.json()["id"]
    assert {"key": "deny", "old_value": "1024"} in removed["changes"]
    assert added["options"] == {"id": str(small.owner.id), "type": "1"}
    assert {"key": "name", "old_value": "new"} in delete["changes"]


async def test_of_sorted_and_moved_channels_the_log_says_nothing() -> None:
    async with running_sandbox() as small:
        category = add_channel(small.world, small.guild, "Top", ChannelType.CATEGORY)
        entry = {"id": str(small.general.id), "position": 4, "parent_id": str(category.id)}
        await small.bot.patch(f"/guilds/{small.guild.id}/channels", [entry], reason="sort")

        assert small.general.parent_id == category.id
        assert await entries(small) == []


async def test_given_and_taken_roles_are_named() -> None:
    async with running_sandbox() as small:
        role = add_role(small.world, small.guild, "Smith", position=1)
        small.bot_role.position = 2
        member = add_member(small.world, small.guild, add_user(small.world, "ada").id)
        path = f"/guilds/{small.guild.id}/members/{member.user_id}/roles/{role.id}"
        await small.bot.put(path)
        await small.bot.delete(path)
        taken, given = await entries(small, action_type=25)

    named = [{"id": str(role.id), "name": "Smith"}]
    assert given["changes"] == [{"key": "$add", "new_value": named}]
    assert taken["changes"] == [{"key": "$remove", "new_value": named}]
    assert given["target_id"] == str(member.user_id)


async def test_the_newest_come_first_and_after_an_entry_the_oldest() -> None:
    async with running_sandbox() as small:
        for number in range(5):
            await small.bot.post(f"/guilds/{small.guild.id}/roles", {"name": f"{number}"})
        everything = await entries(small)
        ids = [entry["id"] for entry in everything]
        limited = await entries(small, limit=2)
        before = await entries(small, before=ids[3])
        after = await entries(small, after=ids[4], limit=2)

    assert ids == sorted(ids, key=int, reverse=True)
    assert [entry["id"] for entry in limited] == ids[:2]
    assert [entry["id"] for entry in before] == ids[4:]
    assert [entry["id"] for entry in after] == [ids[3], ids[2]]


async def test_entries_are_found_by_who_and_by_what() -> None:
    async with running_sandbox() as small:
        await small.bot.post(f"/guilds/{small.guild.id}/roles", {})
        await small.bot.patch(f"/channels/{small.general.id}", {"name": "x"})
        by_what = await entries(small, action_type=11)
        by_whom = await entries(small, user_id=small.application.id)
        by_other = await entries(small, user_id=small.owner.id)

    assert [entry["action_type"] for entry in by_what] == [11]
    assert len(by_whom) == 2
    assert by_other == []


async def test_what_is_older_than_45_days_is_forgotten() -> None:
    async with running_sandbox() as small:
        await small.bot.post(f"/guilds/{small.guild.id}/roles", {"name": "old"})
        small.clock.advance(46 * 24 * 3600)
        await small.bot.post(f"/guilds/{small.guild.id}/roles", {"name": "new"})
        found = await entries(small)

    assert len(found) == 1
    assert {"key": "name", "new_value": "new"} in found[0]["changes"]


async def test_reading_needs_view_audit_log() -> None:
    async with running_sandbox(int(Permission.MANAGE_GUILD)) as small:
        answer = await small.bot.get(f"/guilds/{small.guild.id}/audit-logs")

    assert_missing_permissions(answer)


@pytest.mark.parametrize(
    ("query", "code"),
    [({"limit": 101}, "NUMBER_TYPE_MAX"), ({"limit": 0}, "NUMBER_TYPE_MIN")],
)
async def test_a_page_has_1_to_100_entries(query: dict[str, int], code: str) -> None:
    async with running_sandbox() as small:
        answer = await small.bot.get(f"/guilds/{small.guild.id}/audit-logs", **query)

    assert_invalid(answer, "limit", code)
