"""The one message about drift, through its life, and its buttons."""

from datetime import time

import pytest

from app.sandbox.driving.sent import SeenMessage
from app.sandbox.faults.fault import Fault, FaultKind, Moment
from app.sandbox.world.actor import Actor
from app.sandbox.world.operations.channel_deletion import delete_channel
from app.shared.domain.drift.loop_guard import MOST_REVERTS
from app.shared.domain.drift.notices import Notice, NoticeState
from app.shared.domain.drift.quiet_hours import QuietHours
from app.shared.domain.drift.records import DriftState
from app.shared.domain.drift.settings import FieldRule
from app.shared.domain.guilds.admission import Decision
from app.shared.domain.planning.changes import Subject
from app.shared.domain.structure.identifiers import ChannelId
from tests.integration.bot.drift.by_hand import ByHand
from tests.integration.bot.talking.conversation import says
from tests.integration.sandbox.conformance.libraries import THEIR_OWN_WARNINGS

pytestmark = THEIR_OWN_WARNINGS
NSFW = FieldRule(subject=Subject.CHANNEL, key="lobby", field="nsfw")
TOPIC = FieldRule(subject=Subject.CHANNEL, key="lobby", field="topic")


@pytest.fixture
async def told(hand: ByHand) -> ByHand:
    """Drift is told in #general, and there is some."""
    await hand.set(channel_id=hand.channel)
    hand.change(topic="By hand")
    await hand.told("1 change by hand", "manager")
    return hand


async def test_it_says_what_was_changed_and_by_whom(told: ByHand) -> None:
    (notice,) = await told.notices()

    assert 'topic is "By hand" instead of "Say hello"' in notice.text
    assert notice.labels == ["Adopt", "Revert…", "Ignore", "Open"]


async def test_what_comes_later_joins_the_same_message(told: ByHand) -> None:
    (before,) = await told.notices()
    role = next(one for one in told.talk.place.guild.roles.values() if one.name == "Helper")
    await told.talk.place.bot.patch(
        f"/guilds/{told.talk.guild_id}/roles/{role.id}", {"hoist": True}
    )

    notice = await told.told("2 changes by hand")

    assert [one.id for one in await told.notices()] == [before.id] == [notice.id]
    assert notice.labels[:3] == ["Adopt all 2", "Revert all 2…", "Ignore all 2"]


def staff(hand: ByHand) -> ChannelId:
    channels = hand.talk.place.guild.channels.values()
    return ChannelId(next(one.id for one in channels if one.name == "staff"))


async def test_another_channel_that_is_chosen_has_it_from_then_on(told: ByHand) -> None:
    await told.set(channel_id=staff(told))
    moved = await told.until_says("told elsewhere")
    told.change(nsfw=True)

    await told.until(lambda found: len(found) == 1 and len(found[0].change.fields) == 2)
    await told.pass_time(5)

    assert "nsfw" not in moved.text
    assert moved.labels == ["Open"]
    there = await told.talk.place.bot.get(f"/channels/{staff(told)}/messages")
    assert len(there.json()) == 1
    assert len(await told.notices()) == 1


async def test_once_the_web_alone_is_chosen_nothing_is_posted(hand: ByHand) -> None:
    """Not even what waited for the end of quiet hours."""
    now = hand.talk.clock.now()
    hours = QuietHours(begins=time(now.hour), ends=time((now.hour + 1) % 24), zone="UTC")
    await hand.set(channel_id=hand.channel, quiet_hours=hours)
    hand.change(topic="By hand")
    await hand.until(lambda found: len(found) == 1)

    await hand.set(channel_id=None)
    hand.talk.clock.advance(3600)
    await hand.pass_time(5)

    assert await hand.notices() == []
    assert (await hand.records())[0].notice is None


async def test_of_a_server_that_was_refused_nothing_is_told(hand: ByHand) -> None:
    now = hand.talk.clock.now()
    hours = QuietHours(begins=time(now.hour), ends=time((now.hour + 1) % 24), zone="UTC")
    await hand.set(channel_id=hand.channel, quiet_hours=hours)
    hand.change(topic="By hand")
    await hand.until(lambda found: len(found) == 1)

    await hand.decide(Decision.REFUSED)
    hand.talk.clock.advance(3600)
    await hand.pass_time(5)

    assert await hand.notices() == []


async def test_it_ends_when_all_is_put_back(told: ByHand) -> None:
    told.change(topic="Say hello")

    notice = await told.told("all settled")

    assert "put back by hand" in notice.text
    assert notice.labels == ["Open"]
    told.change(topic="Again")
    await told.told("1 change by hand")
    assert len(await told.notices()) == 2


async def test_adopting_takes_it_into_the_design(told: ByHand) -> None:
    (notice,) = await told.notices()

    answer = await (await told.talk.manager.press(notice, "Adopt")).answer()

    assert answer.is_ephemeral
    assert "Version 2 of the design has it now" in answer.text
    await told.told("all settled", "adopted into the design by")
    (record,) = await told.records()
    assert record.state is DriftState.ADOPTED
    assert record.settled_by == f"user:{told.talk.people['manager']}"


async def test_two_presses_are_one(told: ByHand) -> None:
    (notice,) = await told.notices()
    first = await told.talk.manager.press(notice, "Adopt")
    second = await told.talk.manager.press(notice, "Adopt")

    texts = [(await one.answer()).text for one in (first, second)]

    assert sum("Version 2" in text for text in texts) == 1
    latest = await told.talk.container.latest_design()(told.talk.guild_id)
    assert latest is not None
    assert latest.number == 2


async def test_a_press_by_somebody_without_the_right_does_nothing(told: ByHand) -> None:
    (notice,) = await told.notices()

    for label in ("Adopt", "Revert…", "Ignore"):
        answer = await (await told.talk.human("member").press(notice, label)).answer()
        assert answer.is_ephemeral
        assert "may not" in answer.text

    assert [record.state for record in await told.records()] == [DriftState.OPEN]


async def test_a_button_of_what_has_changed_since_does_nothing(told: ByHand) -> None:
    (old,) = await told.notices()
    route = "/channels/{channel_id}/messages/{message_id}"
    silence = Fault(FaultKind.DROP, Moment.BEFORE, method="PATCH", route=route, times=None)
    told.talk.place.sandbox.faults.add(silence)
    told.change(topic="By hand again")
    await told.until(lambda found: found[0].change.fields[0].before == "By hand again")

    answer = await (await told.talk.manager.press(old, "Adopt")).answer()

    assert "has changed meanwhile" in answer.text
    assert (await told.records())[0].is_open


async def test_reverting_is_a_plan_that_is_applied_like_any_other(told: ByHand) -> None:
    (notice,) = await told.notices()

    plan = await (await told.talk.manager.press(notice, "Revert…")).answer()
    assert plan.is_ephemeral
    assert "1 to change" in plan.text
    ask = await (await told.talk.manager.press(plan, "Apply…")).answer()
    await told.talk.manager.press(ask, next(one for one in ask.labels if "Apply" in one))
    await says(told.talk.manager, "Waits for a worker")
    await told.talk.carry_out()

    await told.told("all settled", "reverted by a run of")
    assert told.lobby().topic == "Say hello"


async def test_ignoring_leaves_it_and_says_by_whom(told: ByHand) -> None:
    (notice,) = await told.notices()

    await (await told.talk.manager.press(notice, "Ignore")).answer()

    await told.told("all settled", "left alone by")
    assert told.lobby().topic == "By hand"


async def test_buttons_work_after_a_restart(told: ByHand) -> None:
    (notice,) = await told.notices()

    await told.talk.restart()
    answer = await (await told.talk.manager.press(notice, "Ignore")).answer()

    assert "Left alone from now on" in answer.text


async def test_a_message_that_was_deleted_is_posted_again_once(told: ByHand) -> None:
    async def posted() -> SeenMessage:
        notices = await told.notices()
        assert len(notices) == 1
        return notices[0]

    async def given_up() -> Notice:
        shown = await told.talk.container.show_drift_settings()(told.talk.guild_id)
        assert shown.not_told is not None
        return shown.not_told

    for _ in range(2):
        notice = await told.talk.tick(posted)
        await told.talk.place.bot.delete(f"/channels/{told.channel}/messages/{notice.id}")
        told.change(topic=f"After {notice.id}")

    assert "deleted twice" in (await told.talk.tick(given_up)).trouble
    assert await told.notices() == []


async def test_a_channel_that_is_gone_is_said_on_the_web(hand: ByHand) -> None:
    await hand.set(channel_id=ChannelId(12345))
    hand.change(topic="By hand")
    await hand.until(lambda found: len(found) == 1)
    await hand.pass_time(10)

    shown = await hand.talk.container.show_drift_settings()(hand.talk.guild_id)

    assert shown.not_told is not None
    assert shown.not_told.state is NoticeState.WEB_ONLY
    assert shown.not_told.trouble


async def test_quiet_hours_hold_the_message_back_until_they_end(hand: ByHand) -> None:
    now = hand.talk.clock.now()
    hours = QuietHours(begins=time(now.hour), ends=time((now.hour + 1) % 24), zone="UTC")
    await hand.set(channel_id=hand.channel, quiet_hours=hours)
    hand.change(topic="By hand")
    await hand.until(lambda found: len(found) == 1)
    await hand.pass_time(20)
    assert await hand.notices() == []

    hand.talk.clock.advance(60 * 60)

    await hand.told("1 change by hand")


async def test_discord_being_away_for_a_moment_posts_it_once(hand: ByHand) -> None:
    fault = Fault(FaultKind.DROP, Moment.BEFORE, method="POST", times=2)
    hand.talk.place.sandbox.faults.add(fault)
    await hand.set(channel_id=hand.channel)
    hand.change(topic="By hand")

    await hand.told("1 change by hand")

    await hand.pass_time(20)
    assert len(await hand.notices()) == 1


async def test_a_fight_over_what_is_put_back_ends_with_a_clear_message(hand: ByHand) -> None:
    """The manager changes it again each time the bot has put it back. Topics would end sooner:
    Discord takes two of them in ten minutes."""
    await hand.set(channel_id=hand.channel, auto_revert=(NSFW,))
    reverts = 0
    hand.change(nsfw=True)
    while await hand.is_put_back():
        reverts += 1
        hand.change(nsfw=True)

    notice = await hand.told("1 change by hand", "somebody means it")

    assert reverts == MOST_REVERTS
    assert hand.lobby().nsfw
    answer = await (await hand.talk.manager.press(notice, "Put back again")).answer()
    assert "put back by itself again" in answer.text


async def test_what_is_ignored_stays_when_another_field_is_put_back(hand: ByHand) -> None:
    await hand.set(channel_id=hand.channel, ignored=(NSFW,), auto_revert=(TOPIC,))
    hand.change(nsfw=True)
    await hand.pass_time(5)
    assert await hand.records() == ()
    hand.change(topic="By hand")

    assert await hand.is_put_back()

    assert (hand.lobby().topic, hand.lobby().nsfw) == ("Say hello", True)


async def test_a_channel_that_is_deleted_is_told(hand: ByHand) -> None:
    await hand.set(channel_id=hand.channel)
    place = hand.talk.place
    delete_channel(place.world, place.guild, hand.lobby(), Actor(place.owner.id, bot=False))

    await hand.told("#lobby does not exist")
