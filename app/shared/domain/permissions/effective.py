"""What somebody may do in a guild and in a channel.

Source: topics/permissions, "Permission Overwrites", "Implicit Permissions", "Permissions for
Timed Out Members".
"""

from collections.abc import Iterable
from dataclasses import dataclass

from app.shared.domain.permissions.bits import (
    ADMINISTRATOR,
    ALL,
    BY_NAME,
    CONNECT,
    SEND_MESSAGES,
    VIEW_CHANNEL,
)
from app.shared.domain.structure.channels import VOICE_LIKE, Channel, ChannelType
from app.shared.domain.structure.identifiers import (
    EVERYONE,
    Key,
    Target,
    UserId,
    member_target,
    role_target,
)
from app.shared.domain.structure.snapshot import Standing
from app.shared.domain.structure.structure import Structure

_GUILD_ONLY = sum(
    permission.value for permission in BY_NAME.values() if not permission.channel_types
)
_NEEDS_SEND = sum(
    BY_NAME[name].value
    for name in ("ATTACH_FILES", "EMBED_LINKS", "MENTION_EVERYONE", "SEND_TTS_MESSAGES")
)
_TIMED_OUT = VIEW_CHANNEL | BY_NAME["READ_MESSAGE_HISTORY"].value


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody whose rights are asked about: a member, or an imagined one with some roles."""

    roles: frozenset[Key] = frozenset()
    """Without @everyone."""
    user_id: UserId | None = None
    owner: bool = False
    timed_out: bool = False


def person_of(standing: Standing) -> Person:
    return Person(roles=standing.roles, user_id=standing.user_id, owner=standing.owner)


def guild_permissions(structure: Structure, person: Person) -> int:
    """What holds in the whole guild. Everything for the owner and for administrators."""
    if person.owner:
        return ALL
    bits = structure.everyone.permissions
    for key in person.roles:
        role = structure.role_by_key.get(key)
        bits |= role.permissions if role else 0
    if bits & ADMINISTRATOR:
        return bits | ALL
    return bits & _TIMED_OUT if person.timed_out else bits


def channel_permissions(structure: Structure, person: Person, channel: Channel) -> int:
    """What Discord computes for a channel, before the rules that follow from what is missing."""
    bits = guild_permissions(structure, person)
    if person.owner or bits & ADMINISTRATOR:
        return bits
    bits = apply_overwrites(bits, channel, person.roles, person.user_id)
    return bits & _TIMED_OUT if person.timed_out else bits


def usable_permissions(structure: Structure, person: Person, channel: Channel) -> int:
    """What the person can really do there: nothing without View, no voice without Connect, …"""
    return without_implied_denials(channel_permissions(structure, person, channel), channel.type)


def apply_overwrites(
    bits: int, channel: Channel, roles: Iterable[Key], user_id: UserId | None
) -> int:
    """First @everyone's overwrite, then all roles' denies, all their allows, the member's own."""
    access = channel.access
    everyone = access.get(role_target(EVERYONE))
    if everyone:
        bits = bits & ~everyone.deny | everyone.allow
    allow = deny = 0
    for key in roles:
        overwrite = access.get(role_target(key))
        if overwrite:
            allow |= overwrite.allow
            deny |= overwrite.deny
    bits = bits & ~deny | allow
    own = access.get(member_target(user_id)) if user_id is not None else None
    return bits & ~own.deny | own.allow if own else bits


def without_implied_denials(bits: int, type: ChannelType) -> int:
    """Drop what a missing View, Send or Connect makes useless in a channel of this type.

    Discord says its list of implied denials is not complete; these are the documented ones.
    Permissions of the whole guild are no concern of a channel and stay.
    """
    if not bits & VIEW_CHANNEL:
        return bits & _GUILD_ONLY
    if not bits & SEND_MESSAGES:
        bits &= ~_NEEDS_SEND
    if type in VOICE_LIKE and not bits & CONNECT:
        bits &= _GUILD_ONLY | VIEW_CHANNEL
    return bits


def person_in(target: Target) -> Person:
    """The person an overwrite's target stands for: just that role, or that member without roles."""
    kind, _, ref = target.partition(":")
    if kind == "member":
        return Person(user_id=UserId(int(ref)))
    return Person(roles=frozenset() if ref == EVERYONE else frozenset({Key(ref)}))
