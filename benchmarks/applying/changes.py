"""Changes of designs that are about roles, channels and who may use them."""

from dataclasses import replace
from functools import partial

from app.shared.domain.blueprint.blueprint import Unmanaged
from app.shared.domain.structure.channels import ChannelType
from app.shared.domain.structure.identifiers import EVERYONE, Key
from app.shared.domain.structure.roles import Colors
from benchmarks.applying.designing import HISTORY, SEND, VIEW, Design, also, private_to

_PER_CATEGORY = 25
_MENTION_EVERYONE = 1 << 17


def nothing(_design: Design) -> None:
    """As it is."""


def new_guild(design: Design) -> None:
    for number in range(1, 31):
        design.add_role(f"role-{number}", permissions=VIEW, colors=Colors(number * 1000))
    for part in range(1, 9):
        category = f"part-{part}"
        design.add(category, ChannelType.CATEGORY, access=private_to(f"role-{part}"))
        for number in range(1, 6):
            kind = ChannelType.VOICE if number > 3 else ChannelType.TEXT
            name = f"{category}-{number}"
            design.add(name, kind, category, access=private_to(f"role-{part}"))


def full_guild(roles: int, channels: int, overwrites: int, design: Design) -> None:
    """`roles` counts @everyone and the bot's, `channels` the categories."""
    names = [f"role-{number}" for number in range(1, roles - 1)]
    for name in names:
        design.add_role(name, permissions=VIEW)
    category = ""
    for number in range(channels):
        if number % _PER_CATEGORY == 0:
            category = f"part-{number}"
            design.add(category, ChannelType.CATEGORY)
            continue
        chosen = [names[(number * 3 + each) % len(names)] for each in range(overwrites)]
        topic = f"What {number} is about."
        access = private_to(*chosen)
        design.add(f"room-{number}", parent=category, topic=topic, access=access)


def half(design: Design) -> None:
    """Every second role and channel, a tenth of the channels deleted, as many made."""
    for role in design.roles[1:-1:2]:
        design.edit_role(role.key, hoist=True, permissions=role.permissions | HISTORY)
    rooms = [channel.key for channel in design.channels if channel.key.startswith("room")]
    for name in rooms[1::2]:
        topic = f"{design.channel(name).topic} Rewritten."
        design.edit(name, topic=topic, **also(design.channel(name), "role-1", SEND))
    for number, name in enumerate(rooms[::10]):
        parent = design.channel(name).parent
        design.drop(name)
        design.add(f"fresh-{number}", parent=parent)


def roles_renamed(design: Design) -> None:
    for number in range(1, 9):
        design.edit_role(f"role-{number}", name=f"Rank {number}")


def channels_renamed(design: Design) -> None:
    names = [channel.key for channel in design.channels if channel.parent is not None]
    design.each(names, lambda channel: {"name": f"{channel.name}-renamed"})


def role_permissions(design: Design) -> None:
    """@everyone included."""
    design.roles = [replace(r, permissions=r.permissions | 1 << 31) for r in design.roles]


def overwrites(design: Design) -> None:
    names = [channel.key for channel in design.channels]
    design.each(names, partial(also, role="role-2", allow=SEND))


def categories_followed(design: Design) -> None:
    for part in range(1, 5):
        category = f"part-{part}"
        names = [category, *design.inside(category)]
        design.each(names, partial(also, role="role-8", allow=VIEW))


def category_left(design: Design) -> None:
    """The category opens to one role more, its channels with it, but for one."""
    names = ["part-1", *design.inside("part-1")]
    names.remove("text-1-1")
    design.each(names, partial(also, role="role-8", allow=VIEW))


def access_swapped(design: Design) -> None:
    """Who may see the one category may only see the other; so for every member with both roles."""
    for one, other in ((1, 2), (2, 1)):
        names = [f"part-{one}", *design.inside(f"part-{one}")]
        design.each(names, lambda _, other=other: {"access": private_to(f"role-{other}")})  # type: ignore[misc]


def access_in_a_circle(design: Design) -> None:
    """A private channel opens to everybody, who may not write any more and gain something else.

    The one cannot be done before the other, nor the other before the one.
    """
    everyone = design.roles[-1].permissions
    design.edit_role(EVERYONE, permissions=everyone & ~SEND | _MENTION_EVERYONE)
    channel = design.channel("text-4-5")
    design.edit("text-4-5", **also(channel, EVERYONE, 0, _MENTION_EVERYONE))


def voice(design: Design) -> None:
    names = [c.key for c in design.channels if c.type is ChannelType.VOICE]
    design.each(names, lambda _: {"bitrate": 96000, "user_limit": 10, "video_quality": 2})


def roles_deleted(design: Design) -> None:
    design.drop("role-1", "role-7", "role-8")


def channels_deleted(design: Design) -> None:
    design.drop("lobby", *design.inside("part-2"))


def category_deleted(design: Design) -> None:
    design.drop("part-3", *design.inside("part-3"))


def category_dissolved(design: Design) -> None:
    for name in design.inside("part-3"):
        design.edit(name, parent=None)
    design.drop("part-3")


def archived(design: Design) -> None:
    """Three channels that the design no longer names."""
    names = ["text-2-1", "text-2-2", "voice-2-1"]
    gone = [design.channel(name) for name in names]
    design.drop(*names)
    design.unmanaged = Unmanaged.ARCHIVE
    access = dict(private_to())
    access |= design.bots_own
    archive = Key("guildwright-archive")
    design.add_beside("Archive", archive, ChannelType.CATEGORY, access)
    for channel in gone:
        design.beside.append(replace(channel, parent=archive, access=access))
