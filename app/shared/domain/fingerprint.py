"""Values as plain JSON types, and a hash over them that is the same in every process."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime, time
from enum import Enum
from functools import cache
from itertools import chain
from marshal import dumps
from operator import attrgetter, methodcaller
from typing import Any

PLAIN_ALREADY = frozenset({type(None), str, int, float, bool})
_FORMAT = 2
"""Of `marshal`: the last one in which equal values have equal bytes, however they came about."""


def fingerprint(*values: object) -> str:
    """Sixty-four hex digits over dataclasses, mappings, sets, sequences and plain values.

    The order of a mapping or set does not count, the order of a sequence does. What is kept by it
    (differences, notices) must keep it; of a whole guild `column_fingerprint` is faster.
    """
    return hashlib.sha256(written(values)).hexdigest()


def written(value: object) -> bytes:
    """What a fingerprint is made of: equal for what is equal, and for nothing else."""
    return as_bytes(_form(value))


def as_bytes(value: Any) -> bytes:
    """Of a tuple of plain values, in any depth."""
    return dumps(value, _FORMAT)


def name_of(key: object) -> str:
    """Of a mapping's key."""
    return key if type(key) is str else str(plain(key))


def _form(value: Any) -> Any:
    """As tuples. A dataclass begins with its class, a mapping or set with a mark."""
    kind: type = type(value)
    return value if kind in PLAIN_ALREADY else _way_to_form(kind)(value)


@cache
def _way_to_form(kind: type) -> Callable[[Any], Any]:
    if is_dataclass(kind):
        parts = _parts_of(kind)
        return lambda value: (kind.__name__, *map(_form, parts(value)))
    if issubclass(kind, Enum):
        return plain
    if issubclass(kind, Mapping):
        return _form_of_mapping
    if issubclass(kind, tuple | list):
        return _form_of_sequence
    if issubclass(kind, set | frozenset):
        return _form_of_set
    return plain


def _form_of_mapping(value: Mapping[Any, Any]) -> tuple[Any, ...]:
    """Keys in order, then values. Named tuples of one kind are taken apart together."""
    keys = sorted(value)
    items = list(map(value.__getitem__, keys))
    names = tuple(map(name_of, keys))
    kinds = set(map(type, items))
    if len(kinds) == 1 and hasattr(kind := kinds.pop(), "_fields"):
        return ("{:}", names, kind.__name__, *map(_form, chain.from_iterable(items)))
    return ("{:}", names, *map(_form, items))


def _form_of_sequence(value: Sequence[Any]) -> tuple[Any, ...]:
    """Of JSON objects with the same keys, as of overwrites, the keys are said once."""
    if not _have_the_same_keys(value):
        return tuple(map(_form, value))
    keys = sorted(value[0])
    parts = chain.from_iterable(map(one.__getitem__, keys) for one in value)
    return ("[{:}]", tuple(map(name_of, keys)), tuple(map(_form, parts)))


def _form_of_set(value: Iterable[Any]) -> tuple[Any, ...]:
    return ("{}", *sorted(map(written, value)))


def _have_the_same_keys(rows: Sequence[Any]) -> bool:
    """Whether they are JSON objects, and have two keys at least, in whatever order. Numbers are
    the same key by their names only: 1 and True are equal."""
    if not rows or not all(issubclass(kind, Mapping) for kind in set(map(type, rows))):
        return False
    keys = set(chain.from_iterable(rows))
    if len(keys) < 2 or set(map(len, rows)) != {len(keys)}:
        return False
    if all(isinstance(key, str) for key in keys):
        return True
    return len({frozenset(map(name_of, row)) for row in rows}) == 1


def plain(value: Any) -> Any:
    """Dataclasses become objects, sets sorted lists, times ISO text. Raises TypeError otherwise."""
    kind: type = type(value)
    return way_to_plain(kind)(value)


@cache
def way_to_plain(kind: type) -> Callable[[Any], Any]:
    """What makes values of a class plain. Raises TypeError where nothing does."""
    if kind in PLAIN_ALREADY:
        return _as_it_is
    if is_dataclass(kind):
        return _as_object(_field_names(kind), _parts_of(kind))
    if issubclass(kind, Enum):
        return attrgetter("_value_")
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
    plain_already = PLAIN_ALREADY
    return lambda value: {
        name: part if type(part) in plain_already else plain(part)
        for name, part in zip(names, parts(value), strict=True)
    }


def _plain_mapping(value: Mapping[Any, Any]) -> dict[str, Any]:
    names = [key if type(key) is str else str(plain(key)) for key in value]
    kinds = set(map(type, value.values()))
    way = way_to_plain(kinds.pop()) if len(kinds) == 1 else plain
    return dict(zip(names, map(way, value.values()), strict=True))


def _plain_each(values: Iterable[Any]) -> list[Any]:
    plain_already = PLAIN_ALREADY
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
