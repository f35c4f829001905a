"""Writes a changed list of things with keys anew: each keeps its text wherever it goes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.shared.domain.structure.identifiers import Key
from app.shared.infrastructure.files.forms.form import Plain
from app.shared.infrastructure.files.tree import Listing, Node, Scalar, Table
from app.shared.infrastructure.files.updating.map_update import LostAnchors, Nested, updated_map
from app.shared.infrastructure.files.updating.source_lines import Region, SourceLines, shifted
from app.shared.infrastructure.files.yaml_text import item_lines


@dataclass(frozen=True, slots=True)
class Item:
    """One thing as it stands in the text."""

    node: Node
    region: Region
    column: int
    """Where its dash is, counted from 0."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing as it should be, beside what it was; `old` is None for a new one."""

    key: Key
    new: Plain
    old: Plain = None
    stale: frozenset[str] = frozenset()
    nested: Mapping[str, Nested] | None = None
    group: str = ""
    """Things of different groups are sorted apart, wherever they stand in the text."""


class ListUpdate:
    """`fine` is whether changed things are changed field by field, or written anew as a whole."""

    def __init__(self, source: SourceLines, lost: LostAnchors, *, fine: bool) -> None:
        self._source = source
        self._lost = lost
        self._fine = fine
        self._items: dict[Key, Item] = {}

    def learn(
        self, node: Node, first: int, stop: int, key_of: Callable[[Node], Key | None]
    ) -> dict[Key, Item]:
        """Find the things of a list in the text. Gives those of this list only."""
        if not isinstance(node, Listing):
            return {}
        regions = self._source.items(node, first, stop)
        column = self._source.dash_column(first, stop)
        if regions is None or column is None:
            return {}
        found: dict[Key, Item] = {}
        for item, region in zip(node.items, regions, strict=True):
            if (key := key_of(item)) is not None:
                found[key] = Item(item, region, column)
        self._items |= found
        return found

    def lines(
        self, wanted: Sequence[Wanted], column: int, here: Sequence[Key], before: Sequence[Key]
    ) -> list[str]:
        """The list's lines, dashes at `column`. `here` is the order in the text, `before` the
        canonical order of the same things."""
        order = _order(wanted, here, before)
        by_key = {one.key: one for one in wanted}
        return [line for key in order for line in self._thing(by_key[key], column)]

    def give_up(self, key: Key) -> None:
        if key in self._items:
            self._lost.give_up(self._items[key].node, self._items[key].region)

    def _thing(self, wanted: Wanted, column: int) -> list[str]:
        item = self._items.get(wanted.key)
        if item is None:
            return list(item_lines(wanted.new, " " * column))
        lead = self._source.lines[item.region.lead : item.region.head]
        return shifted(lead + self._body(wanted, item), column - item.column)

    def _body(self, wanted: Wanted, item: Item) -> list[str]:
        words = set(item.node.entries) if isinstance(item.node, Table) else set()
        kept = wanted.old == wanted.new and not wanted.stale & words
        if kept and not self._lost.concern(item.node) and not wanted.nested:
            return self._source.lines[item.region.head : item.region.end]
        if self._fine and isinstance(item.node, Table):
            fields = self._fields(wanted, item, item.node)
            if fields is not None:
                return fields
        self._lost.give_up(item.node, item.region)
        lines = list(item_lines(wanted.new, " " * item.column))
        if isinstance(item.node, Scalar):
            lines[0] += self._source.comment_behind(item.node, item.region.head)
        return lines + self._trailing_gap(item.region)

    def _fields(self, wanted: Wanted, item: Item, table: Table) -> list[str] | None:
        head, *_ = (entry.key for entry in table.entries.values())
        if head.line - 1 < item.region.head or head.line - 1 >= item.region.end:
            return None
        old, new = _as_map(wanted.old, table), _as_map(wanted.new, table)
        if not new:
            return None
        lines = updated_map(
            self._source,
            table,
            item.region.end,
            old,
            new,
            self._lost,
            stale=wanted.stale,
            nested=wanted.nested,
        )
        if not lines:
            return None
        before = self._source.lines[item.region.head : head.line - 1]
        if before:
            return before + lines
        indent = head.column - 1
        first = next(n for n, line in enumerate(lines) if not _is_gap(line))
        prefix = self._source.lines[item.region.head][:indent]
        lines[first] = prefix + lines[first][indent:]
        return lines

    def _trailing_gap(self, region: Region) -> list[str]:
        end = region.end
        while end - 1 > region.head and self._source.is_gap(end - 1):
            end -= 1
        return self._source.lines[end : region.end]


def _order(wanted: Sequence[Wanted], here: Sequence[Key], before: Sequence[Key]) -> list[Key]:
    """The order of the text where nothing changed places, else the wanted one."""
    rank = {one.key: index for index, one in enumerate(wanted)}
    common = [key for key in here if key in rank]
    ranks = [rank[key] for key in before if key in set(common)]
    if ranks != sorted(ranks):
        return [one.key for one in wanted]
    order = list(common)
    for index, one in enumerate(wanted):
        if one.key not in order:
            order.insert(_place(one, wanted[:index], wanted[index + 1 :], order), one.key)
    return order


def _place(new: Wanted, above: Sequence[Wanted], below: Sequence[Wanted], order: list[Key]) -> int:
    """Behind the nearest of its group above, else before the nearest of its group below."""
    for one in reversed(above):
        if one.group == new.group:
            return order.index(one.key) + 1
    for one in below:
        if one.group == new.group and one.key in order:
            return order.index(one.key)
    return order.index(above[-1].key) + 1 if above else 0


def _as_map(plain: Plain, table: Table) -> dict[str, Plain]:
    """The short form of a thing in the words of its long form; empty where there are none."""
    if isinstance(plain, dict):
        return plain
    word = next((word for word in ("name", "text") if word in table.entries), None)
    return {word: plain} if word is not None and isinstance(plain, str) else {}


def _is_gap(line: str) -> bool:
    return not line.strip() or line.strip().startswith("#")
