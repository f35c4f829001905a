"""What holds for plans between any two structures, carried out in any order that is allowed."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from app.shared.domain.planning.comparing import compare
from app.shared.domain.planning.planner import make_plan
from app.shared.domain.planning.request import PlanRequest
from app.shared.domain.planning.steps import Step
from app.shared.domain.structure.fields import channel_fields
from app.shared.domain.structure.rekeying import keyed_by_bindings
from app.shared.domain.structure.structure import Structure
from tests.support.builders import NOON
from tests.support.rule_four import Profile, rights, surpluses
from tests.support.simulated_guild import SimulatedGuild
from tests.support.structures import MEMBERS, Scene, scenes


def a_request(scene: Scene, **fields: object) -> PlanRequest:
    return PlanRequest(
        **{
            "blueprint": scene.blueprint,
            "blueprint_version": 1,
            "snapshot": scene.snapshot,
            "bindings": scene.bindings,
            "requester": None,
            "now": NOON,
            **fields,  # type: ignore[arg-type]
        }
    )


def an_order(steps: tuple[Step, ...], seed: int) -> list[Step]:
    """A random order in which every step comes after what it needs."""
    chance = random.Random(seed)
    done: set[int] = set()
    order: list[Step] = []
    waiting = list(steps)
    while waiting:
        ready = [step for step in waiting if step.needs <= done]
        step = chance.choice(ready)
        waiting.remove(step)
        done.add(step.number)
        order.append(step)
    return order


def comparable(structure: Structure) -> object:
    """A structure without the fields its channels' types do not have, and without tag keys."""
    return (
        structure.roles,
        [
            (
                channel.key,
                [
                    [(t.name, t.moderated, t.emoji) for t in channel.tags]
                    if field.name == "tags"
                    else getattr(channel, field.name)
                    for field in channel_fields(channel.type)
                ],
            )
            for channel in structure.channels
        ],
        dict(structure.settings),
        structure.welcome_screen,
        structure.onboarding
        and (
            structure.onboarding.enabled,
            structure.onboarding.mode,
            structure.onboarding.default_channels,
            [
                (p.title, p.type, p.required, [(o.title, o.roles, o.channels) for o in p.options])
                for p in structure.onboarding.prompts
            ],
        ),
        {rule.key: rule for rule in structure.automod or ()},
    )


@settings(max_examples=150)
@given(scenes(), st.booleans(), st.booleans(), st.integers(0, 1000))
def test_every_allowed_order_of_steps_leads_to_the_wanted_structure(
    scene: Scene, syncs: bool, shifts: bool, seed: int
) -> None:
    plan = make_plan(a_request(scene))
    wanted = compare(a_request(scene)).wanted
    guild = SimulatedGuild(scene.snapshot, plan.bindings, syncs=syncs, shifts=shifts)

    for step in an_order(plan.steps, seed):
        guild.apply(step)

    after = guild.snapshot()
    found = keyed_by_bindings(after.structure, guild.bindings)
    assert comparable(found) == comparable(wanted)
    again = make_plan(a_request(Scene(after, scene.blueprint, guild.bindings)))
    assert again.changes == ()
    assert again.steps == ()


@settings(max_examples=150)
@given(scenes(parts=False), st.booleans(), st.data())
def test_nobody_has_more_access_in_between_than_both_before_and_after(
    scene: Scene, syncs: bool, data: st.DataObject
) -> None:
    plan = make_plan(a_request(scene))
    roles = [int(role.key) for role in scene.snapshot.structure.roles[1:-1]]
    one = st.builds(
        Profile,
        st.frozensets(st.sampled_from(roles)) if roles else st.just(frozenset[int]()),
        st.sampled_from([None, *MEMBERS]),
    )
    profiles = data.draw(st.lists(one, min_size=3, max_size=6))
    seeds = range(data.draw(st.integers(0, 100)), 10_000, 2500)
    for seed in seeds:
        guild = SimulatedGuild(scene.snapshot, plan.bindings, syncs=syncs)
        states = [rights(guild, profiles)]
        order = an_order(plan.steps, seed)

        for step in order:
            guild.apply(step)
            states.append(rights(guild, profiles))

        for step, state in zip(order, states[1:], strict=True):
            assert not list(surpluses(state, states[0], states[-1])), step
