"""Values as plain JSON types, and a hash over them that is the same in every process."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime, time
from enum import Enum, Flag
from functools import cache
from itertools import chain
from marshal import dumps
from operator import attrgetter, methodcaller
from typing import Any

from app.shared.domain.made_once import MadeOnce

_PLAIN_ALREADY = frozenset({type(None), str, int, float, bool})
_TEXT = frozenset({str})
_FORMAT = 2
"""Of `marshal`: the last one in which equal values have equal bytes, however they came about."""


def fingerprint(*values: object) -> str:
    """Sixty-four hex digits over dataclasses, mappings, sets, sequences and plain values.

    The order of a mapping or set does not count, the order of a sequence does.
    """
    return hashlib.sha256(_Writer().written(values)).hexdigest()


class _Writer:
    """Writes values as `marshal` writes tuples of plain values, for one fingerprint.

    A dataclass begins with its class, a mapping or set with a mark. `marshal` itself would write
    every value anew: a large guild says of the same few hundred roles much the same in hundreds of
    channels.
    """

    def __init__(self) -> None:
        self._names = MadeOnce(_name)
        self._named_tuples = MadeOnce(self.inside)
        self._objects: dict[int, bytes] = {}
        """Of lists, by their identity: all values live as long as the writer does."""

    def written(self, value: Any) -> bytes:
        kind: type = type(value)
        return _way_to_write(kind)(self, value)

    def leaf(self, value: Any) -> bytes:
        return _leaf(plain(value))

    def mapping(self, value: Mapping[Any, Any]) -> bytes:
        """Keys in order, then values. Named tuples of one kind are taken apart together."""
        keys = sorted(value)
        items = [value[key] for key in keys]
        if _PLAIN_ALREADY.issuperset(map(type, items)) and _TEXT.issuperset(map(type, keys)):
            return _leaf(("{:}", tuple(keys), *items))
        names = map(self._names.__getitem__, keys)
        kind = type(items[0])
        if not hasattr(kind, "_fields") or set(map(type, items)) != {kind}:
            begun = (_begun(2 + len(items)), _MAPPING, _begun(len(keys)))
            return b"".join((*begun, *names, self.inside(items)))
        begun = (_begun(3 + len(items) * len(kind._fields)), _MAPPING, _begun(len(keys)))
        tuples = map(self._named_tuples.__getitem__, items)
        return b"".join((*begun, *names, _leaf(kind.__name__), *tuples))

    def sequence(self, value: Sequence[Any]) -> bytes:
        """Of JSON objects with the same keys, as of overwrites, the keys are said once."""
        if not _have_the_same_keys(value):
            return _begun(len(value)) + self.inside(value)
        names, known = sorted(value[0]), self._objects
        for one in value:
            if id(one) not in known:
                known[id(one)] = self.inside(map(one.__getitem__, names))
        heading = _begun(len(names)), *map(self._names.__getitem__, names)
        objects = _begun(len(value) * len(names)), *[known[id(one)] for one in value]
        return b"".join((_begun(3), _OBJECTS, *heading, *objects))

    def set(self, value: Iterable[Any]) -> bytes:
        parts = sorted(map(self.written, value))
        return b"".join((_begun(1 + len(parts)), _SET, *map(_leaf, parts)))

    def inside(self, values: Iterable[Any]) -> bytes:
        """The parts of a tuple."""
        plain_already = _PLAIN_ALREADY
        parts = [
            dumps(value, _FORMAT) if type(value) in plain_already else self.written(value)
            for value in values
        ]
        return b"".join(parts)


@cache
def _way_to_write(kind: type) -> Callable[[_Writer, Any], bytes]:
    if is_dataclass(kind):
        begun = _begun(1 + len(_field_names(kind))) + _leaf(kind.__name__)
        parts = _parts_of(kind)
        return lambda writer, value: begun + writer.inside(parts(value))
    if issubclass(kind, Enum) and not issubclass(kind, Flag):
        members = {member: _leaf(member.value) for member in kind}
        return lambda _, value: members[value]
    if issubclass(kind, Mapping):
        return _Writer.mapping
    if issubclass(kind, tuple | list):
        return _Writer.sequence
    if issubclass(kind, set | frozenset):
        return _Writer.set
    return _Writer.leaf


def _name(key: Any) -> bytes:
    return _leaf(key if type(key) is str else str(plain(key)))


def _leaf(value: Any) -> bytes:
    return dumps(value, _FORMAT)


@cache
def _begun(size: int) -> bytes:
    """As `marshal` begins a tuple."""
    return b"(" + size.to_bytes(4, "little")


_MAPPING, _OBJECTS, _SET = map(_leaf, ("{:}", "[{:}]", "{}"))


def _have_the_same_keys(rows: Sequence[Any]) -> bool:
    """Whether they are JSON objects, and have two keys at least, in whatever order."""
    if not rows or any(_way_to_write(kind) is not _Writer.mapping for kind in set(map(type, rows))):
        return False
    keys = set(chain.from_iterable(rows))
    return len(keys) > 1 and set(map(len, rows)) == {len(keys)}


def plain(value: Any) -> Any:
    """Dataclasses become objects, sets sorted lists, times ISO text. Raises TypeError otherwise."""
    kind: type = type(value)
    return _plainly(kind)(value)


@cache
def _plainly(kind: type) -> Callable[[Any], Any]:
    if kind in _PLAIN_ALREADY:
        return _as_it_is
    if is_dataclass(kind):
        return _as_object(_field_names(kind), _parts_of(kind))
    if issubclass(kind, Enum):
        return attrgetter("value")
    if issubclass(kind, str | int | float):
        return _as_it_is
    if issubclass(kind, datetime | time):
        return methodcaller("isoformat")
    if issubclass(kind, Mapping):
        return _plain_mapping
    if issubclass(kind, set | frozenset):
        return lambda value: sorted(map(plain, value), key=json.dumps)
    if issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return _as_object(kind._fields, _as_it_is)
    if issubclass(kind, list | tuple):
        return _plain_each
    raise TypeError(f"no fingerprint for {kind.__name__}")


def _as_it_is(value: Any) -> Any:
    return value


def _as_object(
    names: Sequence[str], parts: Callable[[Any], tuple[Any, ...]]
) -> Callable[[Any], dict[str, Any]]:
    plain_already = _PLAIN_ALREADY
    return lambda value: {
        name: part if type(part) in plain_already else plain(part)
        for name, part in zip(names, parts(value), strict=True)
    }


def _plain_mapping(value: Mapping[Any, Any]) -> dict[str, Any]:
    names = [key if type(key) is str else str(plain(key)) for key in value]
    kinds = set(map(type, value.values()))
    way = _plainly(kinds.pop()) if len(kinds) == 1 else plain
    return dict(zip(names, map(way, value.values()), strict=True))


def _plain_each(values: Iterable[Any]) -> list[Any]:
    plain_already = _PLAIN_ALREADY
    return [one if type(one) in plain_already else plain(one) for one in values]


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _parts_of(kind: type) -> Callable[[Any], tuple[Any, ...]]:
    """The values of a dataclass's fields."""
    names = _field_names(kind)
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)
