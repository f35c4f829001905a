"""Why somebody may or may not do a thing: each rule that spoke, and the one that decided."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.shared.domain.permissions.bits import (
    ADMINISTRATOR,
    CONNECT,
    VIEW_CHANNEL,
    Permission,
)
from app.shared.domain.permissions.effective import (
    Person,
    channel_permissions,
    guild_permissions,
    usable_permissions,
)
from app.shared.domain.structure.channels import VOICE_LIKE, Channel
from app.shared.domain.structure.identifiers import (
    EVERYONE,
    Key,
    member_target,
    role_target,
)
from app.shared.domain.structure.structure import Structure


class Rule(StrEnum):
    """The rules in the order in which Discord applies them; a later one overrules an earlier."""

    OWNER = "owner"
    NOT_GRANTED = "not_granted"
    EVERYONE_ROLE = "everyone_role"
    ROLE = "role"
    ADMINISTRATOR = "administrator"
    EVERYONE_OVERWRITE = "everyone_overwrite"
    ROLE_DENY = "role_deny"
    ROLE_ALLOW = "role_allow"
    MEMBER_OVERWRITE = "member_overwrite"
    TIMED_OUT = "timed_out"
    GATE = "gate"
    """Another permission is missing without which this one is of no use here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One rule's word. `by` names the roles behind it, or the permission that is missing."""

    rule: Rule
    allowed: bool
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """All verdicts in order; the last one decided."""

    permission: Permission
    allowed: bool
    verdicts: tuple[Verdict, ...]

    @property
    def deciding(self) -> Verdict:
        return self.verdicts[-1]


def explain(
    structure: Structure, person: Person, permission: Permission, channel: Channel | None
) -> Explanation:
    """Say why; without a channel, about the whole guild. `by` has names, not keys."""
    verdicts = tuple(_verdicts(structure, person, permission, channel))
    return Explanation(permission=permission, allowed=verdicts[-1].allowed, verdicts=verdicts)


def _verdicts(
    structure: Structure, person: Person, permission: Permission, channel: Channel | None
) -> Iterator[Verdict]:
    if person.owner:
        yield Verdict(rule=Rule.OWNER, allowed=True)
        return
    yield from _base(structure, person, permission.value)
    admins = _names(structure, person, ADMINISTRATOR)
    if structure.everyone.permissions & ADMINISTRATOR or admins:
        yield Verdict(rule=Rule.ADMINISTRATOR, allowed=True, by=admins or (EVERYONE,))
        return
    if channel is not None:
        yield from _overwrites(structure, person, permission.value, channel)
    bits = (
        guild_permissions(structure, person)
        if channel is None
        else channel_permissions(structure, person, channel)
    )
    if person.timed_out and not bits & permission.value:
        yield Verdict(rule=Rule.TIMED_OUT, allowed=False)
    elif channel is not None and bits & permission.value:
        yield from _gates(structure, person, permission.value, channel)


def _base(structure: Structure, person: Person, bit: int) -> Iterator[Verdict]:
    granting = _names(structure, person, bit)
    if structure.everyone.permissions & bit:
        yield Verdict(rule=Rule.EVERYONE_ROLE, allowed=True)
    if granting:
        yield Verdict(rule=Rule.ROLE, allowed=True, by=granting)
    if not granting and not structure.everyone.permissions & bit:
        yield Verdict(rule=Rule.NOT_GRANTED, allowed=False)


def _overwrites(
    structure: Structure, person: Person, bit: int, channel: Channel
) -> Iterator[Verdict]:
    everyone = channel.access.get(role_target(EVERYONE))
    if everyone and (everyone.allow | everyone.deny) & bit:
        yield Verdict(rule=Rule.EVERYONE_OVERWRITE, allowed=bool(everyone.allow & bit))
    found = {key: channel.access.get(role_target(key)) for key in sorted(person.roles)}
    denying = _named(structure, [key for key, one in found.items() if one and one.deny & bit])
    allowing = _named(structure, [key for key, one in found.items() if one and one.allow & bit])
    if denying:
        yield Verdict(rule=Rule.ROLE_DENY, allowed=False, by=denying)
    if allowing:
        yield Verdict(rule=Rule.ROLE_ALLOW, allowed=True, by=allowing)
    own = None if person.user_id is None else channel.access.get(member_target(person.user_id))
    if own and (own.allow | own.deny) & bit:
        yield Verdict(rule=Rule.MEMBER_OVERWRITE, allowed=bool(own.allow & bit))


def _gates(structure: Structure, person: Person, bit: int, channel: Channel) -> Iterator[Verdict]:
    if usable_permissions(structure, person, channel) & bit:
        return
    bits = channel_permissions(structure, person, channel)
    if not bits & VIEW_CHANNEL:
        missing = "VIEW_CHANNEL"
    elif channel.type in VOICE_LIKE and not bits & CONNECT:
        missing = "CONNECT"
    else:
        missing = "SEND_MESSAGES"
    yield Verdict(rule=Rule.GATE, allowed=False, by=(missing,))


def _names(structure: Structure, person: Person, bit: int) -> tuple[str, ...]:
    granting = [
        key
        for key in person.roles
        if (role := structure.role_by_key.get(key)) and role.permissions & bit
    ]
    return _named(structure, granting)


def _named(structure: Structure, keys: list[Key]) -> tuple[str, ...]:
    """Names from the top role to the lowest."""
    return tuple(role.name for role in structure.roles if role.key in keys)
