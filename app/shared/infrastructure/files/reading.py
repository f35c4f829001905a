"""Reads the sections of a document into the domain's values."""

from collections.abc import Callable
from types import MappingProxyType
from typing import Any

from app.shared.domain.blueprint.blueprint import Blueprint, Ignore, Unmanaged
from app.shared.domain.blueprint.keys import key_from
from app.shared.domain.language.saying import say
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.identifiers import EVERYONE
from app.shared.domain.structure.roles import Role
from app.shared.domain.structure.structure import Structure
from app.shared.infrastructure.files.channel_reading import ChannelReader
from app.shared.infrastructure.files.community_reading import (
    read_automod,
    read_onboarding,
    read_welcome_screen,
)
from app.shared.infrastructure.files.format.document import DOCUMENT, EXTENSION, IGNORE
from app.shared.infrastructure.files.format.roles import EVERYONE_ROLE, ROLE, ROLE_FALLBACK
from app.shared.infrastructure.files.format.settings import SETTINGS
from app.shared.infrastructure.files.forms.bits import PERMISSION_BITS
from app.shared.infrastructure.files.forms.containers import as_table, list_items
from app.shared.infrastructure.files.forms.form import text_of
from app.shared.infrastructure.files.places import Places
from app.shared.infrastructure.files.report import Report, Unreadable
from app.shared.infrastructure.files.things import Things
from app.shared.infrastructure.files.tree import Node, Scalar, Table

_IGNORE_SECTIONS = {Kind.ROLE: "roles", Kind.CHANNEL: "channels", Kind.RULE: "automod"}


class DocumentReader:
    """One document, section by section. What cannot be read is in the report."""

    def __init__(self, report: Report, root: Node) -> None:
        self._report = report
        self.places = Places(root)
        self._things = Things(report, self.places)
        self.declared: frozenset[str] = frozenset()
        """Invisible characters that the document means to have."""

    @property
    def whole(self) -> bool:
        """Whether every role and channel could be read, so that references can be judged."""
        return self._things.whole

    def read(self, root: Table) -> Blueprint:
        top = _without_extensions(root)
        values = DOCUMENT.read(top, self._report)
        self.declared = frozenset(values.get("invisible_characters", ()))
        roles = self._section(top, "roles", self._roles, ())
        everyone = self._everyone(top.get("everyone"))
        channels = ChannelReader(self._report, self._things)
        listed = self._section(top, "channels", channels.read, ())
        self._ignore(top.get("ignore"))
        structure = Structure(
            roles=(*roles, everyone),
            channels=listed,
            settings=MappingProxyType(self._section(top, "settings", self._settings, {})),
            welcome_screen=self._community(top, "welcome_screen", read_welcome_screen),
            onboarding=self._community(top, "onboarding", read_onboarding),
            automod=self._community(top, "automod", read_automod),
        )
        of_roles, of_channels = values.get("unmanaged", (Unmanaged.KEEP, Unmanaged.KEEP))
        return Blueprint(
            structure=structure,
            unmanaged_roles=of_roles,
            unmanaged_channels=of_channels,
            ignored=frozenset(self._things.ignored),
            protected=frozenset(self._things.protected),
        )

    def _section(self, top: Table, name: str, read: Callable[[Node], Any], default: Any) -> Any:
        node = top.get(name)
        if node is None or (isinstance(node, Scalar) and node.value is None):
            return default
        try:
            return read(node)
        except Unreadable:
            self._things.whole = False
            return default

    def _community(self, top: Table, name: str, read: Callable[..., Any]) -> Any:
        return self._section(top, name, lambda node: read(node, self._report, self._things), None)

    def _roles(self, node: Node) -> tuple[Role, ...]:
        found = (self._role(item) for item in list_items(node, self._report))
        return tuple(role for role in found if role is not None)

    def _role(self, node: Node) -> Role | None:
        try:
            if isinstance(node, Scalar):
                values: dict[str, Any] = {"name": text_of(node, self._report, say("a role"))}
            else:
                values = ROLE.read_whole(node, self._report)
        except Unreadable:
            self._things.whole = False
            return None
        if self._is_everyone(node, values):
            return None
        key = self._things.register(Kind.ROLE, node, values, values["name"], ROLE_FALLBACK)
        return Role(key=key, **values)

    def _is_everyone(self, node: Node, values: dict[str, Any]) -> bool:
        """Whether a role stands where @everyone has its place. Notes it, and how to write it."""
        name, key = values["name"], values.get("key")
        if key == EVERYONE or (key is None and name.strip().lower() == "@everyone"):
            self._report.at(
                node,
                say("@everyone is no entry of roles."),
                say("Write its permissions as `everyone:` at the top level."),
            )
            return True
        if key is None and key_from(name, ROLE_FALLBACK) == EVERYONE:
            self._report.at(
                node,
                say(
                    "A role named {name} needs a key of its own, because everyone is @everyone's.",
                    name=name,
                ),
                say("Add `key:` to it; for @everyone write `everyone:` at the top level."),
            )
            return True
        return False

    def _everyone(self, node: Node | None) -> Role:
        permissions = 0
        try:
            if node is None:
                self._things.ignored.add(Ignore(Kind.ROLE, EVERYONE, "permissions"))
            elif not isinstance(node, Table):
                permissions = PERMISSION_BITS.read(node, self._report)
            else:
                values = EVERYONE_ROLE.read(node, self._report)
                permissions = values.get("permissions", 0)
                for name in values.get("ignore", ()):
                    self._things.ignored.add(Ignore(Kind.ROLE, EVERYONE, name))
        except Unreadable:
            pass
        return Role(key=EVERYONE, name="@everyone", permissions=permissions)

    def _settings(self, node: Node) -> dict[str, Any]:
        return SETTINGS.read(node, self._report)

    def _ignore(self, node: Node | None) -> None:
        if node is None:
            return
        try:
            values = IGNORE.read(as_table(node, self._report, "`ignore`"), self._report)
        except Unreadable:
            return
        for kind, section in _IGNORE_SECTIONS.items():
            for name in values.get(section, ()):
                self._things.ignored.add(Ignore(kind, None, name))


def _without_extensions(root: Table) -> Table:
    kept = {name: e for name, e in root.entries.items() if not name.startswith(EXTENSION)}
    return Table(
        start=root.start,
        end=root.end,
        line=root.line,
        column=root.column,
        entries=kept,
        flow=root.flow,
    )
