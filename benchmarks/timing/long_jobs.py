"""Changes that take long under limits: many calls, in one bucket or spread over several."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from benchmarks.applying.designing import HISTORY, SEND, Design, also, private_to
from benchmarks.applying.scenarios import Scenario, scenarios
from benchmarks.applying.seeding import full


@dataclass(frozen=True, slots=True)
class Job:
    scenario: Scenario
    first: tuple[Scenario, ...] = ()
    """What is applied right before, so that something is spent already."""


def jobs(roles: int, channels: int) -> Iterator[Job]:
    """Those of the count of calls, and some that take longer than most of them."""
    for scenario in scenarios(roles, channels):
        yield Job(scenario)
    whole = partial(full, roles, channels, min(10, roles - 2))
    nearly = partial(full, roles * 4 // 5, channels * 4 // 5, min(10, roles * 4 // 5 - 2))
    yield Job(Scenario("every role and every channel otherwise", whole, everything_otherwise))
    yield Job(Scenario("names of all channels", whole, partial(renamed, "first")))
    yield Job(Scenario("a fifth made, changed and deleted", nearly, fifths))
    yield Job(Scenario("roles and channels beside them", nearly, beside))
    small = partial(full, 10, 20, 3)
    renames = [Scenario(f"the {n} names", small, partial(renamed, n)) for n in ("first", "second")]
    third = Scenario("names of channels a third time", small, partial(renamed, "third"))
    yield Job(third, tuple(renames))


def everything_otherwise(design: Design) -> None:
    for role in design.roles[1:-1]:
        design.edit_role(role.key, hoist=True)
    rooms = [channel.key for channel in design.channels if channel.parent is not None]
    design.each(rooms, lambda _: {"slowmode": 5})


def renamed(how: str, design: Design) -> None:
    rooms = [channel.key for channel in design.channels if channel.parent is not None]
    design.each(rooms, lambda channel: {"name": f"{channel.key}-{how}"})


def fifths(design: Design) -> None:
    """Roles and channels of each kind of call, so that every bucket has something to do."""
    names = [role.key for role in design.roles[1:-1]]
    for name in names[::5]:
        design.drop(name)
    for name in names[1::5]:
        design.edit_role(name, hoist=True)
    for number in range(len(names) // 5):
        design.add_role(f"fresh-role-{number}", permissions=HISTORY)
    rooms = [channel.key for channel in design.channels if channel.parent is not None]
    for name in rooms[::5]:
        design.drop(name)
    kept = [name for name in rooms if name not in rooms[::5]]
    for name in kept[::4]:
        design.edit(name, **also(design.channel(name), "fresh-role-1", SEND))
    for number in range(len(rooms) // 5):
        parent = design.channel(kept[number]).parent
        design.add(f"fresh-{number}", parent=parent, access=private_to("fresh-role-2"))


def beside(design: Design) -> None:
    """As many roles made as channels, and all of the roles that are there edited."""
    for role in design.roles[1:-1]:
        design.edit_role(role.key, hoist=True)
    for number in range(len(design.roles) // 5):
        design.add_role(f"fresh-role-{number}", permissions=HISTORY)
        design.add(f"fresh-{number}", access=private_to(f"fresh-role-{number}"))
