"""Values as plain JSON types, and a hash over them that is the same in every process."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from typing import Any

_PLAIN_ALREADY = frozenset({type(None), str, int, float, bool})


def fingerprint(*values: object) -> str:
    """Sixty-four hex digits over dataclasses, mappings, sets, sequences and plain values.

    The order of a mapping or set does not count, the order of a sequence does.
    """
    text = json.dumps([plain(value) for value in values], separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def plain(value: Any) -> Any:
    """Dataclasses become objects, sets sorted lists, times ISO text. Raises TypeError otherwise."""
    kind = type(value)
    if kind in _PLAIN_ALREADY:
        return value
    if (names := _field_names(kind)) is not None:
        parts = {name: getattr(value, name) for name in names}
        return {n: p if type(p) in _PLAIN_ALREADY else plain(p) for n, p in parts.items()}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, datetime):
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


_FIELD_NAMES: dict[type, tuple[str, ...] | None] = {}


def _field_names(kind: type) -> tuple[str, ...] | None:
    """Found once per class: a large guild has a hundred thousand overwrites."""
    if kind not in _FIELD_NAMES:
        found = tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None
        _FIELD_NAMES[kind] = found
    return _FIELD_NAMES[kind]
