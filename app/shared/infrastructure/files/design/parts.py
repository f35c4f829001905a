"""Readers for the parts that roles, channels and community parts share."""

from typing import Any

from app.shared.domain.blueprint.problems import Path
from app.shared.domain.language.saying import say, to_say
from app.shared.domain.structure.channels import Access, Emoji, Overwrite
from app.shared.domain.structure.identifiers import Target
from app.shared.domain.structure.roles import Colors
from app.shared.infrastructure.files.design.faults import Faults, Unreadable
from app.shared.infrastructure.files.design.values import (
    Record,
    decimal,
    optional,
    table,
    text,
    whole,
)

_COLORS = Record(
    to_say("A colour"),
    {"primary": whole, "secondary": optional(whole), "tertiary": optional(whole)},
)
_EMOJI = Record(to_say("An emoji"), {"name": optional(text), "id": optional(decimal)})
_OVERWRITE = Record(to_say("An overwrite"), {"allow": decimal, "deny": decimal})


def colors(value: Any, path: Path, faults: Faults) -> Colors:
    return Colors(**_COLORS.read(value, path, faults))


def emoji(value: Any, path: Path, faults: Faults) -> Emoji:
    return Emoji(**_EMOJI.read(value, path, faults))


def access(value: Any, path: Path, faults: Faults) -> Access:
    read: dict[Target, Overwrite] = {}
    for name, item in table(value, path, faults).items():
        place = (*path, name)
        if not _names_somebody(name):
            faults.unreadable(
                place,
                say('"{name}" names neither a role nor a member.', name=name[:80]),
                say('Write "role:" and the role\'s key, or "member:" and the member\'s id.'),
            )
            continue
        try:
            read[Target(name)] = Overwrite(**_OVERWRITE.read(item, place, faults))
        except Unreadable:
            continue
    return read


def _names_somebody(name: str) -> bool:
    kind, _, ref = name.partition(":")
    if kind == "member":
        return ref.isascii() and ref.isdecimal() and len(ref) < 20 and ref[0] != "0"
    return kind == "role" and bool(ref)
