"""What became of the things that people changed by hand while a run was at work."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from benchmarks.applying.raw import Raw, Thing
from benchmarks.chaos.history import By, Frame

_ACCESS = "permission_overwrites"
_NUMBERED_ANEW = frozenset({"position"})
"""What others' moves change as well."""


def overwritten(frames: Sequence[Frame]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each thing in which a call of the bot's undid what a person had done: all that it was called
    meanwhile, and how it was undone."""
    for index, frame in enumerate(frames):
        if index and frame.by is By.PERSON:
            for now, fields in _changed(frames[index - 1].raw, frame.raw):
                for how in _undone(frames[index:], now, fields):
                    yield _names(frames, {now["id"]}), how


def is_named(names: Iterable[str], sentences: Iterable[str]) -> bool:
    """Whether one of the sentences is about a thing of one of these names, and not of a longer
    one."""
    whole = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, names))})(?![\w-])")
    return any(map(whole.search, sentences))


def names_edited(frames: Sequence[Frame]) -> set[str]:
    """All that the things which people changed were ever called meanwhile."""
    edited = {
        thing["id"]
        for index, frame in enumerate(frames)
        if index and frame.by is By.PERSON
        for thing, _ in _changed(frames[index - 1].raw, frame.raw)
    }
    return set(_names(frames, edited))


def _names(frames: Sequence[Frame], ids: set[str]) -> tuple[str, ...]:
    things = (thing for frame in frames for thing in (*frame.raw.roles, *frame.raw.channels))
    return tuple(dict.fromkeys(thing["name"] for thing in things if thing["id"] in ids))


def _changed(before: Raw, after: Raw) -> Iterator[tuple[Thing, set[str]]]:
    for was, now in ((before.roles, after.roles), (before.channels, after.channels)):
        old = {thing["id"]: thing for thing in was}
        for thing in now:
            if thing["id"] in old and (fields := _differing(old[thing["id"]], thing)):
                yield thing, fields


def _undone(frames: Sequence[Frame], edited: Thing, fields: set[str]) -> Iterator[str]:
    value = edited
    for frame in frames[1:]:
        now = _find(frame.raw, edited["id"])
        if now is None:
            return
        lost = fields & _differing(value, now)
        if lost and frame.by is By.BOT:
            yield f"{', '.join(sorted(lost))} by {frame.what} ({frame.reason})"
        fields = fields - lost
        value = now


def _differing(before: Thing, after: Thing) -> set[str]:
    old, new = _parts(before), _parts(after)
    return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}


def _parts(thing: Thing) -> dict[str, Any]:
    """Its fields, each overwrite by itself: whoever sets one leaves the others alone."""
    fields = {name: value for name, value in thing.items() if name not in _NUMBERED_ANEW}
    overwrites = fields.pop(_ACCESS, ())
    return fields | {f"overwrite of {one['id']}": one for one in overwrites}


def _find(raw: Raw, id_: str) -> Thing | None:
    return next((one for one in (*raw.roles, *raw.channels) if one["id"] == id_), None)
