"""What became of the things that people changed by hand while a run was at work."""

from collections.abc import Iterator, Sequence

from benchmarks.applying.raw import Raw, Thing
from benchmarks.chaos.history import By, Frame
from benchmarks.chaos.judging.overlay import changed_fields

_NUMBERED_ANEW = frozenset({"position"})
"""What others' moves change as well."""


def overwritten(frames: Sequence[Frame]) -> Iterator[tuple[str, str]]:
    """The name of each thing in which a call of the bot's undid what a person had done, and how."""
    for index, frame in enumerate(frames):
        if index and frame.by is By.PERSON:
            for now, fields in _changed(frames[index - 1].raw, frame.raw):
                yield from _undone(frames[index:], now, fields)


def names_edited(frames: Sequence[Frame]) -> set[str]:
    """All that the things which people changed were ever called meanwhile."""
    edited = {
        thing["id"]
        for index, frame in enumerate(frames)
        if index and frame.by is By.PERSON
        for thing, _ in _changed(frames[index - 1].raw, frame.raw)
    }
    return {
        thing["name"]
        for frame in frames
        for thing in (*frame.raw.roles, *frame.raw.channels)
        if thing["id"] in edited
    }


def _changed(before: Raw, after: Raw) -> Iterator[tuple[Thing, set[str]]]:
    for was, now in ((before.roles, after.roles), (before.channels, after.channels)):
        old = {thing["id"]: thing for thing in was}
        for thing in now:
            if thing["id"] in old:
                fields = changed_fields(old[thing["id"]], thing).keys() - _NUMBERED_ANEW
                if fields:
                    yield thing, set(fields)


def _undone(frames: Sequence[Frame], edited: Thing, fields: set[str]) -> Iterator[tuple[str, str]]:
    value = edited
    for frame in frames[1:]:
        now = _find(frame.raw, edited["id"])
        if now is None:
            return
        lost = {field for field in fields if now.get(field) != value.get(field)}
        if lost and frame.by is By.BOT:
            yield edited["name"], f"{', '.join(sorted(lost))} by {frame.what} ({frame.reason})"
        fields = fields - lost
        value = now


def _find(raw: Raw, id_: str) -> Thing | None:
    return next((one for one in (*raw.roles, *raw.channels) if one["id"] == id_), None)
