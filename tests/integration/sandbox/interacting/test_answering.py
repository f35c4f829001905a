"""Deadlines, kinds of answers, and what follows them."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

import pytest

from app.sandbox.driving.humans import Doing, Humans
from app.sandbox.driving.sent import NotAnswered
from app.sandbox.faults.fault import Fault, FaultKind
from app.sandbox.limits.orders import RefusalOrder
from app.sandbox.world.channels import Overwrite, OverwriteType
from app.sandbox.world.permissions import Permission
from tests.integration.sandbox.interacting.registry import command
from tests.integration.sandbox.interacting.stage import (
    AUTOCOMPLETE,
    CALLBACK,
    DEFER,
    DEFER_UPDATE,
    EPHEMERAL,
    FORM,
    MESSAGE,
    MODAL,
    UPDATE,
    Stage,
    open_stage,
)
from tests.integration.sandbox.messages.desk import leaves
from tests.support.sandbox import running_sandbox


@pytest.fixture
async def stage() -> AsyncGenerator[Stage]:
    async with open_stage() as found:
        yield found


async def test_the_application_is_told_everything_about_the_human(stage: Stage) -> None:
    await stage.marlon.use("plan", text="a", who=stage.place.owner.id)

    (told,) = stage.told
    member = told["member"]
    assert member["user"]["username"] == "marlon"
    assert int(member["permissions"]) & Permission.SEND_MESSAGES
    assert not int(member["permissions"]) & Permission.MANAGE_MESSAGES
    assert int(told["app_permissions"]) & Permission.ADMINISTRATOR
    assert told["data"]["options"] == [
        {"name": "text", "type": 3, "value": "a"},
        {"name": "who", "type": 6, "value": str(stage.place.owner.id)},
    ]
    resolved = told["data"]["resolved"]
    assert resolved["users"][str(stage.place.owner.id)]["username"] == "olive"
    assert "user" not in resolved["members"][str(stage.place.owner.id)]
    assert told["authorizing_integration_owners"] == {"0": str(stage.place.guild.id)}
    assert (told["context"], told["locale"], told["guild_locale"]) == (0, "en-US", "en-US")


async def test_three_seconds_are_long_enough_and_more_are_not(stage: Stage) -> None:
    in_time = await stage.olive.use("plan")
    stage.place.clock.advance(3.0)
    early = await stage.answer(MESSAGE, {"content": "a"})
    too_late = await stage.olive.use("plan")
    stage.place.clock.advance(3.1)
    late = await stage.answer(MESSAGE, {"content": "b"})

    assert early.status_code == 204
    assert (await in_time.answer()).content == "a"
    assert (late.status_code, late.json()["code"]) == (404, 10062)
    with pytest.raises(NotAnswered, match="did not respond"):
        await too_late.answer()


async def test_who_waits_hears_of_the_deadline_by_the_clock(stage: Stage) -> None:
    used = await stage.olive.use("plan")
    waiting = asyncio.create_task(used.answer())
    await stage.olive.messages()

    stage.place.clock.advance(3.1)

    with pytest.raises(NotAnswered):
        await waiting


async def test_a_second_answer_is_refused(stage: Stage) -> None:
    await stage.olive.use("plan")
    await stage.answer(MESSAGE, {"content": "a"})

    again = await stage.answer(MESSAGE, {"content": "b"})

    assert (again.status_code, again.json()["code"]) == (400, 40060)


async def test_an_answer_that_is_refused_may_be_tried_again(stage: Stage) -> None:
    used = await stage.olive.use("plan")

    bad = await stage.answer(MESSAGE, {"content": "a" * 2001})
    empty = await stage.answer(MESSAGE, {})
    good = await stage.answer(MESSAGE, {"content": "a"})

    assert leaves(bad.json()) == {"data.content": "BASE_TYPE_MAX_LENGTH"}
    assert (empty.json()["code"], good.status_code) == (50006, 204)
    assert (await used.answer()).content == "a"


@pytest.mark.parametrize("id_or_token", ["id", "token"])
async def test_the_wrong_token_answers_nothing(stage: Stage, id_or_token: str) -> None:
    await stage.olive.use("plan")
    stage.told.append({**stage.told[-1], id_or_token: "1"})

    answer = await stage.answer(MESSAGE, {"content": "a"})

    assert answer.json()["code"] == 10062


@pytest.mark.parametrize("kind", [1, DEFER_UPDATE, UPDATE, AUTOCOMPLETE, 10, 99])
async def test_a_command_takes_no_such_answer(stage: Stage, kind: int) -> None:
    await stage.olive.use("plan")

    answer = await stage.answer(kind, {})

    assert leaves(answer.json()) == {"type": "BASE_TYPE_CHOICES"}


async def test_with_response_tells_what_came_of_it(stage: Stage) -> None:
    await stage.olive.use("plan")

    told = await stage.answer(MESSAGE, {"content": "a", "flags": EPHEMERAL}, with_response="true")

    found = told.json()
    assert found["interaction"]["response_message_ephemeral"] is True
    assert found["resource"]["message"]["content"] == "a"
    assert found["resource"]["message"]["flags"] == EPHEMERAL


async def test_an_ephemeral_answer_is_one_humans_alone(stage: Stage) -> None:
    await stage.olive.use("plan")
    await stage.answer(MESSAGE, {"content": "psst", "flags": EPHEMERAL})
    (seen,) = await stage.olive.messages()
    path = f"/channels/{stage.place.general.id}/messages"

    listed = await stage.place.bot.get(path)
    got = await stage.place.bot.get(f"{path}/{seen.id}")

    assert (seen.content, await stage.marlon.messages()) == ("psst", [])
    assert (listed.json(), got.json()["code"]) == ([], 10008)
    assert stage.place.general.last_message_id is None


async def test_a_dismissed_answer_is_gone_for_its_human(stage: Stage) -> None:
    await stage.olive.use("plan")
    await stage.answer(MESSAGE, {"content": "psst", "flags": EPHEMERAL})
    (seen,) = await stage.olive.messages()

    await stage.olive.dismiss(seen)

    assert await stage.olive.messages() == []
    assert (await stage.hook("GET", "/messages/@original")).json()["content"] == "psst"


async def test_a_bots_answer_needs_no_permission_in_the_channel() -> None:
    async with running_sandbox(0) as place, Humans(place.sandbox.url) as humans:
        olive = humans.human(place.guild.id, place.general.id, place.owner.id)
        deny = Overwrite(
            place.application.id, OverwriteType.MEMBER, deny=int(Permission.SEND_MESSAGES)
        )
        place.general.overwrites[deny.id] = deny
        told: list[dict[str, Any]] = []
        place.world.subscribe(
            lambda event: told.append(event.data) if event.name == "INTERACTION_CREATE" else None
        )
        await place.bot.put(f"/applications/{place.application.id}/commands", [command()])
        used = await olive.use("plan")

        path = f"/interactions/{told[0]['id']}/{told[0]['token']}/callback"
        await place.bot.post(path, {"type": 4, "data": {"embeds": [{"title": "yes"}]}})

        assert (await used.answer()).embeds[0]["title"] == "yes"


async def test_thinking_becomes_the_answer_by_an_edit(stage: Stage) -> None:
    used = await stage.olive.use("plan")
    await stage.answer(DEFER, {"flags": EPHEMERAL, "content": "passed over"})
    (thinking,) = await stage.olive.messages()

    edited = await stage.hook("PATCH", "/messages/@original", {"content": "done"})

    assert (thinking.is_loading, thinking.is_ephemeral, thinking.content) == (True, True, "")
    assert (edited.json()["flags"], edited.json()["edited_timestamp"]) == (EPHEMERAL, None)
    assert (await used.answer()).id == thinking.id


async def test_thinking_becomes_the_answer_by_the_first_follow_up(stage: Stage) -> None:
    used = await stage.olive.use("plan")
    await stage.answer(DEFER)

    first = await stage.hook("POST", "", {"content": "one"})
    second = await stage.hook("POST", "", {"content": "two", "flags": EPHEMERAL})

    assert (await used.answer()).id == int(first.json()["id"])
    assert [each.content for each in await used.follow_ups()] == ["two"]
    assert second.json()["message_reference"]["message_id"] == first.json()["id"]
    assert [each.content for each in await stage.marlon.messages()] == ["one"]


async def test_follow_ups_are_read_changed_and_deleted(stage: Stage) -> None:
    await stage.olive.use("plan")
    await stage.answer(MESSAGE, {"content": "a"})
    made = (await stage.hook("POST", "", {"content": "b", "flags": EPHEMERAL})).json()
    path = f"/messages/{made['id']}"

    edited = await stage.hook("PATCH", path, {"content": "c"})
    read = await stage.hook("GET", path)
    deleted = await stage.hook("DELETE", path)
    original = await stage.hook("DELETE", "/messages/@original")
    after = await stage.hook("GET", "/messages/@original")

    assert (edited.json()["content"], read.json()["content"]) == ("c", "c")
    assert (deleted.status_code, original.status_code) == (204, 204)
    assert after.json()["code"] == 10008
    assert await stage.olive.messages() == []


async def test_another_interactions_ephemeral_message_is_out_of_reach(stage: Stage) -> None:
    await stage.olive.use("plan")
    await stage.answer(MESSAGE, {"content": "psst", "flags": EPHEMERAL})
    (secret,) = await stage.olive.messages()
    await stage.marlon.use("plan")
    await stage.answer(MESSAGE, {"content": "open"})

    answer = await stage.hook("GET", f"/messages/{secret.id}")

    assert answer.json()["code"] == 10008


async def test_nothing_follows_before_the_answer(stage: Stage) -> None:
    await stage.olive.use("plan")

    answer = await stage.hook("POST", "", {"content": "too soon"})

    assert (answer.status_code, answer.json()["code"]) == (404, 10015)


async def test_the_token_lasts_a_quarter_of_an_hour(stage: Stage) -> None:
    await stage.olive.use("plan")
    await stage.answer(MESSAGE, {"content": "a"})

    stage.place.clock.advance(900)
    in_time = await stage.hook("POST", "", {"content": "b"})
    stage.place.clock.advance(1)
    late = [
        await stage.hook("POST", "", {"content": "c"}),
        await stage.hook("PATCH", "/messages/@original", {"content": "c"}),
        await stage.hook("GET", "/messages/@original"),
    ]

    assert in_time.status_code == 200
    assert [(each.status_code, each.json()["code"]) for each in late] == [(401, 50027)] * 3


async def test_interactions_meet_faults_and_limits_on_demand(stage: Stage) -> None:
    sandbox = stage.place.sandbox
    sandbox.limits.enabled = True
    sandbox.limits.refuse(RefusalOrder(method="POST", template=CALLBACK))
    sandbox.faults.add(Fault(FaultKind.ERROR, method="POST", route=CALLBACK, status=500))
    await stage.olive.use("plan")

    limited = await stage.answer(MESSAGE, {"content": "a"})
    broken = await stage.answer(MESSAGE, {"content": "a"})
    again = await stage.answer(MESSAGE, {"content": "a"})

    assert limited.status_code == 429
    assert broken.status_code == 500
    assert again.json()["code"] == 40060


async def test_the_driver_tells_apart_what_has_no_message(stage: Stage) -> None:
    used: Doing = await stage.olive.use("plan")
    await stage.answer(MODAL, FORM)

    with pytest.raises(NotAnswered, match="without a message"):
        await used.answer()
