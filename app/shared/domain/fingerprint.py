"""Values as plain JSON types, and a hash over them that is the same in every process."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime, time
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any

_PLAIN_ALREADY = frozenset({type(None), str, int, float, bool})


def fingerprint(*values: object) -> str:
    """Sixty-four hex digits over dataclasses, mappings, sets, sequences and plain values.

    The order of a mapping or set does not count, the order of a sequence does.
    """
    return hashlib.sha256(_terse(values).encode()).hexdigest()


def _terse(value: object) -> str:
    """A dataclass is a list that begins with its class: a large guild has a hundred thousand
    overwrites, and the names of their fields would be most of the text."""
    return json.dumps(value, default=_opened, separators=(",", ":"), sort_keys=True)


def _opened(value: Any) -> Any:
    """What the JSON encoder does not know, one level deep."""
    kind: type = type(value)
    if (parts := _parts_of(kind)) is not None:
        return [kind.__name__, *(_gathered(part) for part in parts(value))]
    if isinstance(value, Mapping):
        return _gathered(dict(value))
    if isinstance(value, set | frozenset):
        return sorted((json.loads(_terse(item)) for item in value), key=json.dumps)
    return plain(value)


def _gathered(part: Any) -> Any:
    """A mapping to small dataclasses of one kind says their class once."""
    if not part or not isinstance(part, Mapping):
        return part
    kind, *others = set(map(type, part.values()))
    if others or not _is_flat(kind):
        return part
    values = map(attrgetter(*_field_names(kind)), part.values())
    return [kind.__name__, dict(zip(part, values, strict=True))]


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


@cache
def _is_flat(kind: type) -> bool:
    """A dataclass of two or more whole numbers."""
    return is_dataclass(kind) and len(fields(kind)) > 1 and all(f.type is int for f in fields(kind))
