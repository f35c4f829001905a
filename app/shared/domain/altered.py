"""`dataclasses.replace` in a third of the time, for what a guild has hundreds of."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any


def altered[T](value: T, **changes: Any) -> T:
    """A copy with other fields, of a dataclass with slots and nothing to do after it is made."""
    kind = type(value)
    values, setters = _fields_of(kind)  # type: ignore[arg-type]
    copy = object.__new__(kind)
    for set_field, own in zip(setters.values(), values(value), strict=True):
        set_field(copy, own)
    for name, other in changes.items():
        setters[name](copy, other)
    return copy


type _Setter = Callable[[Any, Any], None]


@cache
def _fields_of(
    kind: type,
) -> tuple[Callable[[Any], tuple[Any, ...]], Mapping[str, _Setter]]:
    """What reads all fields (there are two at least), and what sets each, past `frozen`."""
    names = [field.name for field in fields(kind)]
    return attrgetter(*names), {name: getattr(kind, name).__set__ for name in names}
