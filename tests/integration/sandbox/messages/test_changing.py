"""Editing, deleting and pinning messages; pages of them; the audit log of it."""

from collections.abc import AsyncGenerator

import pytest

from app.sandbox.driving.humans import Humans
from app.sandbox.seed.building import EVERYONE_PERMISSIONS
from app.sandbox.world.permissions import Permission
from tests.integration.sandbox.messages.desk import Desk, leaves
from tests.support.sandbox import running_sandbox


@pytest.fixture
async def desk() -> AsyncGenerator[Desk]:
    async with running_sandbox(expect_bad_requests=True) as place:
        yield Desk(place)


@pytest.fixture
async def plain_desk() -> AsyncGenerator[Desk]:
    async with running_sandbox(EVERYONE_PERMISSIONS, expect_bad_requests=True) as place:
        yield Desk(place)


async def test_an_edit_changes_what_it_names(desk: Desk) -> None:
    sent = await desk.send(content="a", embeds=[{"title": "t"}])
    desk.place.clock.advance(5)

    edited = (await desk.place.bot.patch(f"{desk.path}/{sent['id']}", {"content": "b"})).json()

    assert (edited["content"], edited["embeds"][0]["title"]) == ("b", "t")
    assert edited["edited_timestamp"] is not None
    assert edited["timestamp"] == sent["timestamp"]
    assert desk.named("MESSAGE_UPDATE")[0].data["content"] == "b"


async def test_an_edit_that_leaves_nothing_is_refused_and_changes_nothing(desk: Desk) -> None:
    sent = await desk.send(content="a")

    answer = await desk.place.bot.patch(f"{desk.path}/{sent['id']}", {"content": None})
    kept = await desk.place.bot.get(f"{desk.path}/{sent['id']}")

    assert answer.json()["code"] == 50006
    assert kept.json()["content"] == "a"


async def test_nobody_edits_what_others_say(desk: Desk) -> None:
    async with Humans(desk.place.sandbox.url) as humans:
        written = await desk.owner(humans).write("mine")

    words = await desk.place.bot.patch(f"{desk.path}/{written.id}", {"content": "yours"})
    embeds = await desk.place.bot.patch(f"{desk.path}/{written.id}", {"flags": 1 << 2})

    assert (words.status_code, words.json()["code"]) == (403, 50005)
    assert embeds.json()["flags"] == 1 << 2


async def test_hiding_anothers_embeds_takes_manage_messages(plain_desk: Desk) -> None:
    async with Humans(plain_desk.place.sandbox.url) as humans:
        written = await plain_desk.owner(humans).write("mine")

    answer = await plain_desk.place.bot.patch(f"{plain_desk.path}/{written.id}", {"flags": 1 << 2})

    assert answer.json()["code"] == 50013


async def test_ones_own_message_is_deleted_without_a_trace_in_the_audit_log(desk: Desk) -> None:
    sent = await desk.send(content="a")

    answer = await desk.place.bot.delete(f"{desk.path}/{sent['id']}")
    again = await desk.place.bot.delete(f"{desk.path}/{sent['id']}")

    assert (answer.status_code, again.json()["code"]) == (204, 10008)
    assert desk.named("MESSAGE_DELETE")[0].data["id"] == sent["id"]
    assert desk.place.guild.audit_log == []


async def test_anothers_message_is_deleted_with_one(desk: Desk) -> None:
    async with Humans(desk.place.sandbox.url) as humans:
        written = await desk.owner(humans).write("mine")

    await desk.place.bot.delete(f"{desk.path}/{written.id}", reason="rude")
    log = (await desk.place.bot.get(f"/guilds/{desk.place.guild.id}/audit-logs")).json()

    (entry,) = log["audit_log_entries"]
    assert (entry["action_type"], entry["reason"]) == (72, "rude")
    assert entry["target_id"] == str(desk.place.owner.id)
    assert entry["options"] == {"channel_id": str(desk.place.general.id), "count": "1"}


async def test_deleting_anothers_takes_manage_messages(plain_desk: Desk) -> None:
    async with Humans(plain_desk.place.sandbox.url) as humans:
        written = await plain_desk.owner(humans).write("mine")

    answer = await plain_desk.place.bot.delete(f"{plain_desk.path}/{written.id}")

    assert answer.json()["code"] == 50013


async def test_many_are_deleted_at_once(desk: Desk) -> None:
    ids = [(await desk.send(content=str(number)))["id"] for number in range(3)]
    unknown = str(int(ids[-1]) + 9)

    answer = await desk.place.bot.post(f"{desk.path}/bulk-delete", {"messages": [*ids, unknown]})

    assert answer.status_code == 204
    assert desk.named("MESSAGE_DELETE_BULK")[0].data["ids"] == ids
    assert [int(entry.action) for entry in desk.place.guild.audit_log] == [73]


@pytest.mark.parametrize("count", [1, 101])
async def test_bulk_deletion_takes_two_to_a_hundred(desk: Desk, count: int) -> None:
    latest = int((await desk.send(content="a"))["id"])
    ids = [str(latest + number) for number in range(count)]

    answer = await desk.place.bot.post(f"{desk.path}/bulk-delete", {"messages": ids})

    assert leaves(answer.json()) == {"messages": "BASE_TYPE_BAD_LENGTH"}


async def test_bulk_deletion_refuses_what_is_older_than_two_weeks(desk: Desk) -> None:
    old = (await desk.send(content="old"))["id"]
    desk.place.clock.advance(14 * 24 * 3600 + 1)
    young = (await desk.send(content="young"))["id"]

    answer = await desk.place.bot.post(f"{desk.path}/bulk-delete", {"messages": [old, young]})

    assert answer.json()["code"] == 50034
    assert len(desk.place.guild.messages_in(desk.place.general.id)) == 2


async def test_pages_are_told_newest_first_from_every_end(desk: Desk) -> None:
    ids = [(await desk.send(content=str(number)))["id"] for number in range(6)]

    async def listed(**query: object) -> list[str]:
        answer = await desk.place.bot.get(desk.path, **query)
        return [each["content"] for each in answer.json()]

    assert await listed(limit=2) == ["5", "4"]
    assert await listed(limit=2, before=ids[3]) == ["2", "1"]
    assert await listed(limit=2, after=ids[1]) == ["3", "2"]
    assert await listed(limit=3, around=ids[2]) == ["3", "2", "1"]
    assert await listed(limit=1, around=ids[2]) == ["2"]


@pytest.mark.parametrize("limit", [0, 101])
async def test_a_page_holds_one_to_a_hundred(desk: Desk, limit: int) -> None:
    answer = await desk.place.bot.get(desk.path, limit=limit)

    assert answer.json()["code"] == 50035


async def test_without_the_history_there_is_nothing_to_list(plain_desk: Desk) -> None:
    sent = await plain_desk.send(content="a")
    plain_desk.deny(Permission.READ_MESSAGE_HISTORY)

    listed = await plain_desk.place.bot.get(plain_desk.path)
    one = await plain_desk.place.bot.get(f"{plain_desk.path}/{sent['id']}")

    assert (listed.json(), one.json()["code"]) == ([], 50001)


@pytest.mark.parametrize("route", ["messages/pins", "pins"])
async def test_a_pin_is_told_listed_and_taken_back(desk: Desk, route: str) -> None:
    channel = f"/channels/{desk.place.general.id}"
    sent = await desk.send(content="keep")

    put = await desk.place.bot.put(f"{channel}/{route}/{sent['id']}", reason="good")
    pins = (await desk.place.bot.get(f"{channel}/messages/pins")).json()
    old = (await desk.place.bot.get(f"{channel}/pins")).json()
    notice = (await desk.place.bot.get(desk.path, limit=1)).json()[0]
    removed = await desk.place.bot.delete(f"{channel}/{route}/{sent['id']}")
    empty = (await desk.place.bot.get(f"{channel}/messages/pins")).json()

    assert (put.status_code, removed.status_code) == (204, 204)
    assert [each["message"]["id"] for each in pins["items"]] == [sent["id"]]
    assert [each["id"] for each in old] == [sent["id"]]
    assert (notice["type"], notice["message_reference"]["message_id"]) == (6, sent["id"])
    assert empty == {"items": [], "has_more": False}
    assert len(desk.named("CHANNEL_PINS_UPDATE")) == 2
    assert [int(entry.action) for entry in desk.place.guild.audit_log] == [74, 75]
    assert desk.place.guild.audit_log[0].reason == "good"


async def test_pins_take_pin_messages_and_not_manage_messages() -> None:
    permissions = EVERYONE_PERMISSIONS | Permission.MANAGE_MESSAGES
    async with running_sandbox(permissions) as place:
        desk = Desk(place)
        sent = await desk.send(content="keep")

        answer = await place.bot.put(f"{desk.path}/pins/{sent['id']}")

        assert answer.json()["code"] == 50013


async def test_two_hundred_and_fifty_pins_are_the_most(desk: Desk) -> None:
    ids = [(await desk.send(content=str(number)))["id"] for number in range(251)]
    kept = desk.place.guild.messages_in(desk.place.general.id)
    for each in ids[:250]:
        kept[int(each)].pinned_at = desk.place.clock.now()

    answer = await desk.place.bot.put(f"{desk.path}/pins/{ids[250]}")
    page = (await desk.place.bot.get(f"{desk.path}/pins")).json()

    assert answer.json()["code"] == 30003
    assert (len(page["items"]), page["has_more"]) == (50, True)


async def test_a_deleted_channel_takes_its_messages_along(desk: Desk) -> None:
    await desk.send(content="a")

    await desk.place.bot.delete(f"/channels/{desk.place.general.id}")

    assert desk.place.guild.messages == {}
