"""One answer to one interaction, whichever way Discord wants it by now."""

import pytest

from app.bot.interactions.failures import told
from app.bot.interactions.interaction import Interaction
from app.bot.interactions.reply import Reply
from tests.support.fakes.clock import FakeClock
from tests.support.fakes.interaction_calls import FakeCalls, an_event

HELLO = told("Hello")


@pytest.fixture
def calls() -> FakeCalls:
    return FakeCalls()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def reply(calls: FakeCalls, clock: FakeClock) -> Reply:
    interaction = Interaction.of(an_event())
    assert interaction is not None
    return Reply(calls, interaction, clock)


async def test_what_is_sent_at_once_is_the_answer(reply: Reply, calls: FakeCalls) -> None:
    await reply.send(HELLO)

    assert calls.said == [("MESSAGE", HELLO.body(ephemeral=True))]


async def test_what_was_promised_is_edited_in(reply: Reply, calls: FakeCalls) -> None:
    await reply.defer()
    await reply.send(HELLO)
    await reply.send(HELLO)

    assert calls.kinds == ["DEFERRED_MESSAGE", "EDIT", "FOLLOW_UP"]
    assert calls.said[0][1] == {"flags": 64}


async def test_a_promise_is_made_once(reply: Reply, calls: FakeCalls) -> None:
    await reply.defer()
    await reply.defer()
    await reply.defer_update()

    assert calls.kinds == ["DEFERRED_MESSAGE"]


async def test_an_update_stands_where_the_button_was(reply: Reply, calls: FakeCalls) -> None:
    await reply.update(HELLO)
    await reply.update(HELLO)

    assert calls.kinds == ["UPDATE_MESSAGE", "EDIT"]


async def test_beside_a_message_that_stays_more_is_said_to_the_asker_alone(
    reply: Reply, calls: FakeCalls
) -> None:
    await reply.defer_update()
    await reply.send(HELLO)

    assert calls.said == [("DEFERRED_UPDATE", {}), ("FOLLOW_UP", HELLO.body(ephemeral=True))]


async def test_what_was_shared_is_what_is_edited_then(reply: Reply, calls: FakeCalls) -> None:
    await reply.defer()
    await reply.share(HELLO, told("Shown"))
    await reply.edit(HELLO)

    assert calls.kinds == ["DEFERRED_MESSAGE", "EDIT", "FOLLOW_UP", "EDIT 100"]
    assert calls.said[2][1]["flags"] & 64 == 0
    assert reply.message_id == 100


async def test_it_lasts_for_a_little_less_than_discord_lets_it(
    reply: Reply, clock: FakeClock
) -> None:
    clock.advance(14 * 60 + 39)
    before = reply.lasts()
    clock.advance(1)

    assert before
    assert not reply.lasts()
