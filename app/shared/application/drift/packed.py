"""Values of one guild, small until somebody asks for one of them."""

import marshal
import pickle
import zlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from io import BytesIO
from types import MappingProxyType
from typing import Any

_QUICKLY = 1


class Packed:
    """Never leaves the process. Getting one value out costs as much as unpacking that one."""

    __slots__ = ("_data",)

    def __init__(self, values: Mapping[str, object]) -> None:
        pieces = {name: _pickled(value) for name, value in values.items()}
        self._data = zlib.compress(marshal.dumps(pieces), _QUICKLY)

    def get(self, *names: str) -> dict[str, Any]:
        """Those of them that are there."""
        pieces: dict[str, bytes] = marshal.loads(zlib.decompress(self._data))  # noqa: S302
        return {
            name: pickle.loads(pieces[name])  # noqa: S301 - this class made it a moment ago
            for name in names
            if name in pieces
        }

    def __len__(self) -> int:
        """Bytes."""
        return len(self._data)


class _Pickler(pickle.Pickler):
    """Dataclasses with slots as their values in a row: unpacking them the way Python does by itself
    takes five times as long."""

    def reducer_override(self, value: Any) -> Any:
        kind = type(value)
        if kind is MappingProxyType:
            return _read_only, (dict(value),)
        if is_dataclass(kind) and hasattr(kind, "__slots__"):
            return _made_again, (kind, *(getattr(value, name) for name in _names_of(kind)))
        return NotImplemented


def _pickled(value: object) -> bytes:
    data = BytesIO()
    _Pickler(data, pickle.HIGHEST_PROTOCOL).dump(value)
    return data.getvalue()


def _made_again(kind: type, *values: Any) -> Any:
    made: Any = object.__new__(kind)
    for name, value in zip(_names_of(kind), values, strict=True):
        object.__setattr__(made, name, value)
    return made


@cache
def _names_of(kind: type) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


def _read_only(values: dict[Any, Any]) -> Mapping[Any, Any]:
    return MappingProxyType(values)
