"""Changes a document so that it says another blueprint, and keeps what people wrote round it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from typing import Any

from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.structure.channels import Channel, ChannelType
from app.shared.domain.structure.identifiers import EVERYONE, Key
from app.shared.domain.structure.order import sort_group
from app.shared.infrastructure.files.blueprint_reader import ReadDocument
from app.shared.infrastructure.files.format.channels import CHILDREN
from app.shared.infrastructure.files.format.roles import ROLE
from app.shared.infrastructure.files.forms.form import Plain
from app.shared.infrastructure.files.plain_document import PlainDocument
from app.shared.infrastructure.files.tree import Node, Table
from app.shared.infrastructure.files.updating.list_update import ListUpdate, Wanted
from app.shared.infrastructure.files.updating.map_update import (
    LostAnchors,
    Nested,
    updated_map,
)
from app.shared.infrastructure.files.updating.source_lines import SourceLines

_NESTED_MAPS = ("settings", "welcome_screen", "onboarding")
_INDENT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How much of the text one attempt tries to keep."""

    things: bool = True
    """Roles and channels are looked at one by one; else a changed section is written anew."""
    fields: bool = True
    """Changed things are changed field by field; else they are written anew as a whole."""
    anchors: bool = True
    """Aliases stay; else what they point to is written out."""


class DocumentUpdate:
    """One attempt."""

    def __init__(
        self,
        source: SourceLines,
        document: ReadDocument,
        new: Blueprint,
        effort: Effort,
    ) -> None:
        self._source = source
        self._root = document.root
        self._old, self._new = document.blueprint, new
        self._old_plain, self._new_plain = PlainDocument(self._old), PlainDocument(new)
        self._roles = document.places.of_section("roles")
        self._channels = document.places.of_section("channels")
        self._effort = effort
        self._lost = LostAnchors()
        if not effort.anchors:
            self._lost.give_up_all(document.root)
        self._regions: dict[Key, tuple[Node, int]] = {}
        """Each channel's node, and the line before which it ends."""

    def lines(self) -> list[str] | None:
        """The new document's lines; None where this way cannot do it."""
        while True:
            given_up = len(self._lost)
            lines = self._attempt()
            if lines is None or len(self._lost) == given_up:
                return lines

    def _attempt(self) -> list[str] | None:
        first = min(entry.key.line for entry in self._root.entries.values()) - 1
        old, new = self._old_plain.whole(), self._new_plain.whole()
        nested = self._nested(old, new) if self._effort.things else {}
        body = updated_map(
            self._source, self._root, len(self._source.lines), old, new, self._lost, nested=nested
        )
        return None if body is None else self._source.lines[:first] + body

    def _nested(self, old: Mapping[str, Plain], new: Mapping[str, Plain]) -> dict[str, Nested]:
        nested = {name: self._map_below(old.get(name), new.get(name)) for name in _NESTED_MAPS}
        return nested | {"roles": self._roles_below, "channels": self._channels_below}

    def _map_below(self, old: Plain, new: Plain) -> Nested:
        def below(node: Node, first: int, stop: int) -> list[str] | None:
            if not isinstance(node, Table) or not isinstance(new, dict) or not node.entries:
                return None
            head = min(entry.key.line for entry in node.entries.values()) - 1
            before = old if isinstance(old, dict) else {}
            if not first <= head < stop:
                return None
            lines = updated_map(self._source, node, stop, before, new, self._lost)
            return None if not lines else self._source.lines[first:head] + lines

        return below

    def _roles_below(self, node: Node, first: int, stop: int) -> list[str] | None:
        update = ListUpdate(self._source, self._lost, fine=self._effort.fields)
        here = update.learn(node, first, stop, lambda item: _key(self._roles, item))
        if not here:
            return None
        structure = self._old.structure
        wanted = [
            Wanted(
                key=role.key,
                new=self._new_plain.role(role),
                old=None
                if role.key not in structure.role_by_key
                else self._old_plain.role(structure.role_by_key[role.key]),
                stale=_stale(structure.role_by_key.get(role.key), role),
            )
            for role in self._new.structure.roles
            if role.key != EVERYONE
        ]
        self._drop(update, here, [one.key for one in wanted])
        before = [role.key for role in structure.roles]
        column = next(iter(here.values())).column
        return update.lines(wanted, column, list(here), before)

    def _channels_below(self, node: Node, first: int, stop: int) -> list[str] | None:
        update = ListUpdate(self._source, self._lost, fine=self._effort.fields)
        here = self._learn(update, node, first, stop)
        if not here:
            return None
        inner = {key: self._learn(update, *found) for key, found in self._inner_lists(here).items()}
        known = [*here, *(key for keys in inner.values() for key in keys)]
        self._drop(update, known, [channel.key for channel in self._new.structure.channels])
        column = self._source.dash_column(first, stop) or 0
        wanted = [self._wanted(update, channel, inner) for channel in _top(self._new)]
        before = [channel.key for channel in _top(self._old)]
        return update.lines(wanted, column, here, before)

    def _learn(self, update: ListUpdate, node: Node, first: int, stop: int) -> list[Key]:
        found = update.learn(node, first, stop, lambda item: _key(self._channels, item))
        for key, item in found.items():
            self._regions[key] = (item.node, item.region.end)
        return list(found)

    def _inner_lists(self, here: Iterable[Key]) -> dict[Key, tuple[Node, int, int]]:
        """The lists of channels in the categories: node, first line, stop."""
        lists: dict[Key, tuple[Node, int, int]] = {}
        for key in here:
            node, end = self._regions[key]
            if not isinstance(node, Table) or CHILDREN not in node.entries:
                continue
            regions = self._source.fields(node, end)
            if regions is not None:
                region = regions[CHILDREN]
                lists[key] = (node.entries[CHILDREN].node, region.head + 1, region.end)
        return lists

    def _wanted(
        self, update: ListUpdate, channel: Channel, inner: Mapping[Key, Sequence[Key]]
    ) -> Wanted:
        before = self._old.structure.channel_by_key.get(channel.key)
        new = self._new_plain.channel(channel)
        old = None if before is None else self._old_plain.channel(before)
        stale = _stale(before, channel)
        _, group = sort_group(channel)
        if channel.type is not ChannelType.CATEGORY or channel.key not in inner:
            return Wanted(key=channel.key, new=new, old=old, stale=stale, group=group)
        children = self._new.structure.children.get(channel.key, ())
        wanted = [self._wanted(update, child, {}) for child in children]
        was = [child.key for child in self._old.structure.children.get(channel.key, ())]
        if old == new and not any(one.stale for one in wanted):
            return Wanted(key=channel.key, new=new, old=old, stale=stale, group=group)

        def below(_node: Node, first: int, stop: int) -> list[str] | None:
            column = self._source.dash_column(first, stop)
            if column is None:
                return None
            return update.lines(wanted, column, inner[channel.key], was)

        return Wanted(
            key=channel.key,
            new=new,
            old=old,
            stale=stale | {CHILDREN},
            nested={CHILDREN: below},
            group=group,
        )

    def _drop(self, update: ListUpdate, here: Iterable[Key], wanted: Iterable[Key]) -> None:
        for key in set(here) - set(wanted):
            update.give_up(key)


def _key(keys: Mapping[int, str | int], node: Node) -> Key | None:
    found = keys.get(id(node))
    return Key(found) if isinstance(found, str) else None


def _top(blueprint: Blueprint) -> tuple[Channel, ...]:
    return blueprint.structure.children.get(None, ())


_WORDS = {line.attribute: line.word for line in ROLE.lines}


def _stale(old: Any, new: Any) -> frozenset[str]:
    """The words of fields whose value changed, whatever the canonical text says of them."""
    if old is None:
        return frozenset()
    return frozenset(
        _WORDS.get(field.name, field.name)
        for field in dataclass_fields(new)
        if getattr(old, field.name) != getattr(new, field.name)
    )
