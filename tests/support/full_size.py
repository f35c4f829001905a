"""A blueprint as large as Discord lets a guild be: for measuring, and for pages at full size."""

from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.structure.channels import Channel, ChannelType, Emoji, Overwrite, Tag
from app.shared.domain.structure.identifiers import EVERYONE, Key, Target, role_target
from app.shared.domain.structure.limits import CHANNELS, ROLES
from app.shared.domain.structure.order import display_order
from app.shared.domain.structure.roles import Colors, Role
from app.shared.domain.structure.structure import Structure

_VIEW, _SEND = 1 << 10, 1 << 11
_CROWDED = 20
"""Every so many channels, one has `crowded` overwrites instead of `overwrites`."""


def a_full_blueprint(overwrites: int = 20, crowded: int = 100) -> Blueprint:
    """All roles and channels that there can be."""
    roles = tuple(
        Role(
            key=Key(f"role-{number}"),
            name=f"Role {number}",
            permissions=_VIEW | (number % 7) << 20,
            colors=Colors(0x1000 * number, 0xFF00FF if number % 9 == 0 else None),
            hoist=number % 10 == 0,
        )
        for number in range(1, ROLES)
    )
    everyone = Role(key=EVERYONE, name="@everyone", permissions=_VIEW | _SEND)
    categories = [
        Channel(
            key=Key(f"category-{number}"),
            type=ChannelType.CATEGORY,
            name=f"Category {number}",
            access=_access(number, 2),
        )
        for number in range(20)
    ]
    channels = [
        _channel(number, crowded if number % _CROWDED == 0 else overwrites)
        for number in range(CHANNELS - len(categories))
    ]
    structure = Structure(
        roles=(*roles, everyone),
        channels=display_order([*categories, *channels]),
        settings={"name": "Full house", "verification": 1, "system_channel": "channel-0"},
    )
    return Blueprint(structure=structure)


def _channel(number: int, overwrites: int) -> Channel:
    kind = (ChannelType.TEXT, ChannelType.TEXT, ChannelType.VOICE, ChannelType.FORUM)[number % 4]
    forum = kind is ChannelType.FORUM
    return Channel(
        key=Key(f"channel-{number}"),
        type=kind,
        name=f"channel-{number}",
        parent=Key(f"category-{number % 20}") if number % 25 else None,
        access=_access(number, overwrites),
        topic="" if kind is ChannelType.VOICE else f"All about number {number}.",
        tags=tuple(
            Tag(key=Key(f"tag-{tag}"), name=f"tag {tag}", emoji=Emoji("🎉")) for tag in range(5)
        )
        if forum
        else (),
    )


def _access(number: int, overwrites: int) -> dict[Target, Overwrite]:
    entries = {role_target(EVERYONE): Overwrite(0, _VIEW)}
    for step in range(overwrites - 1):
        role = (number * 7 + step) % (ROLES - 1) + 1
        entries[role_target(Key(f"role-{role}"))] = Overwrite(_VIEW | _SEND << step % 3, 1 << 40)
    return entries
