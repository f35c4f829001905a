"""/drift: what was changed by hand, and what becomes of it."""

import pytest

from app.sandbox.driving.sent import SeenMessage
from tests.integration.bot.talking.conversation import Conversation, says
from tests.integration.bot.talking.test_runs import begun
from tests.integration.sandbox.conformance.libraries import THEIR_OWN_WARNINGS

pytestmark = THEIR_OWN_WARNINGS


@pytest.fixture
async def drifted(talk: Conversation) -> SeenMessage:
    """#lobby and the role have been changed by hand since the run."""
    await begun(talk)
    await talk.carry_out()
    await by_hand(talk, topic="By hand")
    return await (await talk.manager.use("drift")).answer()


async def by_hand(talk: Conversation, **fields: str) -> None:
    channels = (await talk.place.bot.get(f"/guilds/{talk.guild_id}/channels")).json()
    lobby = next(one for one in channels if one["name"] == "lobby")
    await talk.place.bot.patch(f"/channels/{lobby['id']}", fields)


async def test_before_anything_was_applied_there_is_nothing_to_drift_from(
    talk: Conversation,
) -> None:
    answer = await (await talk.manager.use("drift")).answer()

    assert "Nothing has been applied to this server yet" in answer.text


async def test_it_lists_what_was_changed(drifted: SeenMessage) -> None:
    assert "1 thing, since the run" in drifted.text
    assert "lobby" in drifted.text
    assert drifted.labels[:2] == ["Adopt 1", "Undo 1…"]


async def test_adopting_takes_it_into_the_design(talk: Conversation, drifted: SeenMessage) -> None:
    await talk.manager.press(drifted, "Adopt 1")
    after = await says(talk.manager, "Version 2 of the design has it now")
    latest = await talk.container.latest_design()(talk.guild_id)

    assert after.id == drifted.id
    assert latest is not None
    assert "By hand" in latest.text


async def test_adopting_twice_is_adopting_once(talk: Conversation, drifted: SeenMessage) -> None:
    first = await talk.manager.press(drifted, "Adopt 1")
    second = await talk.manager.press(drifted, "Adopt 1")
    await first.settled()
    await second.settled()
    await says(talk.manager, "Version 2 of the design has it now")

    latest = await talk.container.latest_design()(talk.guild_id)
    assert latest is not None
    assert latest.number == 2


async def test_undoing_is_a_plan_for_just_that(talk: Conversation, drifted: SeenMessage) -> None:
    plan = (await (await talk.manager.press(drifted, "Undo 1…")).follow_ups(1))[0]

    assert plan.is_ephemeral
    assert "`~` 1 to change" in plan.text
    assert plan.labels[0] == "Apply…"


async def test_a_list_that_is_no_longer_true_is_shown_anew_and_nothing_else_happens(
    talk: Conversation, drifted: SeenMessage
) -> None:
    await by_hand(talk, topic="By hand again")

    await talk.manager.press(drifted, "Adopt 1")
    await says(talk.manager, "This list has changed since it was shown")

    latest = await talk.container.latest_design()(talk.guild_id)
    assert latest is not None
    assert latest.number == 1


async def test_some_of_several_are_chosen(talk: Conversation, drifted: SeenMessage) -> None:
    await talk.manager.dismiss(drifted)
    roles = (await talk.place.bot.get(f"/guilds/{talk.guild_id}/roles")).json()
    helper = next(one for one in roles if one["name"] == "Helper")
    await talk.place.bot.patch(f"/guilds/{talk.guild_id}/roles/{helper['id']}", {"hoist": True})
    listed = await (await talk.manager.use("drift")).answer()
    select = next(one for one in listed.components if one["type"] == 3)

    await talk.manager.select(listed, select["custom_id"], ["0"])
    chosen = await talk.manager.sees(lambda message: "Adopt 1" in message.labels)

    assert "Adopt 2" in listed.labels
    assert chosen.id == listed.id


async def test_what_is_ignored_is_left_alone(talk: Conversation, drifted: SeenMessage) -> None:
    await talk.manager.press(drifted, "Ignore 1")
    after = await says(talk.manager, "Left alone from now on")

    assert after.id == drifted.id
    assert "1 thing is ignored" in after.text
    assert "Adopt 1" not in after.labels

    await talk.manager.press(after, "Watch them again")
    again = await talk.manager.sees(lambda message: "Adopt 1" in message.labels)
    assert again.id == drifted.id
