"""Forms that hold other forms: lists, and maps with known fields."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.shared.domain.blueprint.suggestions import did_you_mean
from app.shared.domain.language.listing import in_a_row
from app.shared.domain.language.saying import say
from app.shared.infrastructure.files.forms.form import Form, Plain, Schema, shown
from app.shared.infrastructure.files.report import Report, Unreadable
from app.shared.infrastructure.files.tree import Listing, Node, Table


@dataclass(frozen=True)
class ListOf[T]:
    form: Form[T]
    most: int | None = None

    @property
    def schema(self) -> Schema:
        schema = {"type": "array", "items": dict(self.form.schema)}
        return schema if self.most is None else {**schema, "maxItems": self.most}

    def read(self, node: Node, report: Report) -> tuple[T, ...]:
        """Items that cannot be read are left out; their problems are in the report."""
        return tuple(found for _, found in readable_items(node, report, self.form.read))

    def write(self, value: Sequence[T]) -> Plain:
        return [self.form.write(item) for item in value]


REQUIRED: Any = object()
"""The default of a field that must be there."""
ABSENT: Any = object()
"""The default of a field that, left out, is left alone."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One field of a map: its word in documents, the attribute it becomes, and what it means."""

    word: str
    attribute: str
    form: Form[Any]
    default: Any = REQUIRED
    """What leaving it out means."""
    help: str
    """To be said where the field must be there: it is told to those who left it out."""
    default_help: str = ""
    """The default in words, where it is not plain; for the schema alone."""


@dataclass(frozen=True)
class Fields:
    """A map of known fields. Read and written as attribute → value, defaults left out."""

    noun: str
    """`A role`, to be said."""
    lines: tuple[Line, ...]
    extra_words: frozenset[str] = field(default_factory=frozenset)
    """Words that somebody else reads from the same map."""
    hints: Mapping[str, Callable[[], str]] = field(default_factory=dict)
    """What to say about fields that people expect here and that stand elsewhere."""

    @property
    def schema(self) -> Schema:
        required = [line.word for line in self.lines if line.default is REQUIRED]
        schema: dict[str, Any] = {
            "type": "object",
            "properties": {line.word: _property(line) for line in self.lines},
            "additionalProperties": False,
        }
        return schema | ({"required": required} if required else {})

    def read(self, node: Node, report: Report) -> dict[str, Any]:
        """Fields that cannot be read are left out; their problems are in the report."""
        table = as_table(node, report, say(self.noun))
        meant = self._refuse_unknown(table, report)
        values: dict[str, Any] = {}
        for line in self.lines:
            found = table.get(line.word)
            if found is None:
                if line.default is REQUIRED and line.word not in meant:
                    report.at(
                        table,
                        say("{thing} needs `{field}`.", thing=say(self.noun), field=line.word),
                        say(line.help),
                    )
                continue
            try:
                values[line.attribute] = line.form.read(found, report)
            except Unreadable:
                continue
        return values

    def write(self, value: Mapping[str, Any]) -> dict[str, Plain]:
        return {
            line.word: line.form.write(value[line.attribute])
            for line in self.lines
            if line.attribute in value and not _is_default(line, value[line.attribute])
        }

    def read_whole(self, node: Node, report: Report) -> dict[str, Any]:
        """Like `read`, and raises Unreadable where something that must be there is not."""
        values = self.read(node, report)
        if any(line.attribute not in values for line in self.lines if line.default is REQUIRED):
            raise Unreadable
        return values

    def _refuse_unknown(self, table: Table, report: Report) -> set[str]:
        """Gives the fields that were probably meant."""
        meant: set[str] = set()
        words = {line.word for line in self.lines} | self.extra_words
        for name, entry in table.entries.items():
            if name not in words:
                meant |= {word for word in words if did_you_mean(name, {word})}
                report.at(
                    entry.key,
                    say('{thing} has no field "{field}".', thing=say(self.noun), field=name[:60]),
                    self._hint(name)
                    or did_you_mean(name, words)
                    or say("It has: {fields}.", fields=in_a_row(sorted(words))),
                )
        return meant

    def _hint(self, name: str) -> str:
        hint = self.hints.get(name)
        return "" if hint is None else hint()


def _is_default(line: Line, value: Any) -> bool:
    return line.default is not REQUIRED and bool(value == line.default)


def _property(line: Line) -> dict[str, Any]:
    default = f" Default: {line.default_help}." if line.default_help else ""
    return {**line.form.schema, "description": f"{line.help}{default}"}


def list_items(node: Node, report: Report) -> list[Node]:
    if not isinstance(node, Listing):
        raise report.unreadable(
            node,
            say("Here stands {found} instead of a list.", found=shown(node)),
            say("Write `[a, b]` or `- a`."),
        )
    return node.items


def readable_items[T](
    node: Node, report: Report, read: Callable[[Node, Report], T]
) -> list[tuple[Node, T]]:
    """The items that could be read. The others leave the tree too, so that the index of a value
    is the index of its node."""
    items = list_items(node, report)
    found: list[tuple[Node, T]] = []
    for item in items:
        try:
            found.append((item, read(item, report)))
        except Unreadable:
            continue
    if len(found) < len(items) and isinstance(node, Listing):
        node.pruned = True
        items[:] = [item for item, _ in found]
    return found


def as_table(node: Node, report: Report, noun: str) -> Table:
    if not isinstance(node, Table):
        raise report.unreadable(
            node,
            say(
                "{thing} is a map of fields, and here stands {found}.",
                thing=noun,
                found=shown(node),
            ),
            say("Write `name: value`."),
        )
    return node
