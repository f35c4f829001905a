"""What is put back by itself, with whose rights, and how a fight over it ends."""

from typing import Any

import pytest

from app.shared.application.drift.auto_revert import MOST_TRIES, AutoRevert, Reverting
from app.shared.application.drift.revert_drift import RevertDrift
from app.shared.domain.access.policy import Policy
from app.shared.domain.drift.loop_guard import MOST_REVERTS
from app.shared.domain.drift.records import DriftState
from app.shared.domain.drift.settings import FieldRule
from app.shared.domain.planning.changes import Risk, Subject
from app.shared.domain.structure.identifiers import UserId
from tests.support.builders import GUILD, OWNER
from tests.support.watched_guild import CHANNEL, WatchedGuild

LOBBY = FieldRule(subject=Subject.CHANNEL, key="lobby")


@pytest.fixture(autouse=True)
async def chosen(watched: WatchedGuild) -> None:
    await watched.set(channel_id=CHANNEL, auto_revert=(LOBBY,), revert_as=OWNER)


def auto_revert(watched: WatchedGuild) -> AutoRevert:
    scene = watched.scene
    revert = RevertDrift(scene.store, scene.gateway, scene.clock)
    return AutoRevert(scene.store, revert, scene.approve_plan(), scene.clock)


async def react(watched: WatchedGuild, **fields: Any) -> Reverting:
    """Look, and put back what is to be put back, as the bot does after an event."""
    noticed = await watched.look(**fields)
    reverting = await auto_revert(watched)(GUILD, noticed.to_revert)
    if reverting.run is not None:
        await watched.scene.work(reverting.run)
        watched.pass_time(20)
        await watched.look()
    return reverting


async def test_a_chosen_field_is_put_back_in_the_name_of_who_chose_it(
    watched: WatchedGuild,
) -> None:
    reverting = await react(watched, heard=(watched.spoil(),))

    assert watched.channel("lobby")["topic"] == "Hi"
    assert reverting.run is not None
    assert reverting.run.requested_by == f"user:{OWNER}"
    plans = watched.scene.store.tables.plans.values()
    assert [stored.plan.requester for stored in plans][-1] == OWNER
    (record,) = watched.records()
    assert (record.state, record.settled_by) == (DriftState.REVERTED, f"user:{OWNER}")


async def test_what_was_not_chosen_is_left(watched: WatchedGuild) -> None:
    reverting = await react(watched, heard=(watched.spoil("hall"),))

    assert reverting == Reverting(run=None)
    assert watched.channel("hall")["topic"] == "Spoilt"


async def test_a_fight_ends_with_the_guard_and_says_so(watched: WatchedGuild) -> None:
    """A human puts the topic back again and again, for an hour."""
    fights = 0
    for _ in range(60):
        await react(watched, heard=(watched.spoil(),))
        fights += watched.channel("lobby")["topic"] == "Hi"
        watched.pass_time(30)

    assert fights == MOST_REVERTS
    last = watched.records()[-1]
    assert last.is_open
    assert "somebody means it" in last.trouble
    assert watched.scene.trail().count("drift.revert_stopped") == 1
    assert all(notice.stale for notice in watched.notices()[-1:])


async def test_the_guard_of_one_field_leaves_others_alone(watched: WatchedGuild) -> None:
    for _ in range(MOST_REVERTS + 1):
        await react(watched, heard=(watched.spoil(),))
    watched.channel("lobby")["topic"] = "Hi"
    await watched.look()

    watched.channel("lobby")["nsfw"] = True
    reverting = await react(watched)

    assert reverting.run is not None
    assert watched.channel("lobby")["nsfw"] is False


async def test_who_lost_the_right_puts_nothing_back(watched: WatchedGuild) -> None:
    """Rule 8: nobody gets through the bot what they could not do by hand."""
    member = watched.scene.guild.add_member()
    await watched.set(auto_revert=(LOBBY,), revert_as=UserId(member))

    reverting = await react(watched, heard=(watched.spoil(),))

    assert reverting.run is None
    assert watched.channel("lobby")["topic"] == "Spoilt"
    (record,) = watched.records()
    assert record.trouble
    assert watched.scene.trail()[-1] == "drift.not_reverted"


async def test_what_takes_a_second_person_is_not_put_back(watched: WatchedGuild) -> None:
    async with watched.scene.store() as uow:
        await uow.policies.set(Policy(guild_id=GUILD, two_person_from=Risk.NONE))
        await uow.commit()

    reverting = await react(watched, heard=(watched.spoil(),))

    assert reverting.run is None
    assert "two people" in watched.records()[0].trouble
    assert watched.channel("lobby")["topic"] == "Spoilt"


async def test_what_was_refused_once_is_not_tried_again_until_it_changes(
    watched: WatchedGuild,
) -> None:
    member = watched.scene.guild.add_member()
    await watched.set(auto_revert=(LOBBY,), revert_as=UserId(member))
    await react(watched, heard=(watched.spoil(),))

    assert (await watched.look()).to_revert == ()
    assert len((await watched.look(heard=(watched.spoil(topic="Worse"),))).to_revert) == 1


async def test_a_thing_that_is_gone_is_made_again(watched: WatchedGuild) -> None:
    watched.scene.guild.drop_channel(watched.channel("lobby")["id"])

    await react(watched)

    assert watched.channel("lobby")["topic"] == "Hi"


async def test_what_was_refused_is_not_counted_as_put_back(watched: WatchedGuild) -> None:
    async with watched.scene.store() as uow:
        await uow.policies.set(Policy(guild_id=GUILD, two_person_from=Risk.NONE))
        await uow.commit()

    for number in range(MOST_REVERTS + 1):
        await react(watched, heard=(watched.spoil(topic=f"Spoilt {number}"),))

    (record,) = watched.records()
    assert "was put back" not in record.trouble
    assert "two people" in record.trouble


async def test_what_is_no_longer_as_it_was_seen_is_tried_again_but_not_for_ever(
    watched: WatchedGuild,
) -> None:
    noticed = await watched.look(heard=(watched.spoil(),))
    watched.channel("lobby")["topic"] = "Something that no event told of"
    reverts = auto_revert(watched)

    tries = [await reverts(GUILD, noticed.to_revert) for _ in range(MOST_TRIES)]

    assert [one.again for one in tries] == [True] * (MOST_TRIES - 1) + [False]
    assert [record.trouble for record in tries[-1].refused] == [watched.records()[0].trouble]
    assert "not as it had been seen" in watched.records()[0].trouble
    assert watched.scene.store.tables.loop_guards == {}


async def test_what_was_not_chosen_does_not_keep_a_chosen_field_from_being_put_back(
    watched: WatchedGuild,
) -> None:
    topic = FieldRule(subject=Subject.CHANNEL, key="lobby", field="topic")
    await watched.set(auto_revert=(topic,), revert_as=OWNER)
    watched.channel("lobby")["nsfw"] = True
    await watched.look()

    reverting = await react(watched, heard=(watched.spoil(),))

    assert reverting.run is not None
    assert watched.channel("lobby")["topic"] == "Hi"
    assert watched.channel("lobby")["nsfw"]
    (record,) = watched.records()
    assert record.is_open
    assert [field.field for field in record.change.fields] == ["nsfw"]
    places = [place for _, place in watched.scene.store.tables.loop_guards]
    assert places == ["channel:lobby:topic"]
    assert (await watched.look()).to_revert == ()
