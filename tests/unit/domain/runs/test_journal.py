"""The rules of a run's journal."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from app.shared.domain.planning.steps import Action, Step
from app.shared.domain.runs.journal import (
    OUTCOME_UNKNOWN,
    UNKNOWN,
    IllegalTransition,
    Journal,
)
from app.shared.domain.runs.run import StepRecord, StepState
from tests.support.builders import NOON, a_step

LATER = NOON + timedelta(minutes=5)


def a_journal(*steps: Step, **states: StepState) -> Journal:
    """Steps, and the states of some of them by `s1=…`."""
    records = [
        StepRecord(
            number=step.number,
            state=states.get(f"s{step.number}", StepState.WAITING),
            attempt=int(states.get(f"s{step.number}") is StepState.STARTED),
        )
        for step in steps
    ]
    return Journal.of(steps, records)


def numbers(steps: tuple[Step, ...]) -> list[int]:
    return [step.number for step in steps]


ONE = a_step(1)
TWO = a_step(2, needs=frozenset({1}))
THREE = a_step(3, needs=frozenset({2}))
FREE = a_step(4)


class TestWhatMayStart:
    def test_steps_without_needs_may_start_at_once(self) -> None:
        assert numbers(a_journal(ONE, TWO, FREE).ready(NOON)) == [1, 4]

    @pytest.mark.parametrize("state", [StepState.DONE, StepState.UNNECESSARY])
    def test_a_step_may_start_when_what_it_needs_is_done_or_unnecessary(
        self, state: StepState
    ) -> None:
        assert numbers(a_journal(ONE, TWO, THREE, s1=state).ready(NOON)) == [2]

    @pytest.mark.parametrize(
        "state", [s for s in StepState if s not in {StepState.DONE, StepState.UNNECESSARY}]
    )
    def test_nothing_else_satisfies_a_need(self, state: StepState) -> None:
        assert 2 not in numbers(a_journal(ONE, TWO, s1=state).ready(NOON))

    def test_a_step_that_waits_for_a_limit_may_start_when_it_is_over(self) -> None:
        journal = a_journal(ONE, s1=StepState.STARTED)
        journal = journal.having(journal.wait(1, LATER, "It waits."))

        assert journal.ready(LATER - timedelta(microseconds=1)) == ()
        assert numbers(journal.ready(LATER)) == [1]
        assert journal.next_moment() == LATER

    def test_no_moment_is_awaited_where_nothing_waits_for_one(self) -> None:
        assert a_journal(ONE, TWO).next_moment() is None

    def test_a_need_that_is_in_no_plan_is_never_met(self) -> None:
        assert a_journal(a_step(1, needs=frozenset({9}))).ready(NOON) == ()


class TestTransitions:
    def test_starting_counts_attempts_and_forgets_the_wait(self) -> None:
        journal = a_journal(ONE)
        waited = replace(journal.records[1], message="It waits.", not_before=NOON, attempt=2)

        record = journal.having(waited).start(1, LATER)

        assert record == StepRecord(number=1, state=StepState.STARTED, attempt=3, started_at=LATER)

    def test_a_limit_does_not_count_as_an_attempt(self) -> None:
        journal = a_journal(ONE)
        journal = journal.having(journal.start(1, NOON))

        record = journal.wait(1, LATER, "It waits.")

        assert (record.state, record.attempt, record.not_before, record.message) == (
            StepState.WAITING,
            0,
            LATER,
            "It waits.",
        )

    def test_what_is_sent_again_at_once_is_counted_beside_the_attempts(self) -> None:
        journal = a_journal(ONE)
        journal = journal.having(journal.start(1, NOON))
        journal = journal.having(journal.sent_again(1))
        journal = journal.having(journal.sent_again(1))

        record = journal.records[1]

        assert (record.state, record.attempt, record.repeats) == (StepState.STARTED, 1, 2)
        assert journal.done(1, LATER).repeats == 2

    def test_only_what_was_sent_can_be_sent_again(self) -> None:
        with pytest.raises(IllegalTransition):
            a_journal(ONE).sent_again(1)

    def test_trying_again_counts_what_was_tried(self) -> None:
        journal = a_journal(ONE)
        journal = journal.having(journal.start(1, NOON))
        journal = journal.having(journal.try_again(1, LATER, "No answer."))

        assert journal.start(1, LATER).attempt == 2

    @pytest.mark.parametrize(
        "ended",
        [
            pytest.param(lambda j: j.wait(1, LATER, "It waits."), id="a limit"),
            pytest.param(lambda j: j.try_again(1, LATER, "No answer."), id="a refused connection"),
        ],
    )
    def test_a_lost_answer_is_not_forgotten_by_a_later_attempt(
        self, ended: Callable[[Journal], StepRecord]
    ) -> None:
        journal = a_journal(ONE, s1=StepState.STARTED)
        journal = journal.having(journal.looked_at(1, NOON, "Lost.", sure=False))
        journal = journal.having(journal.start(1, NOON))
        journal = journal.having(ended(journal))

        (record,) = journal.skipped_rest(LATER, "Cancelled.")

        assert (record.state, record.error_code) == (StepState.FAILED, OUTCOME_UNKNOWN)
        assert record.message == UNKNOWN

    def test_a_refusal_after_a_lost_answer_does_not_say_that_nothing_was_done(self) -> None:
        journal = a_journal(ONE, s1=StepState.STARTED)
        journal = journal.having(journal.looked_at(1, NOON, "Lost.", sure=False))
        journal = journal.having(journal.start(1, NOON))

        record = journal.failed(1, LATER, "No.", "call_forbidden")

        assert (record.message, record.error_code) == (
            f"{UNKNOWN} Tried again: No.",
            OUTCOME_UNKNOWN,
        )

    def test_whoever_looks_at_the_guild_knows_again(self) -> None:
        journal = a_journal(ONE, s1=StepState.STARTED)
        journal = journal.having(journal.looked_at(1, NOON, "Lost.", sure=False))
        journal = journal.having(journal.start(1, NOON))
        journal = journal.having(journal.looked_at(1, NOON, "Not done.", sure=True))

        (record,) = journal.skipped_rest(LATER, "Cancelled.")

        assert (record.state, record.message) == (StepState.SKIPPED, "Cancelled.")

    def test_what_is_done_has_no_error(self) -> None:
        journal = a_journal(ONE, s1=StepState.STARTED)
        journal = journal.having(journal.looked_at(1, NOON, "Lost.", sure=False))
        journal = journal.having(journal.start(1, NOON))

        assert journal.done(1, LATER).error_code == ""

    def test_done_keeps_the_id_of_what_was_created(self) -> None:
        record = a_journal(ONE, s1=StepState.STARTED).done(1, LATER, 77)

        assert (record.state, record.created_id, record.ended_at) == (StepState.DONE, 77, LATER)

    def test_a_failure_says_why(self) -> None:
        record = a_journal(ONE, s1=StepState.STARTED).failed(1, LATER, "No.", "call_forbidden")

        assert (record.state, record.message, record.error_code, record.ended_at) == (
            StepState.FAILED,
            "No.",
            "call_forbidden",
            LATER,
        )

    @pytest.mark.parametrize(
        ("transition", "allowed"),
        [
            (lambda j: j.start(1, NOON), {StepState.WAITING}),
            (lambda j: j.done(1, NOON), {StepState.STARTED}),
            (lambda j: j.unnecessary(1, NOON, ""), {StepState.WAITING}),
            (lambda j: j.wait(1, NOON, ""), {StepState.STARTED}),
            (lambda j: j.try_again(1, NOON, ""), {StepState.STARTED}),
            (lambda j: j.looked_at(1, NOON, "", sure=True), {StepState.STARTED}),
            (lambda j: j.failed(1, NOON, "", ""), {StepState.STARTED, StepState.WAITING}),
        ],
    )
    def test_every_other_transition_is_an_error(
        self, transition: Callable[[Journal], StepRecord], allowed: set[StepState]
    ) -> None:
        for state in StepState:
            journal = a_journal(ONE, s1=state)
            if state in allowed:
                transition(journal)
            else:
                with pytest.raises(IllegalTransition):
                    transition(journal)

    def test_a_step_cannot_start_before_what_it_needs(self) -> None:
        for act in (Journal.start, lambda j, n, now: j.unnecessary(n, now, "")):
            with pytest.raises(IllegalTransition):
                act(a_journal(ONE, TWO), 2, NOON)


class TestSkipping:
    def test_a_failure_takes_its_branch_and_nothing_else(self) -> None:
        journal = a_journal(ONE, TWO, THREE, FREE, s1=StepState.FAILED)

        skipped = journal.skipped_behind_failures(NOON)

        assert [record.number for record in skipped] == [2, 3]
        assert {record.state for record in skipped} == {StepState.SKIPPED}
        assert all(record.message for record in skipped)

    def test_the_branch_is_followed_in_whatever_order_the_steps_stand(self) -> None:
        backwards = (
            a_step(1, needs=frozenset({2})),
            a_step(2, needs=frozenset({3})),
            a_step(3),
        )

        skipped = a_journal(*backwards, s3=StepState.FAILED).skipped_behind_failures(NOON)

        assert sorted(record.number for record in skipped) == [1, 2]

    @pytest.mark.parametrize(
        ("action", "verb", "told"),
        [
            (Action.EDIT_ONBOARDING, "edit onboarding", "edit onboarding"),
            (Action.CREATE_CHANNEL, "create channel", "create channel general"),
        ],
    )
    def test_it_says_once_what_was_not_done(self, action: Action, verb: str, told: str) -> None:
        name = "onboarding" if action is Action.EDIT_ONBOARDING else "general"
        cause = replace(ONE, action=action, verb=verb, name=name)

        (skipped,) = a_journal(cause, TWO, s1=StepState.FAILED).skipped_behind_failures(NOON)

        assert skipped.message == f'It needs "{told}", which was not done.'

    def test_steps_that_have_been_started_are_not_skipped(self) -> None:
        journal = a_journal(ONE, FREE, TWO, s1=StepState.STARTED, s4=StepState.DONE)

        skipped = journal.skipped_rest(NOON, "Cancelled.")

        assert [(record.number, record.message) for record in skipped] == [(2, "Cancelled.")]

    def test_a_journal_is_finished_when_every_step_is(self) -> None:
        done = a_journal(ONE, FREE, s1=StepState.DONE, s4=StepState.UNNECESSARY)
        failed = a_journal(ONE, FREE, s1=StepState.DONE, s4=StepState.SKIPPED)
        going = a_journal(ONE, FREE, s1=StepState.DONE, s4=StepState.STARTED)

        assert (done.is_finished, done.is_complete) == (True, True)
        assert (failed.is_finished, failed.is_complete) == (True, False)
        assert (going.is_finished, going.is_complete) == (False, False)
