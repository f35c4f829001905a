"""A human changes the guild by hand, as its owner, and bots hear of it."""

from typing import Any

import pytest

from app.sandbox.seed.building import add_channel, add_role
from app.sandbox.world.audit_log import AuditAction
from app.sandbox.world.channels import ChannelType, Overwrite, OverwriteType
from app.sandbox.world.events import Event
from app.sandbox.world.permissions import Permission
from tests.integration.sandbox.viewer.hands import Page, open_page, shown


async def test_a_channel_is_made_renamed_and_deleted() -> None:
    async with open_page() as page:
        made = await page.http.post(f"{page.guild_path}/channels", json={"name": "New One"})
        path = f"/sandbox/channels/{made.json()['id']}"
        after_making = shown(await page.view())
        renamed = await page.http.patch(path, json={"name": "other"})
        after_renaming = shown(await page.view())
        deleted = await page.http.delete(path)

        assert (made.status_code, renamed.status_code, deleted.status_code) == (201, 200, 204)
        assert after_making == ["general", "new-one"]
        assert after_renaming == ["general", "other"]
        assert shown(await page.view()) == ["general"]


async def test_what_is_done_by_hand_stands_in_the_audit_log_under_the_owner() -> None:
    async with open_page() as page:
        await page.http.patch(f"/sandbox/channels/{page.place.general.id}", json={"name": "lobby"})

        entry = page.place.guild.audit_log[-1]

    assert entry.action is AuditAction.CHANNEL_UPDATE
    assert entry.user_id == page.place.owner.id
    assert entry.reason is None


async def test_bots_hear_of_what_is_done_by_hand() -> None:
    async with open_page() as page:
        heard: list[Event] = []
        page.world.subscribe(heard.append)

        await page.http.patch(f"/sandbox/channels/{page.place.general.id}", json={"name": "lobby"})

    assert [event.name for event in heard] == ["CHANNEL_UPDATE", "GUILD_AUDIT_LOG_ENTRY_CREATE"]


async def test_a_channel_is_dragged_into_a_category_above_another() -> None:
    async with open_page() as page:
        world, guild = page.world, page.place.guild
        rooms = add_channel(world, guild, "Rooms", ChannelType.CATEGORY)
        add_channel(world, guild, "first", parent_id=rooms.id)
        second = add_channel(world, guild, "second", parent_id=rooms.id)

        await _place(page, page.place.general.id, rooms.id, second.id)

        assert shown(await page.view()) == ["Rooms", " first", " general", " second"]


async def test_without_a_place_to_stand_above_it_comes_last() -> None:
    async with open_page() as page:
        rooms = add_channel(page.world, page.place.guild, "Rooms", ChannelType.CATEGORY)
        add_channel(page.world, page.place.guild, "first", parent_id=rooms.id)

        await _place(page, page.place.general.id, rooms.id, None)

        assert shown(await page.view()) == ["Rooms", " first", " general"]


async def test_a_channel_is_dragged_out_of_its_category() -> None:
    async with open_page() as page:
        rooms = add_channel(page.world, page.place.guild, "Rooms", ChannelType.CATEGORY)
        first = add_channel(page.world, page.place.guild, "first", parent_id=rooms.id)

        await _place(page, first.id, None, page.place.general.id)

        assert shown(await page.view()) == ["first", "general", "Rooms"]


async def test_dragging_mends_tied_positions() -> None:
    async with open_page() as page:
        guild = page.place.guild
        for name in ("one", "two"):
            add_channel(page.world, guild, name, position=0)
        two = next(each for each in guild.channels.values() if each.name == "two")

        await _place(page, two.id, None, page.place.general.id)

        assert shown(await page.view()) == ["two", "general", "one"]


async def test_categories_are_dragged_among_themselves() -> None:
    async with open_page() as page:
        first = add_channel(page.world, page.place.guild, "First", ChannelType.CATEGORY)
        second = add_channel(page.world, page.place.guild, "Second", ChannelType.CATEGORY)

        await _place(page, second.id, None, first.id)

        assert shown(await page.view()) == ["general", "Second", "First"]


async def test_a_voice_channel_does_not_disturb_the_numbers_of_text_channels() -> None:
    async with open_page() as page:
        guild = page.place.guild
        low = add_channel(page.world, guild, "low", ChannelType.VOICE)
        high = add_channel(page.world, guild, "high", ChannelType.VOICE)
        rooms = add_channel(page.world, guild, "Rooms", ChannelType.CATEGORY)
        late = add_channel(page.world, guild, "late", position=1, parent_id=rooms.id)

        await _place(page, high.id, None, low.id)

        assert shown(await page.view()) == ["general", "high", "low", "Rooms", " late"]
        assert late.position == 1


async def test_a_parent_that_is_no_category_is_refused_and_nothing_moves() -> None:
    async with open_page() as page:
        other = add_channel(page.world, page.place.guild, "other")

        answer = await _place(page, other.id, page.place.general.id, None, expect=400)

        assert answer["code"] == 50035
        assert other.parent_id is None


@pytest.mark.parametrize(
    ("state", "allow", "deny"),
    [("allow", 1 << 11, 1 << 60), ("deny", 0, 1 << 60 | 1 << 11), ("inherit", 0, 1 << 60)],
)
async def test_a_switch_turns_one_permission_and_keeps_the_others(
    state: str, allow: int, deny: int
) -> None:
    async with open_page() as page:
        guild, general = page.place.guild, page.place.general
        general.overwrites[guild.id] = Overwrite(
            guild.id, OverwriteType.ROLE, allow=0, deny=(1 << 60) | (1 << 11)
        )

        await _switch(page, guild.id, state=state, bit=str(int(Permission.SEND_MESSAGES)))

        changed = general.overwrites[guild.id]
        assert (changed.allow, changed.deny) == (allow, deny)


async def test_a_member_gets_an_overwrite_and_loses_it() -> None:
    async with open_page() as page:
        owner, general = page.place.owner, page.place.general
        await _switch(page, owner.id, state="inherit", bit="0", type=1)
        added = dict(general.overwrites)

        answer = await page.http.delete(f"/sandbox/channels/{general.id}/overwrites/{owner.id}")

        assert added[owner.id].type is OverwriteType.MEMBER
        assert answer.status_code == 204
        assert general.overwrites == {}


@pytest.mark.parametrize("form", [{"state": "maybe", "bit": "1"}, {"state": "allow", "bit": "x"}])
async def test_a_switch_without_sense_is_refused(form: dict[str, Any]) -> None:
    async with open_page() as page:
        path = f"/sandbox/channels/{page.place.general.id}/switch/{page.place.guild.id}"

        answer = await page.http.post(path, json=form)

        assert answer.status_code == 400
        assert page.place.general.overwrites == {}


async def test_a_role_is_made_changed_and_deleted() -> None:
    async with open_page() as page:
        made = await page.http.post(f"{page.guild_path}/roles", json={"name": "Helper"})
        path = f"{page.guild_path}/roles/{made.json()['id']}"
        changed = await page.http.patch(path, json={"color": 255, "permissions": "1024"})
        told = changed.json()
        deleted = await page.http.delete(path)

        assert (told["color"], told["permissions"]) == (255, "1024")
        assert (made.status_code, deleted.status_code) == (201, 204)
        assert [role["name"] for role in (await page.view())["roles"]] == ["Wright", "@everyone"]


async def test_roles_are_dragged_even_above_the_bots_own() -> None:
    async with open_page() as page:
        guild = page.place.guild
        low = add_role(page.world, guild, "low", position=1)
        mid = add_role(page.world, guild, "mid", position=1)

        answer = await page.http.post(
            f"{page.guild_path}/roles/{mid.id}/place",
            json={"before_id": str(page.place.bot_role.id)},
        )

        names = [role["name"] for role in (await page.view())["roles"]]
        assert answer.status_code == 204
        assert names == ["mid", "Wright", "low", "@everyone"]
        assert low.position == 1


async def test_a_refusal_of_the_world_comes_with_its_own_code() -> None:
    async with open_page() as page:
        managed = await page.http.delete(f"{page.guild_path}/roles/{page.place.bot_role.id}")
        nothing = await page.http.delete("/sandbox/channels/5")
        nameless = await page.http.post(f"{page.guild_path}/channels", json={"name": ""})

    assert (managed.status_code, managed.json()["code"]) == (400, 50028)
    assert (nothing.status_code, nothing.json()["code"]) == (404, 10003)
    assert (nameless.status_code, nameless.json()["code"]) == (400, 50035)


async def _place(
    page: Page, channel_id: int, parent_id: int | None, before_id: int | None, expect: int = 204
) -> Any:
    form = {
        "parent_id": None if parent_id is None else str(parent_id),
        "before_id": None if before_id is None else str(before_id),
    }
    answer = await page.http.post(f"/sandbox/channels/{channel_id}/place", json=form)
    assert answer.status_code == expect, answer.text
    return answer.json() if answer.content else None


async def _switch(page: Page, target_id: int, **form: Any) -> None:
    path = f"/sandbox/channels/{page.place.general.id}/switch/{target_id}"
    answer = await page.http.post(path, json=form)
    assert answer.status_code == 204, answer.text
