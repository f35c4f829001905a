"""A run in one message that is edited along."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import replace

import pytest

from app.bot.commands.live_runs import EDIT_EVERY_S, LOOK_S, LiveRuns
from app.bot.commands.reading import Names
from app.bot.interactions.interaction import Interaction
from app.bot.interactions.reply import Reply
from app.bot.interactions.used import Used
from app.bot.rendering.links import Links
from app.bot.rendering.voice import Voice
from app.bot.wording.english import English
from app.shared.application.runs.show_run import ShownRun, ShowRun, ShowRunCommand
from app.shared.domain.access.refusals import AccessDenied
from app.shared.domain.errors import DomainError, Unavailable
from app.shared.domain.runs.run import RunState, StepRecord, StepState
from tests.support.builders import GUILD, OWNER, a_plan, a_run, a_step
from tests.support.fakes.clock import FakeClock
from tests.support.fakes.interaction_calls import FakeCalls, an_event
from tests.support.fakes.progress import FakeProgressChannel
from tests.support.fakes.unit_of_work import InMemoryStore
from tests.support.gate import a_gate
from tests.support.memberships import a_membership

WORDS = English()


def shown_at(state: RunState, done: int) -> ShownRun:
    steps = tuple(a_step(number) for number in range(1, 4))
    records = tuple(
        StepRecord(
            number=step.number,
            state=StepState.DONE if step.number <= done else StepState.WAITING,
        )
        for step in steps
    )
    return ShownRun(
        run=a_run(state=state),
        plan=a_plan(*steps),
        steps=tuple(zip(steps, records, strict=True)),
        kept_members={},
    )


class Journal(ShowRun):
    """Tells one state after the other, and the last one for ever."""

    def __init__(self, *states: ShownRun | DomainError) -> None:
        self._states = list(states)
        self.looks = 0

    async def __call__(self, command: ShowRunCommand) -> ShownRun:
        self.looks += 1
        state = self._states.pop(0) if len(self._states) > 1 else self._states[0]
        if isinstance(state, DomainError):
            raise state
        return state


class Called(Names):
    def __init__(self) -> None:
        """Knows everybody by what they are."""

    async def __call__(self, actors: Iterable[str]) -> Mapping[str, str]:
        return {actor: actor for actor in actors}


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def calls() -> FakeCalls:
    return FakeCalls()


def live(journal: ShowRun, clock: FakeClock) -> LiveRuns:
    gate = a_gate(InMemoryStore(), a_membership(OWNER, owner=True), clock=clock)
    voice = Voice(WORDS, Links(None))
    return LiveRuns(voice, journal, Called(), FakeProgressChannel(), gate, clock)


def used_by(calls: FakeCalls, clock: FakeClock) -> Used:
    interaction = Interaction.of(an_event())
    assert interaction is not None
    reply = Reply(calls, interaction, clock)
    return Used(guild_id=GUILD, user_id=OWNER, channel_id=2, reply=reply)


async def test_one_message_is_edited_until_the_run_has_ended(
    calls: FakeCalls, clock: FakeClock
) -> None:
    going = [shown_at(RunState.RUNNING, done) for done in range(4)]
    journal = Journal(*going, shown_at(RunState.SUCCEEDED, 3))

    await live(journal, clock).follow(used_by(calls, clock), going[0].run.id)

    assert calls.kinds == ["EDIT"] * 5
    assert "Run: Done." in calls.texts[-1]


async def test_what_stays_the_same_is_not_told_again(calls: FakeCalls, clock: FakeClock) -> None:
    same = shown_at(RunState.PAUSED, 1)
    journal = Journal(same, same, same, shown_at(RunState.CANCELLED, 1))

    await live(journal, clock).follow(used_by(calls, clock), same.run.id)

    assert journal.looks == 4
    assert len(calls.said) == 2


async def test_edits_are_as_far_apart_as_discord_wants_them(
    calls: FakeCalls, clock: FakeClock
) -> None:
    journal = Journal(shown_at(RunState.RUNNING, 0), shown_at(RunState.SUCCEEDED, 3))

    await live(journal, clock).follow(used_by(calls, clock), a_run().id)

    assert sorted(clock.slept) == [EDIT_EVERY_S, LOOK_S - EDIT_EVERY_S]


async def test_while_the_store_is_away_it_waits(calls: FakeCalls, clock: FakeClock) -> None:
    journal = Journal(
        shown_at(RunState.PAUSED, 0), Unavailable("Away."), shown_at(RunState.SUCCEEDED, 3)
    )

    await live(journal, clock).follow(used_by(calls, clock), a_run().id)

    assert len(calls.said) == 2


async def test_it_ends_with_the_right_to_look(calls: FakeCalls, clock: FakeClock) -> None:
    journal = Journal(shown_at(RunState.RUNNING, 0), AccessDenied("No."))

    await live(journal, clock).follow(used_by(calls, clock), a_run().id)

    assert len(calls.said) == 1


async def test_before_discord_takes_no_more_edits_it_says_that_it_stays_as_it_is(
    calls: FakeCalls, clock: FakeClock
) -> None:
    journal = Journal(shown_at(RunState.PAUSED, 1))

    await live(journal, clock).follow(used_by(calls, clock), a_run().id)

    assert WORDS.run_watch_over in calls.texts[-1]
    assert len(calls.said) == 2


async def test_a_message_is_edited_by_the_one_who_took_it_up_last(clock: FakeClock) -> None:
    first, second = FakeCalls(), FakeCalls()
    going = shown_at(RunState.RUNNING, 1)
    runs = live(Journal(going), clock)

    earlier = asyncio.create_task(runs.follow(used_by(first, clock), going.run.id))
    await first.heard.wait()
    later = asyncio.create_task(runs.follow(used_by(second, clock), going.run.id))
    await earlier

    assert len(first.said) == 1
    assert not later.done()
    later.cancel()
    await asyncio.gather(later, return_exceptions=True)


async def test_a_cancelled_run_is_told_with_its_wish(calls: FakeCalls, clock: FakeClock) -> None:
    ended = shown_at(RunState.CANCELLED, 0)
    journal = Journal(replace(ended, run=replace(ended.run, failure="Somebody stopped it.")))

    await live(journal, clock).follow(used_by(calls, clock), a_run().id)

    assert "Somebody stopped it." in calls.texts[0]
