"""How `access` is written: who may do what in a channel."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from app.shared.domain.language.saying import say, to_say
from app.shared.domain.permissions.bits import BY_NAME, SEND_MESSAGES, VIEW_CHANNEL
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.channels import Access, Overwrite
from app.shared.domain.structure.identifiers import (
    EVERYONE,
    Key,
    Target,
    member_target,
    role_target,
    target_member,
    target_role,
)
from app.shared.infrastructure.files.forms.bits import PERMISSION_BITS
from app.shared.infrastructure.files.forms.containers import Fields, Line, as_table
from app.shared.infrastructure.files.forms.form import Flow, Plain, Schema, shown
from app.shared.infrastructure.files.forms.references import Reference, reference_key
from app.shared.infrastructure.files.report import Report, Unreadable
from app.shared.infrastructure.files.tree import Node, Scalar

READ_ONLY = (
    SEND_MESSAGES
    | BY_NAME["CREATE_PUBLIC_THREADS"].value
    | BY_NAME["CREATE_PRIVATE_THREADS"].value
    | BY_NAME["SEND_MESSAGES_IN_THREADS"].value
)
"""What `read-only` denies to @everyone and allows to its exceptions."""
_SHORT = re.compile(r"private(?: to (?P<viewers>\S.*))?|read-only(?: except (?P<writers>\S.*))?")
_MEMBER = re.compile(r"member +([0-9]{1,20})", re.ASCII)
_ROLE = Reference(Kind.ROLE)

OVERWRITE = Fields(
    to_say("An entry of access"),
    (
        Line(
            word="allow",
            attribute="allow",
            form=PERMISSION_BITS,
            default=0,
            help="Permissions that are given here, whatever the role says.",
            default_help="none",
        ),
        Line(
            word="deny",
            attribute="deny",
            form=PERMISSION_BITS,
            default=0,
            help="Permissions that are taken away here.",
            default_help="none",
        ),
    ),
)


@dataclass(frozen=True)
class AccessForm:
    """A map of role key, `everyone`, `role <id>` or `member <id>` to what is allowed and denied;
    or a short form: `private`, `private to a, b`, `read-only`, `read-only except a, b`."""

    @property
    def schema(self) -> Schema:
        short = {"type": "string", "pattern": "^(private( to .+)?|read-only( except .+)?)$"}
        long = {"type": "object", "additionalProperties": {"$ref": "#/$defs/overwrite"}}
        return {"anyOf": [short, long]}

    def read(self, node: Node, report: Report) -> Access:
        if isinstance(node, Scalar):
            return _short_form(node, report)
        table = as_table(node, report, "`access`")
        entries: dict[Target, Overwrite] = {}
        for word, entry in table.entries.items():
            try:
                target = _target(word, entry.key, report)
                overwrite = Overwrite(**OVERWRITE.read(entry.node, report))
            except Unreadable:
                continue
            if target in entries:
                report.at(
                    entry.key,
                    say('"{word}" is there twice.', word=word[:60]),
                    say("Put the two together."),
                )
            entries[target] = overwrite
        return MappingProxyType(entries)

    def write(self, value: Access) -> Plain:
        """In the order of the mapping, the short form where it says exactly the same."""
        if (short := _as_short_form(value)) is not None:
            return short
        return {
            _word(target): Flow(OVERWRITE.write({"allow": entry.allow, "deny": entry.deny}))
            for target, entry in value.items()
        }


def in_canonical_order(access: Access, rank: Mapping[Key, int]) -> Access:
    """@everyone, then roles from top to bottom, foreign roles, members."""

    def place(target: Target) -> tuple[int, int, str]:
        role = target_role(target)
        if role == EVERYONE:
            return (0, 0, "")
        if role is None:
            return (3, int(target_member(target) or 0), "")
        return (1, rank[role], "") if role in rank else (2, 0, role)

    return MappingProxyType({target: access[target] for target in sorted(access, key=place)})


def _short_form(node: Scalar, report: Report) -> Access:
    match = _SHORT.fullmatch(node.text.strip())
    if match is None:
        raise report.unreadable(
            node,
            say("Here stands {found} instead of who may do what.", found=shown(node)),
            say("Write a map, `private to role-a, role-b`, `read-only except role-a` or `{}`."),
        )
    bits = VIEW_CHANNEL if node.text.strip().startswith("private") else READ_ONLY
    named = match["viewers"] or match["writers"] or ""
    entries = {role_target(EVERYONE): Overwrite(0, bits)}
    for word in _words(named):
        key = reference_key(word, Kind.ROLE, node, report)
        if role_target(key) in entries:
            raise report.unreadable(
                node, say('"{word}" cannot stand here.', word=word[:60]), say("Name roles once.")
            )
        entries[role_target(key)] = Overwrite(bits, 0)
    return MappingProxyType(entries)


def _words(text: str) -> Iterator[str]:
    text = text.removeprefix("[").removesuffix("]") if text.endswith("]") else text
    return (word.strip() for word in text.split(",")) if text else iter(())


def _as_short_form(access: Access) -> str | None:
    rest = dict(access)
    everyone = rest.pop(role_target(EVERYONE), None)
    if everyone is None or everyone.allow or everyone.deny not in (VIEW_CHANNEL, READ_ONLY):
        return None
    roles = [target_role(target) for target in rest]
    if any(entry != Overwrite(everyone.deny, 0) for entry in rest.values()) or None in roles:
        return None
    names = ", ".join(str(_ROLE.write(role)) for role in roles if role is not None)
    if everyone.deny == VIEW_CHANNEL:
        return f"private to {names}" if names else "private"
    return f"read-only except {names}" if names else "read-only"


def _target(word: str, node: Node, report: Report) -> Target:
    if match := _MEMBER.fullmatch(word):
        return member_target(int(match.group(1)))
    return role_target(reference_key(word, Kind.ROLE, node, report))


def _word(target: Target) -> str:
    role = target_role(target)
    return f"member {target_member(target)}" if role is None else str(_ROLE.write(role))
