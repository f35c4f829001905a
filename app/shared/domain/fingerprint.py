"""Values as plain JSON types, and a hash over them that is the same in every process."""

import hashlib
import json
import marshal
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime, time
from enum import Enum
from functools import cache
from itertools import chain
from operator import attrgetter, itemgetter
from types import MappingProxyType
from typing import Any

_PLAIN_ALREADY = frozenset({type(None), str, int, float, bool})
_FORMAT = 2
"""Of `marshal`: the last one in which equal values have equal bytes, however they came about."""


def fingerprint(*values: object) -> str:
    """Sixty-four hex digits over dataclasses, mappings, sets, sequences and plain values.

    The order of a mapping or set does not count, the order of a sequence does.
    """
    return hashlib.sha256(_bytes(values)).hexdigest()


def _bytes(value: object) -> bytes:
    """As JSON the overwrites of a large guild, a hundred thousand, would take twice as long."""
    return marshal.dumps(_packed(value), _FORMAT)


def _packed(value: Any) -> Any:
    """Tuples of plain values. A dataclass begins with its class, a mapping or set with a mark."""
    kind: type = type(value)
    if kind in _PLAIN_ALREADY:
        return value
    if (parts := _parts_of(kind)) is not None:
        return (kind.__name__, *_each(parts(value)))
    if _is_mapping(value):
        return _packed_reference(value) or _packed_mapping(value)
    if isinstance(value, tuple | list):
        return _packed_rows(value) if value and _is_mapping(value[0]) else tuple(_each(value))
    if isinstance(value, set | frozenset):
        return ("{}", *sorted(map(_bytes, value)))
    return plain(value)


def _is_mapping(value: object) -> bool:
    return type(value) is dict or type(value) is MappingProxyType or isinstance(value, Mapping)


def _packed_reference(value: Mapping[Any, Any]) -> Any:
    """An object with one text in it, of which steps have more than of anything else."""
    if len(value) == 1:
        ((key, item),) = value.items()
        if type(key) is str and type(item) is str:
            return ("{:}", (key,), item)
    return None


def _each(values: Iterable[Any]) -> list[Any]:
    plain_already = _PLAIN_ALREADY
    return [one if type(one) in plain_already else _packed(one) for one in values]


def _packed_mapping(value: Mapping[Any, Any]) -> Any:
    """Keys in order, then values. Named tuples of one kind are taken apart together."""
    keys = sorted(value) if len(value) > 1 else list(value)
    names = keys if all(type(key) is str for key in keys) else [str(plain(key)) for key in keys]
    items = [value[key] for key in keys]
    if items and hasattr(kind := type(items[0]), "_fields") and set(map(type, items)) == {kind}:
        return ("{:}", tuple(names), kind.__name__, *_each(chain.from_iterable(items)))
    return ("{:}", tuple(names), *_each(items))


def _packed_rows(rows: Sequence[Any]) -> Any:
    """Of JSON objects with the same keys, as overwrites are in a body, the keys are said once."""
    keys = rows[0].keys()
    if len(keys) < 2 or not all(_is_mapping(row) and row.keys() == keys for row in rows):
        return tuple(_each(rows))
    names = sorted(keys)
    parts = chain.from_iterable(map(itemgetter(*names), rows))
    return ("[{:}]", tuple(names), tuple(_each(parts)))


def plain(value: Any) -> Any:
    """Dataclasses become objects, sets sorted lists, times ISO text. Raises TypeError otherwise."""
    kind = type(value)
    if kind in _PLAIN_ALREADY:
        return value
    if is_dataclass(kind):
        parts = {name: getattr(value, name) for name in _field_names(kind)}
        return {n: p if type(p) in _PLAIN_ALREADY else plain(p) for n, p in parts.items()}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, datetime | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {
            key if type(key) is str else str(plain(key)): plain(item) for key, item in value.items()
        }
    if isinstance(value, set | frozenset):
        return sorted((plain(item) for item in value), key=json.dumps)
    if isinstance(value, list | tuple):
        if names := getattr(kind, "_fields", None):
            return {name: plain(item) for name, item in zip(names, value, strict=True)}
        return [plain(item) for item in value]
    raise TypeError(f"no fingerprint for {kind.__name__}")


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    """Found once per class."""
    return tuple(field.name for field in fields(kind))


@cache
def _parts_of(kind: type) -> Callable[[Any], tuple[Any, ...]] | None:
    """The values of a dataclass's fields; None for another class."""
    if not is_dataclass(kind):
        return None
    names = _field_names(kind)
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)
