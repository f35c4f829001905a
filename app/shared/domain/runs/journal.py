"""The rules of a run's journal: which step may become what, and when.

waiting ──▶ started ──▶ done
  │  ▲         │  └───▶ failed
  │  └─────────┘        a limit of Discord's: the call had no effect
  ├──▶ unnecessary      the guild was already so
  ├──▶ failed           the call could not even be written
  └──▶ skipped          something it needs failed, or nothing more is to be sent
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from types import MappingProxyType
from typing import ClassVar, Self

from app.shared.domain.errors import Conflict
from app.shared.domain.language.saying import say, to_say
from app.shared.domain.planning.steps import Step
from app.shared.domain.runs.run import StepRecord, StepState
from app.shared.domain.runs.wording import step_state

OUTCOME_UNKNOWN = "outcome_unknown"
UNKNOWN = to_say("It is not known whether this took effect.")
_SATISFIED = frozenset({StepState.DONE, StepState.UNNECESSARY})
_LOST = frozenset({StepState.FAILED, StepState.SKIPPED})


class IllegalTransition(Conflict):
    """The journal does not allow this step to become that."""

    code: ClassVar[str] = "illegal_transition"


@dataclass(frozen=True)
class Journal:
    """The steps of a plan and where each of them stands.

    A value. Its transitions give the record to be written; `having` is the journal after it was.
    """

    steps: tuple[Step, ...]
    records: Mapping[int, StepRecord]

    @classmethod
    def of(cls, steps: tuple[Step, ...], records: Iterable[StepRecord]) -> Self:
        return cls(steps, MappingProxyType({record.number: record for record in records}))

    def having(self, *records: StepRecord) -> Self:
        changed = {record.number: record for record in records}
        return replace(self, records=MappingProxyType({**self.records, **changed}))

    @cached_property
    def by_number(self) -> Mapping[int, Step]:
        return {step.number: step for step in self.steps}

    def ready(self, now: datetime) -> tuple[Step, ...]:
        """The steps that may start now, in the plan's order."""
        return tuple(step for step in self.steps if self._may_start(step, now))

    def next_moment(self) -> datetime | None:
        """When the first of the steps that only wait for a limit may start."""
        moments = [
            record.not_before
            for step in self.steps
            if (record := self.records[step.number]).not_before is not None
            and record.state is StepState.WAITING
            and self._needs_are_met(step)
        ]
        return min(moments, default=None)

    def of_state(self, *states: StepState) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if self.records[step.number].state in states)

    @property
    def is_finished(self) -> bool:
        return all(record.state.is_final for record in self.records.values())

    @property
    def is_complete(self) -> bool:
        """Every step was done or found unnecessary."""
        return all(record.state in _SATISFIED for record in self.records.values())

    def start(self, number: int, now: datetime) -> StepRecord:
        """The call is about to be sent. Written before it is."""
        if not self._may_start(self.by_number[number], now):
            raise self._illegal(number, StepState.STARTED)
        record = self.records[number]
        return replace(
            record,
            state=StepState.STARTED,
            attempt=record.attempt + 1,
            message="",
            error_code=_still_unknown(record),
            not_before=None,
            started_at=now,
        )

    def sent_again(self, number: int) -> StepRecord:
        """The call is about to be sent once more, since no answer came. Written before it is."""
        record = self._expect(number, StepState.STARTED, StepState.STARTED)
        return replace(record, repeats=record.repeats + 1)

    def done(self, number: int, now: datetime, created_id: int | None = None) -> StepRecord:
        record = self._expect(number, StepState.DONE, StepState.STARTED)
        return replace(
            record, state=StepState.DONE, error_code="", created_id=created_id, ended_at=now
        )

    def unnecessary(self, number: int, now: datetime, why: str) -> StepRecord:
        if not self._may_start(self.by_number[number], now):
            raise self._illegal(number, StepState.UNNECESSARY)
        record = self.records[number]
        return replace(
            record, state=StepState.UNNECESSARY, message=why, error_code="", ended_at=now
        )

    def wait(self, number: int, until: datetime, why: str) -> StepRecord:
        """Discord refused the call for a while; the attempt does not count."""
        record = self._expect(number, StepState.WAITING, StepState.STARTED)
        attempt = record.attempt - 1
        return replace(
            record, state=StepState.WAITING, attempt=attempt, not_before=until, message=why
        )

    def try_again(self, number: int, until: datetime, why: str) -> StepRecord:
        """The call had no effect and will be sent once more. What an earlier attempt may have done
        is as unknown as before."""
        record = self._expect(number, StepState.WAITING, StepState.STARTED)
        return replace(record, state=StepState.WAITING, not_before=until, message=why)

    def looked_at(self, number: int, now: datetime, why: str, *, sure: bool) -> StepRecord:
        """The guild shows that no attempt took effect, or nobody can tell and repeating the call
        does no harm (`sure` is False then). It will be sent once more."""
        record = self._expect(number, StepState.WAITING, StepState.STARTED)
        code = "" if sure else OUTCOME_UNKNOWN
        return replace(
            record, state=StepState.WAITING, not_before=now, message=why, error_code=code
        )

    def failed(self, number: int, now: datetime, why: str, code: str) -> StepRecord:
        record = self._expect(number, StepState.FAILED, StepState.STARTED, StepState.WAITING)
        if _still_unknown(record) and code != OUTCOME_UNKNOWN:
            why = say("It is not known whether this took effect. Tried again: {why}", why=why)
            code = OUTCOME_UNKNOWN
        return replace(
            record,
            state=StepState.FAILED,
            message=why,
            error_code=code,
            not_before=None,
            ended_at=now,
        )

    def skipped_behind_failures(self, now: datetime) -> tuple[StepRecord, ...]:
        """The waiting steps that need, at any distance, one that failed or was skipped."""
        lost = {step.number: step for step in self.of_state(*_LOST)}
        skipped: list[StepRecord] = []
        for step in self._by_need():
            if cause := next((lost[n] for n in sorted(step.needs) if n in lost), None):
                lost[step.number] = step
                skipped.append(self._skipped(step.number, now, _without(cause)))
        return tuple(skipped)

    def skipped_rest(self, now: datetime, why: str) -> tuple[StepRecord, ...]:
        """Every step that waits: nothing more is to be sent. One that may have taken effect when
        it was tried has not simply been skipped."""
        waiting = [step.number for step in self.of_state(StepState.WAITING)]
        return tuple(
            self.failed(number, now, say(UNKNOWN), OUTCOME_UNKNOWN)
            if self.records[number].error_code == OUTCOME_UNKNOWN
            else self._skipped(number, now, why)
            for number in waiting
        )

    def _by_need(self) -> Iterable[Step]:
        """The waiting steps, each after those it needs."""
        waiting = {step.number: step for step in self.of_state(StepState.WAITING)}
        while waiting:
            free = [step for step in waiting.values() if not step.needs & waiting.keys()]
            yield from free
            if not free:
                return
            for step in free:
                del waiting[step.number]

    def _may_start(self, step: Step, now: datetime) -> bool:
        record = self.records[step.number]
        return (
            record.state is StepState.WAITING
            and (record.not_before is None or record.not_before <= now)
            and self._needs_are_met(step)
        )

    def _needs_are_met(self, step: Step) -> bool:
        return all(
            number in self.records and self.records[number].state in _SATISFIED
            for number in step.needs
        )

    def _skipped(self, number: int, now: datetime, why: str) -> StepRecord:
        record = self.records[number]
        return replace(record, state=StepState.SKIPPED, message=why, not_before=None, ended_at=now)

    def _expect(self, number: int, to: StepState, *allowed: StepState) -> StepRecord:
        if (record := self.records[number]).state not in allowed:
            raise self._illegal(number, to)
        return record

    def _illegal(self, number: int, to: StepState) -> IllegalTransition:
        state = self.records[number].state
        return IllegalTransition(
            say(
                "Step {number} is {state} and cannot become {wanted} now.",
                number=number,
                state=step_state(state),
                wanted=step_state(to),
            )
        )


def _still_unknown(record: StepRecord) -> str:
    """An answer that was lost stays lost, however a later attempt at the same call ends, until
    somebody has looked at the guild."""
    return OUTCOME_UNKNOWN if record.error_code == OUTCOME_UNKNOWN else ""


def _without(cause: Step) -> str:
    deed = say(cause.verb or cause.action)
    if cause.action.is_of_one_thing:
        return say('It needs "{deed}", which was not done.', deed=deed)
    return say('It needs "{deed} {name}", which was not done.', deed=deed, name=cause.name)
