"""Values as plain JSON types, and a hash over them that is the same in every process."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from typing import Any


def fingerprint(*values: object) -> str:
    """Sixty-four hex digits over dataclasses, mappings, sets, sequences and plain values.

    The order of a mapping or set does not count, the order of a sequence does.
    """
    text = json.dumps([plain(value) for value in values], separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def plain(value: Any) -> Any:
    """Dataclasses become objects, sets sorted lists, times ISO text. Raises TypeError otherwise."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, datetime):
        return value.isoformat()
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((plain(item) for item in value), key=json.dumps)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    raise TypeError(f"no fingerprint for {type(value).__name__}")
