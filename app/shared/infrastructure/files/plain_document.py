"""A blueprint as plain data in the canonical shape: what is written, as YAML or as JSON."""

from collections.abc import Iterator, Mapping
from dataclasses import fields as dataclass_fields
from typing import Any

from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.blueprint.invisible import forbidden_characters, invisible_characters
from app.shared.domain.blueprint.keys import key_from
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.channels import NO_ACCESS, Channel, ChannelType
from app.shared.domain.structure.fields import channel_fields
from app.shared.domain.structure.identifiers import EVERYONE, Key
from app.shared.domain.structure.roles import Role
from app.shared.infrastructure.files.format.access import in_canonical_order
from app.shared.infrastructure.files.format.channels import (
    CHANNEL_FALLBACK,
    CHANNELS,
    CHILDREN,
    SYNCED,
)
from app.shared.infrastructure.files.format.document import DOCUMENT, IGNORE, VERSION
from app.shared.infrastructure.files.format.roles import (
    EVERYONE_ROLE,
    ROLE,
    ROLE_FALLBACK,
)
from app.shared.infrastructure.files.format.settings import SETTINGS
from app.shared.infrastructure.files.forms.bits import PERMISSION_BITS
from app.shared.infrastructure.files.forms.form import Plain
from app.shared.infrastructure.files.plain_community import (
    plain_onboarding,
    plain_rule,
    plain_welcome_screen,
)

type PlainMap = dict[str, Plain]


def plain_document(blueprint: Blueprint) -> PlainMap:
    """Reading this (as YAML or as JSON) gives the blueprint again."""
    return PlainDocument(blueprint).whole()


class PlainDocument:
    def __init__(self, blueprint: Blueprint) -> None:
        self._blueprint = blueprint
        self._structure = blueprint.structure
        self._rank = {role.key: index for index, role in enumerate(self._structure.roles)}
        self._ignored: dict[tuple[Kind, Key | None], list[str]] = {}
        for ignore in sorted(blueprint.ignored, key=lambda ignore: ignore.field):
            self._ignored.setdefault((ignore.kind, ignore.key), []).append(ignore.field)

    def whole(self) -> PlainMap:
        sections = self._sections()
        unmanaged = (self._blueprint.unmanaged_roles, self._blueprint.unmanaged_channels)
        top = DOCUMENT.write(
            {
                "version": VERSION,
                "unmanaged": unmanaged,
                "invisible_characters": _invisible_in(sections),
            }
        )
        return top | sections

    def _sections(self) -> PlainMap:
        structure = self._structure
        sections: PlainMap = {}
        general = self._general_ignore()
        if general:
            sections["ignore"] = general
        if structure.settings:
            sections["settings"] = SETTINGS.write(structure.settings)
        if (everyone := self._everyone()) is not None:
            sections["everyone"] = everyone
        roles = [self.role(role) for role in structure.roles if role.key != EVERYONE]
        if roles:
            sections["roles"] = list(roles)
        channels = [self.channel(channel) for channel in structure.children.get(None, ())]
        if channels:
            sections["channels"] = list(channels)
        if structure.welcome_screen is not None:
            sections["welcome_screen"] = plain_welcome_screen(structure.welcome_screen)
        if structure.onboarding is not None:
            sections["onboarding"] = plain_onboarding(structure.onboarding)
        if structure.automod is not None:
            sections["automod"] = list(self._automod())
        return sections

    def role(self, role: Role) -> Plain:
        values = _values(role)
        values["key"] = _given(role.key, role.name, ROLE_FALLBACK)
        values |= self._standing(Kind.ROLE, role.key)
        plain = ROLE.write(values)
        return plain["name"] if len(plain) == 1 else plain

    def channel(self, channel: Channel) -> Plain:
        """A category brings its channels with it."""
        values = _values(channel)
        has = {field.name for field in channel_fields(channel.type)} | {"name"}
        values = {name: value for name, value in values.items() if name in has}
        values["key"] = _given(channel.key, channel.name, CHANNEL_FALLBACK)
        values["access"] = self._access(channel)
        values |= self._standing(Kind.CHANNEL, channel.key)
        plain = CHANNELS[channel.type].write(values)
        if channel.type is ChannelType.CATEGORY:
            children = self._structure.children.get(channel.key, ())
            return plain | ({CHILDREN: [self.channel(c) for c in children]} if children else {})
        if channel.type is ChannelType.TEXT and len(plain) == 1:
            return plain["text"]
        return plain

    def _access(self, channel: Channel) -> Any:
        parent = None
        if channel.parent is not None:
            parent = self._structure.channel_by_key[channel.parent]
        inherited = NO_ACCESS if parent is None else parent.access
        if channel.access == inherited:
            return SYNCED
        return in_canonical_order(channel.access, self._rank)

    def _everyone(self) -> Plain:
        role = self._structure.everyone
        ignored = self._ignored.get((Kind.ROLE, EVERYONE), [])
        if not ignored:
            return PERMISSION_BITS.write(role.permissions)
        if not role.permissions:
            return None
        return EVERYONE_ROLE.write({"permissions": role.permissions, "ignore": ignored})

    def _general_ignore(self) -> PlainMap:
        return IGNORE.write(
            {
                "roles": tuple(self._ignored.get((Kind.ROLE, None), ())),
                "channels": tuple(self._ignored.get((Kind.CHANNEL, None), ())),
                "automod": tuple(self._ignored.get((Kind.RULE, None), ())),
            }
        )

    def _standing(self, kind: Kind, key: Key) -> dict[str, Any]:
        ignored = tuple(self._ignored.get((kind, key), ()))
        return {"ignore": ignored, "protect": (kind, key) in self._blueprint.protected}

    def _automod(self) -> Iterator[Plain]:
        for rule in self._structure.automod or ():
            yield plain_rule(rule, self._rank, self._standing(Kind.RULE, rule.key))


def _values(thing: Role | Channel) -> dict[str, Any]:
    return {field.name: getattr(thing, field.name) for field in dataclass_fields(thing)}


def _given(key: Key, name: str, fallback: str) -> Key | None:
    """The key, where it has to be written because the name does not give it."""
    return None if key == key_from(name, fallback) else key


def _invisible_in(plain: Plain) -> tuple[str, ...]:
    found = {
        char
        for text in _texts(plain)
        for _, char in invisible_characters(text)
        if not any(forbidden_characters(char))
    }
    return tuple(sorted(found))


def _texts(plain: Plain) -> Iterator[str]:
    if isinstance(plain, str):
        yield plain
    elif isinstance(plain, Mapping):
        for name, value in plain.items():
            yield name
            yield from _texts(value)
    elif isinstance(plain, list):
        for item in plain:
            yield from _texts(item)
