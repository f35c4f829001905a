"""A document's text as lines, and which lines belong to which field or item.

Comment and blank lines directly above a field or item belong to it, unless they are indented
deeper: then they belong to what stands above.
"""

from dataclasses import dataclass, replace
from itertools import pairwise

from app.shared.infrastructure.files.tree import Listing, Node, Table


@dataclass(frozen=True, slots=True)
class Region:
    """Lines from `lead` to before `end`; the thing itself begins at `head`. Counted from 0."""

    lead: int
    head: int
    end: int


class SourceLines:
    def __init__(self, text: str) -> None:
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.lines = [line.removesuffix("\r") for line in text.split("\n")]
        self._starts = [0]
        for line in text.split("\n")[:-1]:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def fields(self, table: Table, stop: int) -> dict[str, Region] | None:
        """The lines of each field of a block map that ends before line `stop`; None where the
        map is not written one field below the other."""
        entries = [entry for entry in table.entries.values() if not entry.merged]
        if table.flow or len(entries) != len(table.entries) or not entries:
            return None
        heads = [entry.key.line - 1 for entry in entries]
        columns = {entry.key.column for entry in entries}
        if heads != sorted(set(heads)) or len(columns) != 1 or self._merges(heads[0], stop):
            return None
        regions = self._regions(heads, stop, columns.pop() - 1)
        return dict(zip((entry.key.text for entry in entries), regions, strict=True))

    def items(self, listing: Listing, first: int, stop: int) -> list[Region] | None:
        """The lines of each item of a block list between two lines."""
        column = self.dash_column(first, stop)
        if listing.flow or column is None:
            return None
        heads = [n for n in range(first, stop) if self._has_dash(n, column)]
        if len(heads) != len(listing.items):
            return None
        head_first, *others = self._regions(heads, stop, column)
        return [replace(head_first, lead=first), *others]

    def dash_column(self, first: int, stop: int) -> int | None:
        line = next((self.lines[n] for n in range(first, stop) if not self.is_gap(n)), "")
        column = len(line) - len(line.lstrip(" "))
        return column if line[column : column + 1] == "-" else None

    def is_gap(self, number: int) -> bool:
        """Whether the line is blank or a comment."""
        stripped = self.lines[number].strip()
        return not stripped or stripped.startswith("#")

    def comment_behind(self, node: Node, line: int) -> str:
        """The comment behind a value that ends in this line, with the blanks before it."""
        column = node.end - self._starts[line]
        if node.line - 1 != line or not 0 < column <= len(self.lines[line]):
            return ""
        rest = self.lines[line][column:]
        return rest.rstrip() if rest[:1].isspace() and rest.lstrip().startswith("#") else ""

    def _regions(self, heads: list[int], stop: int, column: int) -> list[Region]:
        leads = [heads[0]]
        for before, head in pairwise(heads):
            lead = head
            while lead - 1 > before and self._may_lead(lead - 1, column):
                lead -= 1
            leads.append(lead)
        ends = [*leads[1:], stop]
        return [Region(*three) for three in zip(leads, heads, ends, strict=True)]

    def _may_lead(self, number: int, column: int) -> bool:
        line = self.lines[number]
        return self.is_gap(number) and len(line) - len(line.lstrip(" ")) <= column

    def _has_dash(self, number: int, column: int) -> bool:
        line = self.lines[number]
        return line[:column].strip() == "" and (
            line[column:] == "-" or line[column : column + 2] == "- "
        )

    def _merges(self, first: int, stop: int) -> bool:
        return any(line.lstrip("- ").startswith("<<") for line in self.lines[first:stop])


def shifted(lines: list[str], by: int) -> list[str]:
    """Indent deeper, or less deep."""
    if by >= 0:
        return [" " * by + line if line.strip() else line for line in lines]
    return [line[min(-by, len(line) - len(line.lstrip(" "))) :] for line in lines]
