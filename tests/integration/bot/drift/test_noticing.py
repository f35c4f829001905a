"""The whole bot notices what people change by hand: real client, database, Redis and REST."""

import pytest

from app.sandbox.faults.fault import Fault, FaultKind, Moment
from app.shared.domain.drift.records import DriftState, FoundBy
from app.shared.domain.guilds.admission import Decision
from tests.integration.bot.drift.by_hand import ByHand
from tests.integration.sandbox.conformance.libraries import THEIR_OWN_WARNINGS

pytestmark = THEIR_OWN_WARNINGS


async def test_a_change_is_written_down_with_who_made_it(hand: ByHand) -> None:
    await hand.is_watched()
    before = hand.talk.clock.now()
    hand.change(topic="By hand")

    # By small steps: the clock goes on while the database is asked, however long that takes here.
    _, record = await hand.until(
        lambda found: len(found) == 2 and found[1].who is not None, step_s=0.01
    )

    (field,) = record.change.fields
    assert (field.field, field.before, field.after) == ("topic", "By hand", "Say hello")
    assert (record.who, record.by_bot) == (hand.talk.people["manager"], False)
    assert record.found_by is FoundBy.EVENT
    assert (record.found_at - before).total_seconds() < 2


async def test_a_burst_is_one_record(hand: ByHand) -> None:
    for number in range(10):
        hand.change(topic=f"Try {number}")

    await hand.until(lambda found: any(one.who is not None for one in found))
    await hand.pass_time(5)

    (record,) = await hand.records()
    assert record.change.fields[0].before == "Try 9"
    async with hand.talk.container.begin()() as uow:
        trail = await uow.trail.list(hand.talk.guild_id)
    assert [entry.action for entry in trail].count("drift.found") == 1


@pytest.mark.parametrize("looks_between", [True, False])
async def test_who_touches_another_field_is_not_named_for_it(
    hand: ByHand, looks_between: bool
) -> None:
    await hand.set(channel_id=hand.channel)
    manager, owner = hand.talk.people["manager"], hand.talk.people["owner"]
    hand.change(topic="By hand")
    await hand.told("1 change by hand", "manager")

    hand.change("owner", rate_limit_per_user=5)
    if looks_between:
        await hand.until(lambda found: found[0].who == owner)
    hand.change("owner", rate_limit_per_user=0)
    await hand.pass_time(10)

    (record,) = await hand.records()
    assert [field.field for field in record.change.fields] == ["topic"]
    assert (record.who, record.who_name) == (manager, "manager")
    await hand.told("1 change by hand", "manager")
    (notice,) = await hand.notices()
    answer = await (await hand.talk.owner.use("drift")).answer()
    for told in (answer.text.lower(), notice.text.lower()):
        assert "manager" in told
        assert "owner" not in told
    assert await signed_in_trail(hand) == ([manager, owner] if looks_between else [manager])


async def signed_in_trail(hand: ByHand) -> list[int]:
    """Whom the trail names for what was found, oldest first."""
    async with hand.talk.container.begin()() as uow:
        trail = await uow.trail.list(hand.talk.guild_id)
    found = [entry.actor for entry in trail if entry.action == "drift.found"]
    return [int(actor.removeprefix("user:")) for actor in reversed(found)]


async def test_our_own_run_is_no_drift(hand: ByHand) -> None:
    await hand.pass_time(30)

    assert await hand.records() == ()


async def test_of_a_server_that_was_refused_nothing_is_written_down(hand: ByHand) -> None:
    await hand.is_watched()
    await hand.decide(Decision.REFUSED)
    hand.change(topic="By hand")
    await hand.is_forgotten()
    await hand.pass_time(10)
    assert len(await hand.records()) == 1

    await hand.decide(Decision.ADMITTED)
    hand.talk.clock.advance(31 * 60)

    _, record = await hand.until(lambda found: len(found) == 2)
    assert record.change.fields[0].before == "By hand"
    assert record.found_by is FoundBy.COMPARISON


async def test_what_is_put_back_by_hand_is_settled(hand: ByHand) -> None:
    hand.change(topic="By hand")
    await hand.until(lambda found: len(found) == 1)

    hand.change(topic="Say hello")

    (record,) = await hand.until(lambda found: not found[0].is_open)
    assert record.state is DriftState.GONE


async def test_what_happens_while_the_bot_is_away_is_found_when_it_is_back(hand: ByHand) -> None:
    await hand.talk.stop()
    hand.change(topic="While away")

    await hand.talk.start()

    (record,) = await hand.until(lambda found: any(one.who is not None for one in found))
    assert record.who == hand.talk.people["manager"]


async def test_what_the_gateway_does_not_tell_is_found_by_comparing(hand: ByHand) -> None:
    """The event is lost; half an hour later the whole guild is read."""
    await hand.is_watched()
    hand.lobby().topic = "Silently"
    await hand.pass_time(10)
    assert len(await hand.records()) == 1

    hand.talk.clock.advance(31 * 60)

    _, record = await hand.until(lambda found: len(found) == 2)
    assert record.change.fields[0].before == "Silently"
    assert record.found_by is FoundBy.COMPARISON


async def test_discord_being_away_for_a_while_loses_nothing(hand: ByHand) -> None:
    for _ in range(3):
        fault = Fault(FaultKind.DROP, Moment.BEFORE, method="GET", route="/guilds/{guild_id}")
        hand.talk.place.sandbox.faults.add(fault)
    hand.talk.clock.advance(31 * 60)
    hand.change(topic="By hand")

    (record,) = await hand.until(lambda found: len(found) == 1)

    assert record.change.fields[0].before == "By hand"
