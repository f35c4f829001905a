"""What holds for plans between any two structures, carried out in any order that is allowed."""

import random
from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.shared.domain.blueprint.blueprint import Unmanaged
from app.shared.domain.planning.changes import ChangeKind, Subject
from app.shared.domain.planning.closure import closure_of
from app.shared.domain.planning.comparing import compare
from app.shared.domain.planning.comparison import Comparison
from app.shared.domain.planning.planner import make_plan
from app.shared.domain.planning.request import PlanRequest
from app.shared.domain.planning.steps import Action, Step
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.channels import ChannelType
from app.shared.domain.structure.fields import channel_fields
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.rekeying import keyed_by_bindings
from app.shared.domain.structure.structure import Structure
from tests.support.builders import NOON
from tests.support.examples import examples
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


@examples(12)
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


@examples(12)
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


@examples(12)
@given(scenes(), st.data())
def test_a_selection_gives_the_chosen_changes_and_what_they_depend_on(
    scene: Scene, data: st.DataObject
) -> None:
    whole = compare(a_request(scene))
    ids = sorted(change.id for change in whole.changes)
    chosen = data.draw(st.sets(st.sampled_from(ids))) if ids else set()
    closure = closure_of(whole, chosen)

    plan = make_plan(a_request(scene, selected=frozenset(chosen)))

    assert {change.id for change in plan.changes} == closure
    assert chosen <= closure
    guild = SimulatedGuild(scene.snapshot, plan.bindings)
    for step in plan.steps:
        guild.apply(step)
    rest = Scene(guild.snapshot(), plan.blueprint, guild.bindings)
    assert make_plan(a_request(rest)).changes == ()


def least_writes(scene: Scene) -> int:
    """Counted by hand: each thing that differs once, each order that nothing else brings about.

    Reads the comparison's two structures, and nothing of how steps are made.
    """
    whole = compare(a_request(scene))
    fallen = {key for key, names in own_differences(whole).items() if not names}
    subjects = {
        (c.subject, c.key)
        for c in whole.changes
        if c.subject is not Subject.ORDER
        and not (c.subject is Subject.CHANNEL and c.kind is ChangeKind.MOVE and c.key in fallen)
    }
    live, wanted = whole.live, whole.wanted
    count = len(subjects)
    below_bot = [role.key for role in wanted.roles[1:-1]]
    before = [role.key for role in live.roles if role.key in set(below_bot)]
    made = [key for key in below_bot if key not in live.role_by_key]
    count += below_bot != [*before, *made]
    return count + order_is_sent(whole)


def own_differences(whole: Comparison) -> dict[Key, set[str]]:
    """What the call of each channel that stays must bring: all that differs but a mere fall from a
    category that goes."""
    found = {}
    for channel in whole.wanted.channels:
        before = whole.live.channel_by_key.get(channel.key)
        if before is None or not (names := set(whole.differing(before, channel))):
            continue
        gone = before.parent is not None and before.parent not in whole.wanted.channel_by_key
        found[channel.key] = names - {"parent"} if gone and channel.parent is None else names
    return found


def may_follow(whole: Comparison, key: Key) -> bool:
    """Whether a change of overwrites may come about by that of its category."""
    before, after = whole.live.channel_by_key[key], whole.wanted.channel_by_key[key]
    if before.parent is None or before.parent != after.parent:
        return False
    old = whole.live.channel_by_key.get(before.parent)
    new = whole.wanted.channel_by_key.get(before.parent)
    return bool(old and new and old.access == before.access and new.access == after.access)


def order_is_sent(whole: Comparison) -> bool:
    """Whether some group cannot stand right by numbers given at creation and in edits alone."""
    carriers = {
        key
        for key, names in own_differences(whole).items()
        if names and "parent" not in names and not (names == {"access"} and may_follow(whole, key))
    }
    groups: dict[object, list[tuple[int | None, int | None]]] = {}
    for channel in whole.wanted.channels:
        facts = whole.channel_facts(channel.key)
        number = whole.id_of(Kind.CHANNEL, channel.key)
        place: tuple[int | None, int | None] = (None, None)
        if facts is not None and number is not None:
            place = (None if channel.key in carriers else facts.position, number)
        voice = channel.type in (ChannelType.VOICE, ChannelType.STAGE)
        is_category = channel.type is ChannelType.CATEGORY
        groups.setdefault((channel.parent, voice, is_category), []).append(place)
    return any(not fits(group) for group in groups.values())


def fits(group: list[tuple[int | None, int | None]]) -> bool:
    """Give everything without a number the smallest that puts it after all before it."""
    last = (-1, 0)
    for number, id_ in group:
        own = NEW_ID if id_ is None else id_
        if number is None:
            tie = own > last[1] or (id_ is None and last[1] == NEW_ID)
            last = (max(last[0] if tie else last[0] + 1, 0), own)
        elif (number, own) <= last:
            return False
        else:
            last = (number, own)
    return True


NEW_ID = 10**9


@examples(12)
@given(scenes())
def test_there_are_no_more_writes_than_things_that_differ_and_stated_extras(scene: Scene) -> None:
    plan = make_plan(a_request(scene))

    rider = sum(
        isinstance(entry, dict) and "parent_id" in entry
        for step in plan.steps
        if step.action is Action.ORDER_CHANNELS and isinstance(step.body, list)
        for entry in step.body
    )
    assert plan.cost.writes - plan.cost.extra_writes == least_writes(scene) - rider
    assert plan.cost.writes == len(plan.steps)


@examples(12)
@given(scenes())
def test_what_is_kept_protected_or_managed_is_left_alone(scene: Scene) -> None:
    plan = make_plan(a_request(scene))

    listed = {r.key for r in scene.blueprint.structure.roles}
    listed |= {c.key for c in scene.blueprint.structure.channels}
    deletes = {Action.DELETE_ROLE, Action.DELETE_CHANNEL}
    whole = compare(a_request(scene))
    for step in plan.steps:
        kind = Kind.ROLE if step.action is Action.DELETE_ROLE else Kind.CHANNEL
        if step.action in deletes:
            assert (kind, step.key) not in scene.blueprint.protected
        assert step.key != "900"
        if step.action in deletes - {Action.DELETE_CHANNEL}:
            assert scene.blueprint.unmanaged_roles is Unmanaged.DELETE
        if step.action is Action.DELETE_CHANNEL and step.key not in whole.replaced:
            assert scene.blueprint.unmanaged_channels is not Unmanaged.KEEP
    touched = {change.key for change in plan.changes if change.subject is Subject.ROLE}
    if scene.blueprint.unmanaged_roles is Unmanaged.KEEP:
        assert touched <= listed


@examples(12)
@given(scenes())
def test_the_same_request_gives_the_same_plan_and_hash(scene: Scene) -> None:
    one, other = make_plan(a_request(scene)), make_plan(a_request(shuffled(scene)))

    assert one == make_plan(a_request(scene))
    assert one.hash == other.hash


def shuffled(scene: Scene) -> Scene:
    """The same scene with every mapping in another order."""
    structure = scene.snapshot.structure
    channels = tuple(
        replace(channel, access=backwards(channel.access)) for channel in structure.channels
    )
    snapshot = replace(
        scene.snapshot,
        structure=replace(structure, channels=channels, settings=backwards(structure.settings)),
        role_facts=backwards(scene.snapshot.role_facts),
    )
    return replace(scene, snapshot=snapshot)


def backwards[K, V](mapping: Mapping[K, V]) -> dict[K, V]:
    return {key: mapping[key] for key in reversed(list(mapping))}
