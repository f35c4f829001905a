"""A document as a tree of nodes, each with its place in the text."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.shared.domain.blueprint.problems import Path

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
_WHOLE = re.compile(r"[-+]?[0-9]+")
_DECIMAL = re.compile(r"[-+]?[0-9]{1,17}\.[0-9]{1,17}([eE][-+]?[0-9]{1,2})?")
_OTHER_NUMBER = re.compile(
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)


@dataclass(slots=True, kw_only=True, eq=False)
class Node:
    """`start` and `end` are offsets in the text, `line` and `column` count from 1.

    A node that is used by alias in several places is one object, and its place is the anchor's.
    """

    start: int
    end: int
    line: int
    column: int
    path: Path = ()
    size: int = 1
    """How many nodes it is, aliases counted every time."""
    anchored: bool = False


@dataclass(slots=True, kw_only=True, eq=False)
class Scalar(Node):
    text: str
    style: str = ""
    """Empty for plain, else the character that begins it: `'`, `"`, `|` or `>`."""

    @property
    def value(self) -> str | int | bool | float | None:
        """What YAML 1.2 makes of it; numbers beyond reason are all not-a-number."""
        if self.style:
            return self.text
        if self.text in _NULL:
            return None
        if self.text in _TRUE or self.text in _FALSE:
            return self.text in _TRUE
        if _WHOLE.fullmatch(self.text) and len(self.text) < 40:
            return int(self.text)
        if _WHOLE.fullmatch(self.text) or _OTHER_NUMBER.fullmatch(self.text):
            return float(self.text) if _DECIMAL.fullmatch(self.text) else math.nan
        return self.text


@dataclass(slots=True, kw_only=True, eq=False)
class Listing(Node):
    items: list[Node] = field(default_factory=list)
    flow: bool = False
    pruned: bool = False
    """Items that could not be read were taken out."""


@dataclass(slots=True, kw_only=True, eq=False)
class Entry:
    key: Scalar
    node: Node
    merged: bool = False
    """It came through a merge key (`<<`) and stands elsewhere in the text."""


@dataclass(slots=True, kw_only=True, eq=False)
class Table(Node):
    entries: dict[str, Entry] = field(default_factory=dict)
    flow: bool = False

    def get(self, name: str) -> Node | None:
        entry = self.entries.get(name)
        return None if entry is None else entry.node


def scalars(node: Node) -> Iterator[Scalar]:
    """Every scalar below, keys included; what several aliases share is told each time."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Listing):
        for item in node.items:
            yield from scalars(item)
    elif isinstance(node, Table):
        for entry in node.entries.values():
            yield entry.key
            yield from scalars(entry.node)
