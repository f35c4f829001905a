"""Wherever a run stops, the plan that leads back really does."""

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.shared.domain.planning.planner import make_plan
from app.shared.domain.planning.steps import Step
from app.shared.domain.runs.leading_back import way_back
from app.shared.domain.structure.channels import Channel
from app.shared.domain.structure.fields import channel_fields
from app.shared.domain.structure.identifiers import Key, target_role
from app.shared.domain.structure.structure import Structure
from tests.support.examples import examples
from tests.support.simulated_guild import SimulatedGuild
from tests.support.structures import UNKNOWN_BIT, Scene, scenes
from tests.unit.domain.planning.test_any_guild import a_request, an_order

KNOWN_FLAGS = ~(1 << 30)


def without_ids(structure: Structure) -> object:
    """The guild as people see it: names and ranks instead of ids, bits that have names."""
    ranks = {role.key: (rank, role.name) for rank, role in enumerate(structure.roles)}
    roles = [
        (role.name, role.permissions & ~UNKNOWN_BIT, role.colors, role.hoist, role.unicode_emoji)
        for role in structure.roles
    ]
    return roles, [seen(channel, structure, ranks) for channel in structure.channels]


def seen(channel: Channel, structure: Structure, ranks: dict[Key, tuple[int, str]]) -> list[object]:
    parent = None if channel.parent is None else structure.channel_by_key[channel.parent].name
    overwrites = sorted(
        (
            str(target if (role := target_role(target)) is None else ranks[role]),
            overwrite.allow & ~UNKNOWN_BIT,
            overwrite.deny & ~UNKNOWN_BIT,
        )
        for target, overwrite in channel.access.items()
    )
    special = {
        "parent": parent,
        "access": overwrites,
        "tags": [(tag.name, tag.moderated, tag.emoji) for tag in channel.tags],
        "flags": channel.flags & KNOWN_FLAGS,
    }
    names = [field.name for field in channel_fields(channel.type)]
    return [special.get(name, getattr(channel, name)) for name in names]


def carried_out(guild: SimulatedGuild, steps: list[Step]) -> SimulatedGuild:
    for step in steps:
        guild.apply(step)
    return guild


@examples(15)
@given(scenes(), st.integers(0, 1000))
def test_the_way_back_restores_everything_from_wherever_a_run_has_stopped(
    scene: Scene, seed: int
) -> None:
    blueprint = replace(scene.blueprint, protected=frozenset())
    unprotected = Scene(scene.snapshot, blueprint, scene.bindings)
    plan = make_plan(a_request(unprotected))
    order = an_order(plan.steps, seed)
    done = order[: random.Random(seed).randint(0, len(order))]
    guild = carried_out(SimulatedGuild(scene.snapshot, plan.bindings), done)
    created = frozenset(range(50_001, guild.next_id + 1))

    now = guild.snapshot()
    back = way_back(scene.snapshot, scene.bindings, now, guild.bindings, created, {})
    returning = make_plan(
        a_request(Scene(now, back.blueprint, guild.bindings), restored=back.restored)
    )
    guild.bindings = returning.bindings
    carried_out(guild, an_order(returning.steps, seed))

    assert without_ids(guild.snapshot().structure) == without_ids(scene.snapshot.structure)
