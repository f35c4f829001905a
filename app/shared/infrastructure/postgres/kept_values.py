"""Values of documents that are written once and never changed, as they were decoded lately.

Decoding a plan or a design costs more than asking for it. The row is read each time all the same:
what was deleted is gone at once. Its document comes as text (`unread`), and is parsed only where it
is not kept.
"""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Any

from pydantic_core import from_json
from sqlalchemy import ColumnElement, Table, Text, cast

from app.shared.infrastructure.postgres.documents import Document, from_document

_ONE_AT_MOST = 20_000
"""Parts (fields, entries, hundreds of characters) of a document that is kept: whoever works on a
guild as large as Discord allows waits for Discord, not for us."""
_ALL_AT_MOST = 100_000
"""A part takes about 150 bytes: 15 MB."""


class KeptValues:
    def __init__(self, all_at_most: int = _ALL_AT_MOST, one_at_most: int = _ONE_AT_MOST) -> None:
        self._all_at_most = all_at_most
        self._one_at_most = one_at_most
        self._kept: OrderedDict[Hashable, tuple[Document, int]] = OrderedDict()
        self._parts = 0

    @property
    def parts(self) -> int:
        """Of all that is kept."""
        return self._parts

    def of[T: Document](self, type_: type[T], row: Hashable, text: str) -> T:
        """`row` is never the same for two documents of one type. Raises ValueError, as
        `from_document`."""
        name = type_, row
        found = self._kept.get(name)
        if found is not None and isinstance(found[0], type_):
            self._kept.move_to_end(name)
            return found[0]
        document = from_json(text)
        value = from_document(type_, document)
        self._keep(name, value, _parts_of(document, self._one_at_most))
        return value

    def _keep(self, name: Hashable, value: Document, parts: int) -> None:
        if parts > self._one_at_most:
            return
        self._kept[name] = value, parts
        self._parts += parts
        while self._parts > self._all_at_most:
            _, (_, oldest) = self._kept.popitem(last=False)
            self._parts -= oldest


def unread(table: Table, *documents: str) -> list[ColumnElement[Any]]:
    """All columns of the table, of which these come as the text that they are stored as."""
    return [
        cast(column, Text).label(column.name) if column.name in documents else column
        for column in table.c
    ]


def _parts_of(document: object, enough: int) -> int:
    """Not counted on where it is more than enough."""
    waiting, parts = [document], 0
    while waiting and parts <= enough:
        one = waiting.pop()
        parts += 1
        if isinstance(one, dict):
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, str):
            parts += len(one) // 100
    return parts
