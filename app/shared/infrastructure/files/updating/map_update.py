"""Writes a changed map anew, field by field: what did not change keeps its text."""

from collections.abc import Callable, Collection, Mapping

from app.shared.infrastructure.files.forms.form import Plain
from app.shared.infrastructure.files.tree import Listing, Node, Scalar, Table
from app.shared.infrastructure.files.updating.source_lines import Region, SourceLines
from app.shared.infrastructure.files.yaml_text import field_lines

type Nested = Callable[[Node, int, int], list[str] | None]
"""Writes what stands below a field, between two lines; None where it cannot."""


class LostAnchors:
    """Anchors whose text is given up, so that what points to them must be written out."""

    def __init__(self) -> None:
        self._nodes: dict[int, Node] = {}

    def __len__(self) -> int:
        return len(self._nodes)

    def give_up(self, node: Node, region: Region) -> None:
        """What an alias points to from here stands elsewhere, and stays."""
        for below in _anchored(node):
            if region.head < below.line <= region.end:
                self._nodes[id(below)] = below

    def give_up_all(self, root: Node) -> None:
        for below in _anchored(root):
            self._nodes[id(below)] = below

    def concern(self, node: Node) -> bool:
        return bool(self._nodes) and any(id(below) in self._nodes for below in _anchored(node))


def updated_map(
    source: SourceLines,
    table: Table,
    stop: int,
    old: Mapping[str, Plain],
    new: Mapping[str, Plain],
    lost: LostAnchors,
    *,
    stale: Collection[str] = (),
    nested: Mapping[str, Nested] | None = None,
) -> list[str] | None:
    """The lines of the map from its first field on; None where it is no block map.

    `stale` names fields that must not keep their text although `old` and `new` agree.
    """
    regions = source.fields(table, stop)
    if regions is None:
        return None
    indent = next(iter(table.entries.values())).key.column - 1
    chunks: dict[str, list[str]] = {}
    for name, region in regions.items():
        node = table.entries[name].node
        changed = old.get(name) != new.get(name) or name in stale or lost.concern(node)
        changed = changed and (name in old or name in new or name in stale)
        lead, body = _lines(source, region, indent)
        if not changed:
            chunks[name] = lead + body
        elif name in new:
            chunks[name] = lead + _replaced(
                source, name, region, node, new[name], indent, lost, nested or {}
            )
        else:
            lost.give_up(node, region)
    for name in new:
        if name not in regions and (old.get(name) != new[name] or name in stale):
            chunks = _inserted(chunks, name, list(field_lines(name, new[name], " " * indent)), new)
    return [line for chunk in chunks.values() for line in chunk]


def _replaced(
    source: SourceLines,
    name: str,
    region: Region,
    node: Node,
    value: Plain,
    indent: int,
    lost: LostAnchors,
    nested: Mapping[str, Nested],
) -> list[str]:
    if name in nested:
        below = nested[name](node, region.head + 1, region.end)
        if below is not None:
            return [_without_dash(source.lines[region.head], indent), *below]
    lost.give_up(node, region)
    lines = list(field_lines(name, value, " " * indent))
    comment = source.comment_behind(node, region.head)
    if len(lines) == 1 or not isinstance(node, Scalar):
        lines[0] += comment
    return lines + _trailing_gap(source, region)


def _trailing_gap(source: SourceLines, region: Region) -> list[str]:
    """Blank lines and comments at the end that stand apart from the field."""
    end = region.end
    while end - 1 > region.head and source.is_gap(end - 1):
        end -= 1
    return source.lines[end : region.end]


def _inserted(
    chunks: dict[str, list[str]], name: str, lines: list[str], order: Mapping[str, Plain]
) -> dict[str, list[str]]:
    """Put a new field behind the nearest one that the canonical order has before it."""
    names = list(order)
    before = [other for other in names[: names.index(name)] if other in chunks]
    if not before:
        return {**chunks, name: lines}
    result: dict[str, list[str]] = {}
    for other, chunk in chunks.items():
        if other == before[-1]:
            body = len(chunk)
            while body > 1 and not chunk[body - 1].strip():
                body -= 1
            result[other] = chunk[:body]
            result[name] = lines + chunk[body:]
        else:
            result[other] = chunk
    return result


def _lines(source: SourceLines, region: Region, indent: int) -> tuple[list[str], list[str]]:
    lead = source.lines[region.lead : region.head]
    first, *rest = source.lines[region.head : region.end]
    return lead, [_without_dash(first, indent), *rest]


def _without_dash(line: str, indent: int) -> str:
    return " " * indent + line[indent:]


def _anchored(node: Node) -> list[Node]:
    below: list[Node] = []
    if isinstance(node, Listing):
        below = [found for item in node.items for found in _anchored(item)]
    elif isinstance(node, Table):
        below = [found for entry in node.entries.values() for found in _anchored(entry.node)]
    return [node, *below] if node.anchored else below
