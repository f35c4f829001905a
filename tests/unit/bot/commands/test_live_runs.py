"""A run in one message that is edited along."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from app.bot.commands.live_runs import EDIT_EVERY_S, LOOK_S, LiveRuns
from app.bot.commands.reading import Names
from app.bot.interactions.calls import AnswerNotTaken
from app.bot.interactions.interaction import Interaction
from app.bot.interactions.reply import Reply
from app.bot.interactions.used import Used
from app.bot.rendering.links import Links
from app.bot.rendering.message import File
from app.bot.rendering.voice import Voice
from app.bot.wording.wording import Wording
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

WORDS = Wording()


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


class Losing(FakeCalls):
    """Loses these edits, counted from 1."""

    def __init__(self, *lost: int) -> None:
        super().__init__()
        self._lost = lost
        self._edits = 0

    async def edit(
        self,
        to: Interaction,
        message_id: int | None,
        body: dict[str, Any],
        files: tuple[File, ...] = (),
    ) -> int:
        self._edits += 1
        if self._edits in self._lost:
            raise AnswerNotTaken("Nobody knows whether it was shown.")
        return await super().edit(to, message_id, body, files)


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

    assert len(calls.said) == 2
    assert WORDS.run_watch_over in calls.texts[-1]


async def test_an_edit_that_was_lost_is_made_again(clock: FakeClock) -> None:
    calls = Losing(2)
    going, ended = shown_at(RunState.RUNNING, 0), shown_at(RunState.RUNNING, 1)
    journal = Journal(going, ended, ended, shown_at(RunState.SUCCEEDED, 3))

    await live(journal, clock).follow(used_by(calls, clock), going.run.id)

    assert [text.count("1 of 3 steps") for text in calls.texts] == [0, 1, 0]
    assert "Run: Done." in calls.texts[-1]


async def test_the_end_of_a_run_is_told_again_where_it_was_lost(clock: FakeClock) -> None:
    calls = Losing(2)
    journal = Journal(shown_at(RunState.RUNNING, 0), shown_at(RunState.SUCCEEDED, 3))

    await live(journal, clock).follow(used_by(calls, clock), a_run().id)

    assert "Run: Done." in calls.texts[-1]
    assert len(calls.said) == 2


async def test_what_is_lost_again_and_again_is_given_up_with_the_answer(clock: FakeClock) -> None:
    calls = Losing(*range(2, 1000))
    used = used_by(calls, clock)
    journal = Journal(shown_at(RunState.RUNNING, 0), shown_at(RunState.SUCCEEDED, 3))

    await live(journal, clock).follow(used, a_run().id)

    assert not used.reply.lasts()
    assert len(calls.said) == 1


async def test_whoever_stops_the_process_leaves_no_message_that_promises_to_go_on(
    calls: FakeCalls, clock: FakeClock
) -> None:
    journal = Journal(shown_at(RunState.RUNNING, 1))
    watching = asyncio.create_task(live(journal, clock).follow(used_by(calls, clock), a_run().id))
    await calls.heard.wait()

    watching.cancel()
    (ended,) = await asyncio.gather(watching, return_exceptions=True)

    assert isinstance(ended, asyncio.CancelledError)
    assert WORDS.run_watch_over in calls.texts[-1]


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
