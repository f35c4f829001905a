"""Changes of designs that are about order, and moves between categories."""

from app.shared.domain.structure.channels import ChannelType
from app.shared.domain.structure.identifiers import Key
from benchmarks.applying.designing import Design


def one_role_up(design: Design) -> None:
    design.roles.insert(0, design.roles.pop(4))


def roles_at_the_bottom(design: Design) -> None:
    for name in ("fresh-1", "fresh-2", "fresh-3"):
        design.add_role(name, hoist=True)


def role_in_between(design: Design) -> None:
    design.add_role("fresh", at=3)


def channels_reversed(design: Design) -> None:
    for part in range(1, 5):
        design.reverse(design.inside(f"part-{part}"))


def one_channel_up(design: Design) -> None:
    design.place("text-1-5", before="text-1-1")


def categories_reversed(design: Design) -> None:
    design.reverse(f"part-{part}" for part in range(1, 5))


def renamed_and_reversed(design: Design) -> None:
    """Each text channel of two categories."""
    for part in (1, 2):
        names = design.inside(f"part-{part}", ChannelType.TEXT)
        design.each(names, lambda channel: {"name": f"{channel.name}-anew"})
        design.reverse(names)


def one_renamed(design: Design) -> None:
    design.edit("text-1-5", name="first")
    design.place("text-1-5", before="text-1-1")
    design.edit("text-1-1", topic="No longer the first.")
    for name in ("text-1-2", "text-1-3", "text-1-4"):
        design.edit(name, slowmode=5)


def new_at_the_end(design: Design) -> None:
    design.add("fresh", parent="part-2")
    design.add("fresh-voice", ChannelType.VOICE, parent="part-2")


def new_in_gap(design: Design) -> None:
    for name in ("fresh-1", "fresh-2", "fresh-3"):
        design.add(name, parent="part-1", before="text-1-3")


def new_at_the_top(design: Design) -> None:
    design.add("fresh", parent="part-1", before="text-1-1")


def new_between_edited(design: Design) -> None:
    """What follows the new one changes as well, and gives way in the same call."""
    design.add("fresh", parent="part-1", before="text-1-1")
    design.each(design.inside("part-1", ChannelType.TEXT)[1:], lambda _: {"slowmode": 10})


def one_moved(design: Design) -> None:
    design.edit("text-1-1", parent=Key("part-3"))
    design.place("text-1-1", before="text-3-1")


def all_moved_on(design: Design) -> None:
    """Every category gets the text channels of the one before it, at the end of its own."""
    for part in range(1, 5):
        after = part % 4 + 1
        for name in [n for n in design.inside(f"part-{part}") if n.startswith(f"text-{part}")]:
            design.edit(name, parent=Key(f"part-{after}"))
            design.place(name, before=None)


def moved_into_the_middle(design: Design) -> None:
    for number in (1, 2, 3):
        design.edit(f"text-1-{number}", parent=Key("part-2"))
        design.place(f"text-1-{number}", before="text-2-3")


def moved_beside_order(design: Design) -> None:
    design.edit("text-1-1", parent=Key("part-2"))
    design.place("text-1-1", before=None)
    design.place("text-3-5", before="text-3-1")


def moved_and_renamed(design: Design) -> None:
    for number in (1, 2, 3):
        design.edit(f"text-2-{number}", parent=Key("part-1"), name=f"moved-{number}")
        design.place(f"text-2-{number}", before=None)
