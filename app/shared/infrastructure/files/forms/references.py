"""Forms of keys and of what points to roles and channels."""

import re
from dataclasses import dataclass

from app.shared.domain.blueprint.keys import names_an_id
from app.shared.domain.language.saying import say
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.wording import kind_word
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
        return Key(text_of(node, report, say("a key")))

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
        text = text_of(node, report, say("the key of a {kind}", kind=kind_word(self.kind)))
        return reference_key(text, self.kind, node, report)

    def write(self, value: Key) -> Plain:
        return f"{self.kind} {value}" if names_an_id(value) else str(value)


def reference_key(text: str, kind: Kind, node: Node, report: Report) -> Key:
    """The key in a reference; ids of Discord's are keys of digits."""
    if match := _ID.fullmatch(text):
        if match.group(1) != kind:
            what = say(
                "Here belongs a {kind}, not a {other}.",
                kind=kind_word(kind),
                other=kind_word(Kind(match.group(1))),
            )
            raise report.unreadable(node, what)
        return Key(match.group(2))
    if text.isdecimal():
        raise report.unreadable(
            node,
            say('"{text}" is no key.', text=text[:40]),
            say("Write `{kind} {id}`.", kind=kind, id=text[:20]),
        )
    return Key(text)
