"""Names and lists of names in the sentences of findings."""

from collections.abc import Iterable

from app.shared.domain.permissions.bits import labels_of
from app.shared.domain.structure.channels import ChannelType
from app.shared.domain.structure.identifiers import EVERYONE, Key, Target, target_member
from app.shared.domain.structure.structure import Structure

_SHOWN = 5


def listed(names: Iterable[str]) -> str:
    """`a, b and c`; past five, `a, b, c, d, e and 12 more`."""
    unique = list(dict.fromkeys(names))
    shown = unique[:_SHOWN]
    if len(unique) > _SHOWN:
        return f"{', '.join(shown)} and {len(unique) - _SHOWN} more"
    if len(shown) <= 1:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def permissions(bits: int) -> str:
    return listed(labels_of(bits))


def role_name(key: Key, *structures: Structure) -> str:
    if key == EVERYONE:
        return "@everyone"
    for structure in structures:
        if role := structure.role_by_key.get(key):
            return f"@{role.name}"
    return f"the role {key}"


def channel_name(key: Key, *structures: Structure) -> str:
    for structure in structures:
        if channel := structure.channel_by_key.get(key):
            is_category = channel.type is ChannelType.CATEGORY
            return f"the category {channel.name}" if is_category else f"#{channel.name}"
    return f"the channel {key}"


def target_name(target: Target, *structures: Structure) -> str:
    member = target_member(target)
    if member is not None:
        return f"the member {member}"
    return role_name(Key(target.partition(":")[2]), *structures)


def counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
