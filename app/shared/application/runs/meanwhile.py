"""What people changed while a run was under way, and it then set as planned: nobody's work goes
without a word."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.shared.application.audit.attribution import fields_touched
from app.shared.application.ports.guild_gateway import AuditEntry
from app.shared.domain.drift.sentences import set_over
from app.shared.domain.language.saying import say, to_say
from app.shared.domain.planning.changes import Change, ChangeKind
from app.shared.domain.planning.steps import Action, Step
from app.shared.domain.runs.journal import Journal
from app.shared.domain.runs.run import Run, StepState, reason_of
from app.shared.domain.structure.bindings import Bindings
from app.shared.domain.structure.identifiers import GuildId, UserId

_ALL_OF_IT = frozenset({ChangeKind.CREATE, ChangeKind.DELETE})
_EVEN = 0.999
"""As evenly as this, at least, our time and Discord's go on: quartz does ten times better."""
_SOMEBODY = to_say("Somebody")
_OVERWRITES = "permission_overwrites"


@dataclass(frozen=True, slots=True)
class AuditLog:
    """Since a run began, newest first, as Discord tells it to this bot."""

    entries: tuple[AuditEntry, ...]
    bot: UserId

    def of_others(self) -> Iterator[AuditEntry]:
        return (one for one in self.entries if one.user_id not in {None, self.bot})


def updates_done(
    journal: Journal, changes: Iterable[Change], left: Iterable[Change]
) -> tuple[Change, ...]:
    """Those that a step carried out and that held to the end. What did not hold is told as such."""
    done = {id_ for step in journal.of_state(StepState.DONE) for id_ in step.changes}
    still = {one.id for one in left}
    return tuple(one for one in changes if one.kind not in _ALL_OF_IT and one.id in done - still)


def changed_under_way(
    run: Run,
    journal: Journal,
    updates: Iterable[Change],
    log: AuditLog,
    bindings: Bindings,
    begun_after_look: Mapping[int, timedelta],
) -> tuple[str, ...]:
    """A sentence for each update and person. In what order things happened is told by the ids of
    Discord's own log, whose clock need not be ours; what is not in it is not told.

    Of what came before the run's first entry, only what came after a look at the guild is told.
    `begun_after_look` is how long after it each step was begun.
    """
    own, latest = _own_entries(run, journal, log)
    if not own:
        return ()
    first = min(own.values(), key=_id)
    since = min(_looked_by(begun_after_look, own), default=first.at)
    others = [one for one in log.of_others() if one.id > first.id or one.at > since]
    told: list[str] = []
    for change in updates:
        steps = [one for one in journal.steps if change.id in one.changes and one.number in own]
        if steps:
            last = max(latest[step.number].id for step in steps)
            touched = _Touched(change, any(map(_sets_all_access, steps)), bindings, run.guild_id)
            told += touched.told(one for one in others if one.id < last)
    return tuple(told)


def _own_entries(
    run: Run, journal: Journal, log: AuditLog
) -> tuple[dict[int, AuditEntry], dict[int, AuditEntry]]:
    """The first and the last of each step that left a trace: a call whose answer was lost is sent
    again, and may set over what somebody did since."""
    numbers = {reason_of(run.id, step.number): step.number for step in journal.steps}
    first: dict[int, AuditEntry] = {}
    last: dict[int, AuditEntry] = {}
    for entry in log.entries:
        if entry.user_id == log.bot and (number := numbers.get(entry.reason)) is not None:
            first[number] = entry
            last.setdefault(number, entry)
    return first, last


def _looked_by(
    begun_after_look: Mapping[int, timedelta], own: dict[int, AuditEntry]
) -> Iterator[datetime]:
    """Moments by Discord's clock, before each of which the guild had been looked at: a call takes
    effect after it was begun."""
    for number, span in begun_after_look.items():
        if number in own:
            yield own[number].at - span * _EVEN


def _sets_all_access(step: Step) -> bool:
    return (
        step.action is Action.EDIT_CHANNEL
        and isinstance(step.body, dict)
        and _OVERWRITES in step.body
    )


@dataclass(frozen=True, slots=True)
class _Touched:
    """One change, and who was at it."""

    change: Change
    all_access: bool
    bindings: Bindings
    guild_id: GuildId

    def told(self, entries: Iterable[AuditEntry]) -> Iterator[str]:
        """A sentence for each person."""
        by_person: dict[str, dict[str, None]] = {}
        for entry in entries:
            if fields := self._fields(entry):
                who = entry.user_name or say(_SOMEBODY)
                by_person.setdefault(who, {}).update(dict.fromkeys(fields))
        for who, touched in by_person.items():
            yield set_over(self.change, touched, who)

    def _fields(self, entry: AuditEntry) -> tuple[str, ...]:
        return fields_touched(
            entry,
            self.change,
            self.bindings,
            self.guild_id,
            all_access=self.all_access and self.change.kind is ChangeKind.ACCESS,
        )


def _id(entry: AuditEntry) -> int:
    return entry.id
