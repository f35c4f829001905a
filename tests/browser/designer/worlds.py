"""Random guilds and people for holding the designer's rules against the domain's."""

from random import Random

from app.shared.domain.permissions.bits import ALL, PERMISSIONS
from app.shared.domain.permissions.effective import Person
from app.shared.domain.structure.channels import Channel, ChannelType, Overwrite
from app.shared.domain.structure.identifiers import (
    EVERYONE,
    Key,
    Target,
    UserId,
    member_target,
    role_target,
)
from app.shared.domain.structure.order import display_order
from app.shared.domain.structure.roles import Role
from app.shared.domain.structure.structure import Structure

MEMBER = UserId(830000000000000001)
KEYS = tuple(Key(f"role-{number}") for number in range(5))
UNKNOWN_BIT = 1 << 60


def bits(random: Random, density: float) -> int:
    chosen = sum(one.value for one in PERMISSIONS if random.random() < density)
    administrator = 8 if random.random() < 0.08 else 0
    return chosen & ~8 | administrator | (UNKNOWN_BIT if random.random() < 0.1 else 0)


def overwrite(random: Random) -> Overwrite:
    allow = random.getrandbits(53) & ALL
    deny = random.getrandbits(53) & ALL & ~allow
    return Overwrite(allow, deny)


def structure(random: Random) -> Structure:
    roles = [Role(key=key, name=key.title(), permissions=bits(random, 0.2)) for key in KEYS]
    everyone = Role(key=EVERYONE, name="@everyone", permissions=bits(random, 0.4) & ~8)
    categories = [Key(f"category-{number}") for number in range(2)]
    channels = [_channel(random, key, ChannelType.CATEGORY, None) for key in categories]
    for number in range(6):
        kind = random.choice([one for one in ChannelType if one is not ChannelType.CATEGORY])
        channels.append(
            _channel(random, Key(f"c{number}"), kind, random.choice([None, *categories]))
        )
    return Structure(roles=(*roles, everyone), channels=display_order(channels))


def _channel(random: Random, key: Key, kind: ChannelType, parent: Key | None) -> Channel:
    targets: list[Target] = [role_target(EVERYONE), member_target(MEMBER)]
    targets += [role_target(role) for role in KEYS]
    access = {one: overwrite(random) for one in targets if random.random() < 0.4}
    return Channel(key=key, type=kind, name=key, parent=parent, access=access)


def person(random: Random) -> Person:
    return Person(
        roles=frozenset(key for key in KEYS if random.random() < 0.4),
        user_id=MEMBER if random.random() < 0.5 else None,
        owner=random.random() < 0.05,
        timed_out=random.random() < 0.15,
    )
