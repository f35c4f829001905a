"""Reads channels and categories, and works out whose access is the category's."""

from collections.abc import Iterator
from typing import Any

from app.shared.domain.blueprint.suggestions import did_you_mean
from app.shared.domain.language.listing import one_of
from app.shared.domain.language.saying import say
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.channels import NO_ACCESS, Channel, ChannelType
from app.shared.domain.structure.order import display_order
from app.shared.infrastructure.files.format.channels import (
    CHANNEL_FALLBACK,
    CHANNELS,
    CHILDREN,
    TYPES_BY_WORD,
)
from app.shared.infrastructure.files.forms.containers import as_table, list_items
from app.shared.infrastructure.files.forms.form import text_of
from app.shared.infrastructure.files.report import Report, Unreadable
from app.shared.infrastructure.files.things import Things
from app.shared.infrastructure.files.tree import Node, Scalar, Table


class ChannelReader:
    def __init__(self, report: Report, things: Things) -> None:
        self._report = report
        self._things = things

    def read(self, node: Node) -> tuple[Channel, ...]:
        """All channels, in the order Discord shows them."""
        return display_order(self._list(node, None))

    def _list(self, node: Node, category: Channel | None) -> Iterator[Channel]:
        for item in list_items(node, self._report):
            try:
                yield from self._item(item, category)
            except Unreadable:
                self._things.whole = False

    def _item(self, node: Node, category: Channel | None) -> Iterator[Channel]:
        if isinstance(node, Scalar):
            name = text_of(node, self._report, say("a channel"))
            yield self._channel(node, ChannelType.TEXT, {"name": name}, category)
            return
        table = as_table(node, self._report, say("A channel"))
        kind = self._type(table)
        if kind is ChannelType.CATEGORY and category is not None:
            raise self._report.unreadable(
                table.entries["category"].key,
                say("A category cannot stand in a category."),
                say("Move it to the top level."),
            )
        values = CHANNELS[kind].read_whole(table, self._report)
        channel = self._channel(table, kind, values, category)
        yield channel
        children = table.get(CHILDREN)
        if children is not None and kind is ChannelType.CATEGORY:
            yield from self._list(children, channel)

    def _channel(
        self, node: Node, type: ChannelType, values: dict[str, Any], category: Channel | None
    ) -> Channel:
        key = self._things.register(Kind.CHANNEL, node, values, values["name"], CHANNEL_FALLBACK)
        if values.get("access") is None:
            values["access"] = NO_ACCESS if category is None else category.access
        parent = None if category is None else category.key
        return Channel(key=key, type=type, parent=parent, **values)

    def _type(self, table: Table) -> ChannelType:
        found = [word for word in table.entries if word in TYPES_BY_WORD]
        if len(found) == 1:
            return TYPES_BY_WORD[found[0]]
        if found:
            raise self._report.unreadable(
                table.entries[found[1]].key,
                say(
                    'This channel is "{first}" and "{second}" at once.',
                    first=found[0],
                    second=found[1],
                ),
                say("Keep one; a second channel begins with a dash of its own."),
            )
        first = next(iter(table.entries), "")
        hint = next(filter(None, (did_you_mean(w, TYPES_BY_WORD) for w in table.entries)), "")
        place = table.entries[first].key if first else table
        raise self._report.unreadable(
            place,
            say("This channel has no name."),
            hint
            or say(
                "Write its type and name: `text: general`. Types: {types}.",
                types=one_of(TYPES_BY_WORD),
            ),
        )
