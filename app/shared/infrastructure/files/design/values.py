"""Readers for the plain values in a design: each gives the value, or notes what is wrong."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.shared.domain.blueprint.problems import Path
from app.shared.domain.blueprint.suggestions import did_you_mean
from app.shared.domain.language.listing import one_of
from app.shared.domain.language.saying import say
from app.shared.domain.structure.identifiers import Key
from app.shared.infrastructure.files.design.faults import Faults, Unreadable
from app.shared.infrastructure.files.forms.numbers import NUMBER_MAX

type Reader[T] = Callable[[Any, Path, Faults], T]
"""Raises Unreadable once the problem is noted."""

_DECIMAL = re.compile(r"0|[1-9][0-9]{0,18}")
_DEPTH = 12


def text(value: Any, path: Path, faults: Faults) -> str:
    if not isinstance(value, str):
        raise _not_a(value, path, faults, say("a text"))
    return value


def key(value: Any, path: Path, faults: Faults) -> Key:
    return Key(text(value, path, faults))


def flag(value: Any, path: Path, faults: Faults) -> bool:
    if not isinstance(value, bool):
        raise _not_a(value, path, faults, say("true or false"))
    return value


def whole(value: Any, path: Path, faults: Faults) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _not_a(value, path, faults, say("a whole number"))
    return value


def decimal(value: Any, path: Path, faults: Faults) -> int:
    """A number of up to 63 bits, as text."""
    if not isinstance(value, str):
        raise _not_a(value, path, faults, say('a whole number as text, like "1024"'))
    if not _DECIMAL.fullmatch(value):
        raise faults.unreadable(
            path,
            say('"{text}" is no number that Discord could keep here.', text=value[:40]),
            say('Write digits only, at most 19 of them: "1024".'),
        )
    return int(value)


def word(*allowed: str) -> Reader[str]:
    def read(value: Any, path: Path, faults: Faults) -> str:
        if value not in allowed or not isinstance(value, str):
            raise _not_a(value, path, faults, one_of(f'"{one}"' for one in allowed))
        return value

    return read


def optional[T](reader: Reader[T]) -> Reader[T | None]:
    def read(value: Any, path: Path, faults: Faults) -> T | None:
        return None if value is None else reader(value, path, faults)

    return read


def list_of[T](reader: Reader[T]) -> Reader[tuple[T, ...]]:
    """What cannot be read is left out once it is noted."""

    def read(value: Any, path: Path, faults: Faults) -> tuple[T, ...]:
        items: list[T] = []
        for index, item in enumerate(listed(value, path, faults)):
            try:
                items.append(reader(item, (*path, index), faults))
            except Unreadable:
                faults.blind((*path, index))
        return tuple(items)

    return read


def listed(value: Any, path: Path, faults: Faults) -> list[Any]:
    if not isinstance(value, list):
        raise _not_a(value, path, faults, say("a list"))
    return value


def table(value: Any, path: Path, faults: Faults) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _not_a(value, path, faults, say("an object"))
    return value


def data(value: Any, path: Path, faults: Faults) -> dict[str, Any]:
    """Any object, kept as it is, as far as Discord could keep it."""
    _check_data(table(value, path, faults), path, faults, 0)
    return dict(value)


def _check_data(value: Any, path: Path, faults: Faults, depth: int) -> None:
    if depth > _DEPTH:
        raise faults.unreadable(
            path, say("This is nested too deep."), say("Remove the inner parts.")
        )
    if isinstance(value, dict):
        for name, item in value.items():
            _check_data(item, (*path, name), faults, depth + 1)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            _check_data(item, (*path, index), faults, depth + 1)
    elif isinstance(value, int | float) and not abs(value) <= NUMBER_MAX:
        raise faults.unreadable(path, say("This number is too large, or none."))


@dataclass(frozen=True)
class Record:
    """An object with these fields and no others."""

    what: str
    """`A role`, to be said."""
    fields: Mapping[str, Reader[Any]]
    required: tuple[str, ...] = ()

    def read(self, value: Any, path: Path, faults: Faults) -> dict[str, Any]:
        """The fields that are there and could be read. Raises Unreadable for no object at all."""
        found = table(value, path, faults)
        read: dict[str, Any] = {}
        for name, item in found.items():
            reader = self.fields.get(name)
            if reader is None:
                self._unknown(name, path, faults)
                continue
            try:
                read[name] = reader(item, (*path, name), faults)
            except Unreadable:
                continue
        for name in self.required:
            if name not in found:
                place = (*path, name)
                faults.unreadable(
                    place,
                    say("{what} needs the field `{field}`.", what=say(self.what), field=name),
                    say("Add it."),
                )
        return read

    def _unknown(self, name: str, path: Path, faults: Faults) -> None:
        remedy = did_you_mean(name, self.fields) or say(
            "Its fields are {fields}.", fields=one_of(self.fields)
        )
        what = say('{what} has no field "{field}".', what=say(self.what), field=name[:80])
        faults.add((*path, name), what, remedy)


def _not_a(value: Any, path: Path, faults: Faults, wanted: str) -> Unreadable:
    return faults.unreadable(
        path,
        say("Here stands {found}.", found=_kind(value)),
        say("It must be {wanted}.", wanted=wanted),
    )


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return say("a text")
    if isinstance(value, int | float):
        return say("a number")
    return say("a list") if isinstance(value, list) else say("an object")
