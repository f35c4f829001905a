"""A hash over large values: over a whole guild, or over a plan for one.

`fingerprint` writes value by value. A full guild has five hundred channels of nineteen fields and
fifty thousand overwrites, so here what is alike is written together: all names, all topics, … That
is one call for hundreds of values, and takes half of the time.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import chain, compress
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple, get_type_hints

from app.shared.domain.fingerprint import (
    PLAIN_ALREADY,
    as_bytes,
    name_of,
    plain,
    way_to_plain,
    written,
)
from app.shared.domain.made_once import MadeOnce

_SMALL = 8
"""Fields of a JSON object that is written once and then named by a number: what overwrites say of
a role is the same object in hundreds of channels."""


def column_fingerprint(*values: object) -> str:
    """Sixty-four hex digits over what `fingerprint` takes; what counts there counts here."""
    columns = _Columns()
    columns.add(as_bytes(len(values)))
    columns.column(values)
    return hashlib.sha256(b"".join(columns.parts)).hexdigest()


class _Shape(NamedTuple):
    """Of mappings with the same keys."""

    names: tuple[str, ...]
    """In order."""
    text: str | tuple[str, ...]
    """The same, as far as it can be done as one text."""
    get: Callable[[Mapping[Any, Any]], tuple[Any, ...]]
    """What reads the values in the order of their names."""


class _Columns:
    """Whatever is written begins with what it is or how much of it there is, so that no two
    different values are written alike."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self.add = self.parts.append
        self._shapes = MadeOnce(_shape)
        self._written = MadeOnce(written)
        """Of what stands in sets: what a step waits for, others wait for as well."""
        self._numbers: dict[int, int] = {}
        """Of small objects, by their identity: all values live as long as this does."""
        self._numbered: dict[bytes, int] = {}
        """The small objects that stand in `parts`, in the order in which they came."""

    def column(self, values: Sequence[Any]) -> None:
        """Values of one sort together; of several, whose turn it is, and then sort by sort."""
        kinds: set[type] = set(map(type, values))
        if PLAIN_ALREADY.issuperset(kinds):
            self.add(as_bytes(tuple(values)))
            return
        sorts = {kind: _sort_of(kind) for kind in kinds}
        names = {sort.name for sort in sorts.values()}
        if len(names) == 1:
            sorts[kinds.pop()].write(self, values)
            return
        named = {kind: sort.name for kind, sort in sorts.items()}
        turns = tuple(map(named.__getitem__, map(type, values)))
        self.add(as_bytes("|") + as_bytes(turns))
        for name in sorted(names):
            part = list(compress(values, map(name.__eq__, turns)))
            sorts[type(part[0])].write(self, part)

    def leaves(self, values: Sequence[Any]) -> None:
        kinds: set[type] = set(map(type, values))
        way = way_to_plain(kinds.pop()) if len(kinds) == 1 else plain
        self.add(as_bytes(tuple(map(way, values))))

    def tuples(self, name: str, values: Sequence[Any]) -> None:
        """Named ones."""
        self.add(as_bytes(name))
        for part in zip(*values, strict=True):
            self.column(part)

    def dataclasses(
        self, name: str, getters: Sequence[Callable[[Any], Any]], values: Sequence[Any]
    ) -> None:
        self.add(as_bytes(name))
        for getter in getters:
            self.column(list(map(getter, values)))

    def sequences(self, values: Sequence[Sequence[Any]]) -> None:
        self.add(as_bytes("[]") + as_bytes(tuple(map(len, values))))
        if inside := list(chain.from_iterable(values)):
            self.column(inside)

    def sets(self, values: Sequence[Iterable[Any]]) -> None:
        self.add(as_bytes("{}"))
        way = self._written.__getitem__ if _are_alike(values) else written
        for value in values:
            self.add(as_bytes(tuple(sorted(map(way, value)))))

    def mappings(self, values: Sequence[Mapping[Any, Any]]) -> None:
        """By numbers where all are small, else each by itself."""
        identities = list(map(id, values))
        small = self._small(dict(zip(identities, values, strict=True)))
        if small is None:
            self._large(values)
            return
        numbered = self._numbered
        new = [one for one in dict.fromkeys(small.values()) if one not in numbered]
        numbered.update(zip(new, range(len(numbered), len(numbered) + len(new)), strict=True))
        self._numbers.update((identity, numbered[one]) for identity, one in small.items())
        numbers = tuple(map(self._numbers.__getitem__, identities))
        self.add(as_bytes("{n}") + as_bytes(tuple(new)) + as_bytes(numbers))

    def _large(self, values: Sequence[Mapping[Any, Any]]) -> None:
        """Names of each, and what they name of all together; but named tuples of one kind, as
        overwrites are, at once and without a look at each of their parts."""
        self.add(as_bytes("{:}"))
        rest: list[Any] = []
        for value in values:
            _, names, get = self._shape_of(value)
            items = get(value)
            kinds: set[type] = set(map(type, items))
            sort = _sort_of(kinds.pop()) if len(kinds) == 1 else _LEAVES
            if sort.of_plain_parts:
                self.add(as_bytes((names, sort.name, *zip(*items, strict=True))))
            else:
                self.add(as_bytes((len(items), names)))
                rest += items
        if rest:
            self.column(rest)

    def _shape_of(self, value: Mapping[Any, Any]) -> _Shape:
        """Numbers are not looked up: 1 and True are equal, and have other names."""
        keys = tuple(value)
        return self._shapes[keys] if keys and isinstance(keys[0], str) else _shape(keys)

    def _small(self, values: Mapping[int, Mapping[Any, Any]]) -> dict[int, bytes] | None:
        """What those that have no number yet are written as; None where one is not small."""
        found = {}
        for identity, value in values.items():
            if identity not in self._numbers:
                form = self._form(value)
                if form is None:
                    return None
                found[identity] = as_bytes(form)
        return found

    def _form(self, value: Mapping[Any, Any]) -> tuple[Any, ...] | None:
        """None for what is not small, or holds anything but plain values and small objects."""
        if len(value) > _SMALL:
            return None
        names, _, get = self._shape_of(value)
        items = get(value)
        if PLAIN_ALREADY.issuperset(map(type, items)):
            return (names, *items)
        parts: list[Any] = [names]
        for item in items:
            part = item
            if type(item) not in PLAIN_ALREADY:
                part = self._form(item) if isinstance(item, Mapping) else None
                if part is None:
                    return None
            parts.append(part)
        return tuple(parts)


class _Sort(NamedTuple):
    """How values of a kind are written. Kinds of one name are written together."""

    name: str
    write: Callable[[_Columns, Sequence[Any]], None]
    of_plain_parts: bool = False
    """Whether it is a tuple that `as_bytes` can write, but for its kind."""


_LEAVES = _Sort("", _Columns.leaves)


@cache
def _sort_of(kind: type) -> _Sort:
    """Raises TypeError for what has no plain form."""
    way_to_plain(kind)
    name = kind.__name__
    if is_dataclass(kind):
        getters = [attrgetter(field.name) for field in fields(kind)]
        return _Sort(name, lambda columns, values: columns.dataclasses(name, getters, values))
    if issubclass(kind, Mapping):
        return _Sort("{:}", _Columns.mappings)
    if issubclass(kind, tuple) and hasattr(kind, "_fields"):
        plain_parts = PLAIN_ALREADY.issuperset(get_type_hints(kind).values())
        return _Sort(name, lambda columns, values: columns.tuples(name, values), plain_parts)
    if issubclass(kind, tuple | list):
        return _Sort("[]", _Columns.sequences)
    if issubclass(kind, set | frozenset):
        return _Sort("{}", _Columns.sets)
    return _LEAVES


def _as_text(names: tuple[str, ...]) -> str | tuple[str, ...]:
    """As one text, which is far less to write, where their number says how it is to be parted."""
    text = "\0".join(names)
    return text if text.count("\0") == len(names) - 1 else names


def _are_alike(values: Sequence[Iterable[Any]]) -> bool:
    """Whether what is in them is of one kind, of which nothing is equal that is not written alike
    (as 0.0 and -0.0 are not)."""
    kinds: set[type] = set(map(type, chain.from_iterable(values)))
    return kinds in ({str}, {int})


def _shape(keys: tuple[Any, ...]) -> _Shape:
    ordered = sorted(keys)
    names = tuple(map(name_of, ordered))
    if len(ordered) > 1:
        return _Shape(names, _as_text(names), itemgetter(*ordered))
    return _Shape(names, _as_text(names), lambda value: tuple(value[key] for key in ordered))
