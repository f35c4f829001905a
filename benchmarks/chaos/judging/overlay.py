"""What one change by hand would make of another state of the same guild."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from app.shared.domain.structure.bindings import Bindings
from benchmarks.applying.raw import Raw, Thing

_ACCESS = "permission_overwrites"


def overlaid(raw: Raw, before: Raw, after: Raw) -> Raw:
    """`raw` with everything in which `after` differs from `before`; what it has not stays away."""
    return replace(
        raw,
        roles=_things(raw.roles, before.roles, after.roles),
        channels=_things(raw.channels, before.channels, after.channels),
    )


def with_ids_of(then: Bindings, raw: Raw, now: Bindings) -> Raw:
    """`raw` as if nothing that a key stands for had been deleted by hand and made anew since."""
    old = {(entry.kind, entry.key): entry.id for entry in then.entries}
    found = {
        str(entry.id): str(old[entry.kind, entry.key])
        for entry in now.entries
        if (entry.kind, entry.key) in old
    }
    return raw.with_ids(found)


def _changed_fields(before: Thing, after: Thing) -> dict[str, Any]:
    return {key: value for key, value in after.items() if before.get(key) != value}


def _things(
    here: Sequence[Thing], before: Sequence[Thing], after: Sequence[Thing]
) -> Sequence[Thing]:
    was, now = _by_id(before), _by_id(after)
    kept = [thing for thing in here if thing["id"] not in was.keys() - now.keys()]
    standing = {thing["id"] for thing in kept}
    changed = [
        _changed(thing, was[thing["id"]], now[thing["id"]])
        if thing["id"] in was.keys() & now.keys()
        else thing
        for thing in kept
    ]
    made = [thing for id_, thing in now.items() if id_ not in was and id_ not in standing]
    return [*changed, *made]


def _changed(thing: Thing, was: Thing, now: Thing) -> Thing:
    fields = _changed_fields(was, now)
    if _ACCESS in fields:
        access = _things(thing[_ACCESS], was[_ACCESS], now[_ACCESS])
        fields[_ACCESS] = access
    return {**thing, **fields}


def _by_id(things: Sequence[Thing]) -> dict[str, Thing]:
    return {thing["id"]: thing for thing in things}
