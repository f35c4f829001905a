"""Which differences people made, and which no run of ours has done yet."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from app.shared.domain.planning.changes import Change, ChangeKind, Subject
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
        then = _parts(moment.left)
        for part, (place, value) in list(self._open.items()):
            if part in then and _same(place, value, then[part][1]):
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


def _parts(changes: Iterable[Change]) -> dict[_Part, tuple[_Place, Any]]:
    """Each part with where it is and what is there."""
    parts: dict[_Part, tuple[_Place, Any]] = {}
    for change in changes:
        if _is_whole(change):
            parts[change.id, ""] = ((change.subject, change.key, ""), None)
            continue
        for one in change.fields:
            parts[change.id, one.field] = ((change.subject, change.key, one.field), one.before)
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


def _same(place: _Place, now: Any, then: Any) -> bool:
    """Orders are those of what was there both times: coming and going is told otherwise."""
    if place[0] is Subject.ORDER:
        return [one for one in now if one in then] == [one for one in then if one in now]
    return bool(now == then)
