"""Data of Discord's that this format has no words for, kept as it is."""

from dataclasses import dataclass
from typing import Any

from app.shared.domain.language.saying import say
from app.shared.infrastructure.files.forms.containers import as_table
from app.shared.infrastructure.files.forms.form import Plain, Schema
from app.shared.infrastructure.files.forms.numbers import NUMBER_MAX
from app.shared.infrastructure.files.report import Report
from app.shared.infrastructure.files.tree import Listing, Node, Scalar, Table


@dataclass(frozen=True)
class DataForm:
    """Any map of text, numbers, true, false, null, lists and maps."""

    @property
    def schema(self) -> Schema:
        return {"type": "object"}

    def read(self, node: Node, report: Report) -> dict[str, Any]:
        table = as_table(node, report, "`metadata`")
        return {name: _plain(entry.node, report) for name, entry in table.entries.items()}

    def write(self, value: dict[str, Any]) -> Plain:
        return value


def _plain(node: Node, report: Report) -> Any:
    if isinstance(node, Listing):
        return [_plain(item, report) for item in node.items]
    if isinstance(node, Table):
        return {name: _plain(entry.node, report) for name, entry in node.entries.items()}
    value = node.value if isinstance(node, Scalar) else None
    if isinstance(value, int | float) and not abs(value) <= NUMBER_MAX:
        raise report.unreadable(node, say("This number is too large, or none."))
    return value
