"""Names and lists of names in the sentences of findings."""

from collections.abc import Iterable

from app.shared.domain.language import listing
from app.shared.domain.language.listing import first_of
from app.shared.domain.language.saying import say
from app.shared.domain.permissions.bits import labels_of
from app.shared.domain.structure.channels import ChannelType
from app.shared.domain.structure.identifiers import EVERYONE, Key, Target, target_member
from app.shared.domain.structure.structure import Structure

_SHOWN = 5


def listed(names: Iterable[str]) -> str:
    """`a, b and c`; past five, `a, b, c, d, e and 12 more`."""
    unique = list(dict.fromkeys(names))
    return first_of(unique, _SHOWN) if len(unique) > _SHOWN else listing.listed(unique)


def permissions(bits: int) -> str:
    return listed(labels_of(bits))


def role_name(key: Key, *structures: Structure) -> str:
    if key == EVERYONE:
        return "@everyone"
    for structure in structures:
        if role := structure.role_by_key.get(key):
            return f"@{role.name}"
    return say("the role {role}", role=key)


def channel_name(key: Key, *structures: Structure) -> str:
    for structure in structures:
        if channel := structure.channel_by_key.get(key):
            if channel.type is ChannelType.CATEGORY:
                return say("the category {category}", category=channel.name)
            return f"#{channel.name}"
    return say("the channel {channel}", channel=key)


def target_name(target: Target, *structures: Structure) -> str:
    member = target_member(target)
    if member is not None:
        return say("the member {member}", member=member)
    return role_name(Key(target.partition(":")[2]), *structures)
