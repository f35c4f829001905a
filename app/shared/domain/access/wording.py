"""Rights in the words people read."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from app.shared.domain.access.rights import Right
from app.shared.domain.language.listing import first_of, in_a_row
from app.shared.domain.language.saying import say, to_say
from app.shared.domain.structure.bindings import Kind

LABELS: Mapping[Right, str] = MappingProxyType(
    {
        Right.VIEW: to_say("View"),
        Right.DESIGN: to_say("Design"),
        Right.APPROVE: to_say("Review plans"),
        Right.APPLY: to_say("Apply plans"),
        Right.ROLLBACK: to_say("Roll back"),
        Right.MANAGE_ACCESS: to_say("Manage access"),
    }
)
_DEEDS: Mapping[Right, str] = MappingProxyType(
    {
        Right.VIEW: to_say("look at anything"),
        Right.DESIGN: to_say("change the design"),
        Right.APPROVE: to_say("review plans"),
        Right.APPLY: to_say("apply plans"),
        Right.ROLLBACK: to_say("roll back"),
        Right.MANAGE_ACCESS: to_say("manage access"),
    }
)
_SHOWN = 5


def deed(right: Right) -> str:
    """What the right lets somebody do, to stand after "may"."""
    return say(_DEEDS[right])


def whom_to_ask(right: Right) -> str:
    return say(
        "The server's owner, an Administrator or somebody who manages access here can grant you "
        '"{right}".',
        right=label(right),
    )


def label(right: Right) -> str:
    return say(LABELS[right])


def labels(rights: Iterable[Right]) -> str:
    held = set(rights)
    return in_a_row(label(right) for right in Right if right in held)


def parts(objects: Iterable[str]) -> str:
    """`channel:lobby` and `role:helper` as people read them."""
    return first_of(map(_part, sorted(objects)), _SHOWN)


def _part(name: str) -> str:
    kind, _, key = name.partition(":")
    if kind == Kind.ROLE:
        return say('role "{key}"', key=key)
    if kind == Kind.CHANNEL:
        return say('channel "{key}"', key=key)
    return f'{kind} "{key}"'
