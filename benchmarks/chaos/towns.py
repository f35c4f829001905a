"""Guilds and designs at random: what is there, and what shall be."""

from collections.abc import Callable
from random import Random
from types import MappingProxyType

from app.sandbox.seed.building import add_member, add_user
from app.sandbox.world.channels import ChannelType as LiveType
from app.sandbox.world.channels import Overwrite, OverwriteType
from app.shared.domain.blueprint.blueprint import Unmanaged
from app.shared.domain.structure.channels import Channel, ChannelType
from app.shared.domain.structure.identifiers import EVERYONE
from app.shared.domain.structure.roles import Colors
from benchmarks.applying.designing import HISTORY, SEND, VIEW, Design, also, private_to
from benchmarks.applying.seeding import Site

_CONNECT, _EMBED, _ATTACH, _MENTION, _KICK = 1 << 20, 1 << 14, 1 << 15, 1 << 17, 1 << 1
_BITS = (VIEW, SEND, HISTORY, _CONNECT, _EMBED, _ATTACH, _MENTION)
_MEMBERS = 5


def build(site: Site, random: Random) -> None:
    """Roles with members, some categories, some of it private."""
    site.add_roles(random.randint(3, 6))
    for role in site.roles.values():
        role.permissions |= _bits(random)
    for number in range(random.randint(1, 3)):
        site.add(f"hall-{number}")
    for part in range(random.randint(2, 4)):
        site.add(f"part-{part}", LiveType.CATEGORY)
        for number in range(random.randint(1, 4)):
            kind = LiveType.VOICE if random.random() < 0.25 else LiveType.TEXT
            site.add(f"room-{part}-{number}", kind, f"part-{part}")
    for name, channel in site.channels.items():
        if random.random() < 0.3:
            site.open_to(name, *random.sample(list(site.roles), 2))
        elif random.random() < 0.2 and channel.parent_id is not None:
            parent = next(c for c in site.channels.values() if c.id == channel.parent_id)
            channel.overwrites = dict(parent.overwrites)
    _people(site, random)


def _people(site: Site, random: Random) -> None:
    ids = [role.id for role in site.roles.values()]
    for number in range(_MEMBERS):
        user = add_user(site.world, f"{site.guild.name}-{number}")
        roles = random.sample(ids, random.randint(0, 2))
        add_member(site.world, site.guild, user.id, roles=roles)
        if random.random() < 0.3:
            channel = random.choice(list(site.channels.values()))
            own = Overwrite(user.id, OverwriteType.MEMBER, allow=VIEW, deny=0)
            channel.overwrites = {**channel.overwrites, user.id: own}


def redesign(design: Design, random: Random) -> None:
    """Some changes of a design, up to a dozen; what is not named is deleted or kept."""
    design.unmanaged = random.choice((Unmanaged.DELETE, Unmanaged.KEEP))
    deeds = [deed for deed in _DEEDS if design.unmanaged is Unmanaged.DELETE or deed not in _DROPS]
    for number in range(random.randint(3, 12)):
        random.choice(deeds)(design, random, number)


def _bits(random: Random) -> int:
    found = 0
    for bit in random.sample(_BITS, 3):
        found |= bit
    return found


def _rooms(design: Design) -> list[Channel]:
    return [one for one in design.channels if one.type is not ChannelType.CATEGORY]


def _categories(design: Design) -> list[str]:
    return [one.key for one in design.channels if one.type is ChannelType.CATEGORY]


def _some_role(design: Design, random: Random) -> str:
    return random.choice([role.key for role in design.roles if role.key != EVERYONE])


def _new_role(design: Design, random: Random, number: int) -> None:
    colors = Colors(random.randrange(1 << 24))
    name = f"fresh-role-{number}"
    at = random.randrange(len(design.roles)) if random.random() < 0.5 else None
    design.add_role(name, at, permissions=_bits(random), colors=colors)


def _role_edited(design: Design, random: Random, number: int) -> None:
    key = _some_role(design, random)
    permissions = design.role(key).permissions ^ _bits(random)
    if random.random() < 0.3:
        design.edit_role(key, name=f"rank {number}")
    design.edit_role(key, permissions=permissions, hoist=random.random() < 0.5)


def _everyone(design: Design, random: Random, _number: int) -> None:
    permissions = design.role(EVERYONE).permissions ^ random.choice(_BITS)
    design.edit_role(EVERYONE, permissions=permissions)


def _roles_turned(design: Design, _random: Random, _number: int) -> None:
    design.reverse_roles()


def _role_gone(design: Design, random: Random, _number: int) -> None:
    if len(design.roles) > 3:
        design.drop(_some_role(design, random))


def _new_part(design: Design, random: Random, number: int) -> None:
    category = f"fresh-part-{number}"
    access = private_to(_some_role(design, random)) if random.random() < 0.6 else {}
    design.add(category, ChannelType.CATEGORY, access=access)
    for room in range(random.randint(1, 3)):
        kind = ChannelType.VOICE if random.random() < 0.3 else ChannelType.TEXT
        own = access if random.random() < 0.7 else private_to(_some_role(design, random))
        design.add(f"{category}-{room}", kind, category, access=own)


def _new_room(design: Design, random: Random, number: int) -> None:
    parents = [None, *_categories(design)]
    access = private_to(_some_role(design, random)) if random.random() < 0.5 else {}
    parent = random.choice(parents)
    design.add(f"fresh-room-{number}", parent=parent, access=access)


def _room_edited(design: Design, random: Random, number: int) -> None:
    room = random.choice(_rooms(design))
    if room.type is ChannelType.TEXT and random.random() < 0.5:
        design.edit(room.key, topic=f"Topic {number}.")
    else:
        design.edit(room.key, name=f"renamed-{number}")


def _room_gone(design: Design, random: Random, _number: int) -> None:
    if len(rooms := _rooms(design)) > 3:
        design.drop(random.choice(rooms).key)


def _part_gone(design: Design, random: Random, _number: int) -> None:
    if len(parts := _categories(design)) > 1:
        gone = random.choice(parts)
        design.each(design.inside(gone), lambda _: {"parent": None})
        design.drop(gone)


def _room_moved(design: Design, random: Random, _number: int) -> None:
    room = random.choice(_rooms(design))
    design.edit(room.key, parent=random.choice([None, *_categories(design)]))


def _rooms_sorted(design: Design, random: Random, _number: int) -> None:
    rooms = [room.key for room in _rooms(design)]
    design.reverse(random.sample(rooms, min(4, len(rooms))))


def _room_access(design: Design, random: Random, _number: int) -> None:
    room = random.choice(design.channels)
    allow = random.choice(_BITS)
    deny = random.choice([bit for bit in _BITS if bit != allow])
    design.edit(room.key, **also(room, _some_role(design, random), allow, deny))


def _part_access(design: Design, random: Random, _number: int) -> None:
    if parts := _categories(design):
        part = random.choice(parts)
        access = MappingProxyType(dict(private_to(_some_role(design, random))))
        design.each([part, *design.inside(part)], lambda _: {"access": access})


type Deed = Callable[[Design, Random, int], None]

_DROPS: tuple[Deed, ...] = (_role_gone, _room_gone, _part_gone)
_DEEDS: tuple[Deed, ...] = (
    _new_role, _role_edited, _everyone, _roles_turned, _role_gone, _new_part, _new_room,
    _room_edited, _room_gone, _part_gone, _room_moved, _rooms_sorted, _room_access, _part_access,
)  # fmt: skip
