"""Forms of keys and of what points to roles and channels."""

import re
from dataclasses import dataclass

from app.shared.domain.blueprint.keys import names_an_id
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.identifiers import Key
from app.shared.infrastructure.files.forms.form import Plain, Schema, text_of
from app.shared.infrastructure.files.report import Report
from app.shared.infrastructure.files.tree import Node

_ID = re.compile(r"(role|channel) +([0-9]{1,20})", re.ASCII)


@dataclass(frozen=True)
class KeyForm:
    """A key that is given, not pointed to."""

    @property
    def schema(self) -> Schema:
        return {"type": "string", "minLength": 1, "maxLength": 64}

    def read(self, node: Node, report: Report) -> Key:
        return Key(text_of(node, report, "a key"))

    def write(self, value: Key) -> Plain:
        return str(value)


@dataclass(frozen=True)
class Reference:
    """A key of the blueprint, or `role 1234…` / `channel 1234…` for what it does not manage."""

    kind: Kind

    @property
    def schema(self) -> Schema:
        return {"type": "string", "minLength": 1, "maxLength": 64}

    def read(self, node: Node, report: Report) -> Key:
        text = text_of(node, report, f"the key of a {self.kind}")
        return reference_key(text, self.kind, node, report)

    def write(self, value: Key) -> Plain:
        return f"{self.kind} {value}" if names_an_id(value) else str(value)


def reference_key(text: str, kind: Kind, node: Node, report: Report) -> Key:
    """The key in a reference; ids of Discord's are keys of digits."""
    if match := _ID.fullmatch(text):
        if match.group(1) != kind:
            raise report.unreadable(node, f"Here belongs a {kind}, not a {match.group(1)}.")
        return Key(match.group(2))
    if text.isdecimal():
        raise report.unreadable(node, f'"{text[:40]}" is no key.', f"Write `{kind} {text[:20]}`.")
    return Key(text)
