"""Which differences people made, and which no run of ours has done yet."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from app.shared.domain.planning.changes import Change, ChangeKind, FieldChange, Subject
from app.shared.domain.structure.identifiers import Key

type _Place = tuple[Subject, Key, str]
"""A field of a thing; the field is empty for the thing as a whole."""
type _Part = tuple[str, str]
"""A change's id and a field of it; the field is empty for the change as a whole."""


@dataclass(frozen=True, kw_only=True)
class Moment:
    """The guild as it was once, set against the design that the live guild is set against."""

    at: datetime
    left: tuple[Change, ...]
    """What it would have taken at that moment to reach the design."""
    worked_on: tuple[Change, ...] = ()
    """What a run set out to change between this moment and the next one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ByHand:
    change: Change
    """Cut down to the fields that people changed."""
    since: datetime
    """When the guild was last seen without it."""


class TellingApart:
    """Goes back from moment to moment, until it is known when each difference came to be.

    People made those that came between two runs, and those that came during one that did not work
    on them. What was there at the oldest moment that is looked at, no run has done yet.
    """

    def __init__(self, changes: tuple[Change, ...]) -> None:
        self._changes = changes
        self._open = _parts(changes)
        self._by_hand: dict[_Part, datetime] = {}

    def is_finished(self) -> bool:
        return not self._open

    def look_back(self, moment: Moment) -> None:
        """From the newest to the oldest."""
        ours = {place for place, _ in _parts(moment.worked_on).values()}
        then = _Then(moment.left)
        for part, (place, now) in list(self._open.items()):
            if then.was_so(part, place, now):
                continue
            del self._open[part]
            subject, key, _ = place
            if ours.isdisjoint({place, (subject, key, "")}):
                self._by_hand[part] = moment.at

    def by_hand(self) -> tuple[ByHand, ...]:
        return tuple(
            ByHand(
                change=_cut_down(change, fields),
                since=min(self._by_hand[change.id, field] for field in fields),
            )
            for change in self._changes
            if (fields := {field for of, field in self._by_hand if of == change.id})
        )

    def not_done(self) -> tuple[Change, ...]:
        """Cut down to the fields that no run has brought to the design."""
        rest = _parts(self._changes).keys() - self._by_hand.keys()
        return tuple(
            _cut_down(change, fields)
            for change in self._changes
            if (fields := {field for of, field in rest if of == change.id})
        )


def still_differing(by_hand: Iterable[ByHand], missing: Iterable[Change]) -> tuple[ByHand, ...]:
    """What is also missing from another design, cut down to the fields that are."""
    parts = _parts(missing)
    found: list[ByHand] = []
    for one in by_hand:
        mine = _parts([one.change])
        left = {field for of, field in mine if (of, field) in parts}
        if left:
            found.append(replace(one, change=_cut_down(one.change, left)))
    return tuple(found)


class _Then:
    """What was there at a moment, as far as what it lacked of the design tells."""

    def __init__(self, left: tuple[Change, ...]) -> None:
        self._parts = _parts(left)
        self._elsewhere = {
            change.key for change in left if change.kind in {ChangeKind.CREATE, ChangeKind.MOVE}
        }

    def was_so(self, part: _Part, place: _Place, now: FieldChange | None) -> bool:
        then = self._parts[part][1] if part in self._parts else None
        if now is None:
            return part in self._parts
        if place[0] is Subject.ORDER:
            return self._was_in_order(now, then)
        return then is not None and then.before == now.before

    def _was_in_order(self, now: FieldChange, then: FieldChange | None) -> bool:
        """Orders are compared by what was there both times: coming and going is told otherwise.
        A moment that lacks nothing of an order had it as it is designed."""
        order = then.before if then else [k for k in now.after if k not in self._elsewhere]
        return _common(now.before, order) == _common(order, now.before)


def _common(keys: list[str], others: list[str]) -> list[str]:
    return [key for key in keys if key in others]


def _parts(changes: Iterable[Change]) -> dict[_Part, tuple[_Place, FieldChange | None]]:
    """Each part with where it is and, for a field, what is there and what should be."""
    parts: dict[_Part, tuple[_Place, FieldChange | None]] = {}
    for change in changes:
        if _is_whole(change):
            parts[change.id, ""] = ((change.subject, change.key, ""), None)
            continue
        for one in change.fields:
            parts[change.id, one.field] = ((change.subject, change.key, one.field), one)
    return parts


def _is_whole(change: Change) -> bool:
    return (
        change.kind in {ChangeKind.CREATE, ChangeKind.DELETE}
        or change.archived
        or not change.fields
    )


def _cut_down(change: Change, fields: set[str]) -> Change:
    if _is_whole(change):
        return change
    return replace(change, fields=tuple(one for one in change.fields if one.field in fields))
