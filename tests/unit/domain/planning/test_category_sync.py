"""Channels that have their category's overwrites, under both readings of Discord's sources."""

from types import MappingProxyType

import pytest

from app.shared.domain.blueprint.blueprint import Unmanaged
from app.shared.domain.planning.comparing import compare
from app.shared.domain.planning.harmless_mark import unlike
from app.shared.domain.planning.plan import Plan
from app.shared.domain.planning.request import PlanRequest
from app.shared.domain.planning.steps import Action
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.channels import Access, Channel, Overwrite
from app.shared.domain.structure.identifiers import Key, Target
from tests.support.builders import NOON, a_channel, a_role
from tests.support.simulated_guild import SimulatedGuild
from tests.unit.domain.planning.cases import (
    CATEGORY,
    EVERYONE_TARGET,
    SEND,
    VIEW,
    LiveGuild,
    a_design,
    access,
    comes_after,
    the_plan,
    the_step,
)

HIDDEN = access(everyone=(0, VIEW))
OPEN = access(everyone=(VIEW, 0))


def a_room(overwrites: Access) -> Channel:
    return a_channel("room", parent=Key("desk"), access=overwrites)


def a_category(overwrites: Access) -> Channel:
    return a_channel("desk", CATEGORY, access=overwrites)


def after_each_step(guild: LiveGuild, plan: Plan, *, syncs: bool) -> list[Overwrite | None]:
    """@everyone's overwrite in the room, at the start and after each step."""
    simulated = SimulatedGuild(guild.snapshot, plan.bindings, syncs=syncs)
    room = simulated.channels[guild.ids[Key("room")]]
    seen = [room.overwrites.get(EVERYONE_TARGET)]
    for step in plan.steps:
        simulated.apply(step)
        seen.append(room.overwrites.get(EVERYONE_TARGET))
    return seen


@pytest.mark.parametrize(("syncs", "left_out"), [(True, 1), (False, 0)])
def test_a_channel_that_follows_gets_a_call_that_is_left_out_when_it_did(
    syncs: bool, left_out: int
) -> None:
    guild = LiveGuild(a_category(HIDDEN), a_room(HIDDEN))
    plan = the_plan(guild, a_design(a_category(OPEN), a_room(OPEN)))
    simulated = SimulatedGuild(guild.snapshot, plan.bindings, syncs=syncs)

    for step in plan.steps:
        simulated.apply(step)

    assert len(plan.steps) == 2
    assert simulated.left_out == left_out
    room = simulated.channels[guild.ids[Key("room")]]
    assert room.overwrites == dict(OPEN)
    follower = the_step(plan, Action.EDIT_CHANNEL, "room")
    assert comes_after(plan, follower, the_step(plan, Action.EDIT_CHANNEL, "desk"))


@pytest.mark.parametrize("syncs", [True, False])
def test_a_channel_that_stays_private_is_never_opened_with_its_category(syncs: bool) -> None:
    guild = LiveGuild(a_category(HIDDEN), a_room(HIDDEN))
    plan = the_plan(guild, a_design(a_category(OPEN), a_room(HIDDEN)))

    seen = after_each_step(guild, plan, syncs=syncs)

    assert seen == [Overwrite(0, VIEW)] * 4
    assert plan.cost.extra_writes == 2


@pytest.mark.parametrize("syncs", [True, False])
def test_a_channel_that_stays_open_is_given_back_what_its_category_loses(syncs: bool) -> None:
    guild = LiveGuild(a_category(OPEN), a_room(OPEN))
    plan = the_plan(guild, a_design(a_category(HIDDEN), a_room(OPEN)))

    seen = after_each_step(guild, plan, syncs=syncs)

    assert seen[-1] == Overwrite(VIEW, 0)
    assert len(plan.steps) == 2
    assert plan.steps[1].unless_already is not None


def test_a_channel_with_its_own_change_is_changed_before_its_category() -> None:
    closed = access(everyone=(0, VIEW | SEND))
    guild = LiveGuild(a_category(HIDDEN), a_room(HIDDEN))
    plan = the_plan(guild, a_design(a_category(OPEN), a_room(closed)))

    assert len(plan.steps) == 2
    category, room = (the_step(plan, Action.EDIT_CHANNEL, key) for key in ("desk", "room"))
    assert comes_after(plan, category, room)


def test_a_channel_that_becomes_what_the_category_was_comes_after_it() -> None:
    guild = LiveGuild(a_category(OPEN), a_room(access(everyone=(SEND, 0))))
    plan = the_plan(guild, a_design(a_category(HIDDEN), a_room(OPEN)))

    category, room = (the_step(plan, Action.EDIT_CHANNEL, key) for key in ("desk", "room"))
    assert comes_after(plan, room, category)


@pytest.mark.parametrize("syncs", [True, False])
def test_a_channel_that_moves_out_does_so_before_its_category_opens(syncs: bool) -> None:
    guild = LiveGuild(a_category(HIDDEN), a_room(HIDDEN))
    design = a_design(a_channel("room", access=HIDDEN), a_category(OPEN))

    plan = the_plan(guild, design)

    assert after_each_step(guild, plan, syncs=syncs)[-1] == Overwrite(0, VIEW)
    assert plan.cost.extra_writes == 0
    moved = the_step(plan, Action.EDIT_CHANNEL, "room")
    assert comes_after(plan, the_step(plan, Action.EDIT_CHANNEL, "desk"), moved)


@pytest.mark.parametrize("syncs", [True, False])
def test_a_doomed_channel_is_never_opened_with_its_category(syncs: bool) -> None:
    guild = LiveGuild(a_category(HIDDEN), a_room(HIDDEN), a_channel("stays", parent=Key("desk")))
    design = a_design(
        a_category(OPEN),
        a_channel("stays", parent=Key("desk")),
        unmanaged_channels=Unmanaged.DELETE,
    )

    plan = the_plan(guild, design)

    doomed = guild.ids[Key("room")]
    simulated = SimulatedGuild(guild.snapshot, plan.bindings, syncs=syncs)
    for step in plan.steps:
        simulated.apply(step)
        if doomed in simulated.channels:
            assert simulated.channels[doomed].overwrites[EVERYONE_TARGET] == Overwrite(0, VIEW)


@pytest.mark.parametrize("syncs", [True, False])
def test_a_new_channel_that_is_as_its_category_was_comes_after_the_categorys_change(
    syncs: bool,
) -> None:
    guild = LiveGuild(a_category(OPEN))
    plan = the_plan(guild, a_design(a_category(HIDDEN), a_room(OPEN)))

    simulated = SimulatedGuild(guild.snapshot, plan.bindings, syncs=syncs)
    for step in reversed(plan.steps) if not plan.steps[1].needs else plan.steps:
        simulated.apply(step)

    created = simulated.bindings.id_of(Kind.CHANNEL, Key("room"))
    assert created is not None
    assert simulated.channels[created].overwrites == dict(OPEN)


def test_a_channel_that_leaves_a_category_that_opens_does_not_ride_in_the_order() -> None:
    x, y = a_channel("x"), a_channel("y")
    guild = LiveGuild(x, y, a_category(HIDDEN), a_room(HIDDEN))

    plan = the_plan(guild, a_design(y, x, a_channel("room", access=HIDDEN), a_category(OPEN)))

    moved = the_step(plan, Action.EDIT_CHANNEL, "room")
    assert moved.body == {"parent_id": None}
    assert comes_after(plan, the_step(plan, Action.EDIT_CHANNEL, "desk"), moved)


def test_a_hidden_doomed_channel_is_not_taken_for_synced_with_its_category() -> None:
    bot = Target("member:77")
    as_hidden = MappingProxyType({**HIDDEN, bot: Overwrite(VIEW, 0)})
    guild = LiveGuild(a_role("mod"), a_category(as_hidden), a_room(access()))
    design = a_design(
        a_role("mod", permissions=SEND), a_category(OPEN), unmanaged_channels=Unmanaged.DELETE
    )
    plan = the_plan(guild, design)
    simulated = SimulatedGuild(guild.snapshot, plan.bindings, syncs=True)

    for key in ("room", "desk"):
        simulated.apply(the_step(plan, Action.EDIT_CHANNEL, key))

    room = simulated.channels[guild.ids[Key("room")]]
    assert room.overwrites[EVERYONE_TARGET] == Overwrite(0, VIEW)


def test_a_mark_makes_overwrites_unlike_others_by_what_the_bot_has_anyway() -> None:
    guild = LiveGuild(a_category(HIDDEN))
    comparison = compare(
        PlanRequest(
            blueprint=a_design(),
            blueprint_version=1,
            snapshot=guild.snapshot,
            bindings=guild.bindings,
            requester=None,
            now=NOON,
        )
    )
    marked = unlike(comparison, HIDDEN, [HIDDEN])

    assert unlike(comparison, HIDDEN, [OPEN]) == HIDDEN
    assert marked == {**HIDDEN, Target("member:77"): Overwrite(VIEW, 0)}
    assert unlike(comparison, marked, [marked]) != marked


def test_a_channel_that_is_changed_in_two_halves_is_never_taken_for_synced_in_between() -> None:
    react, threads, commands, activities = 1 << 6, 1 << 35, 1 << 31, 1 << 39
    x, y = a_role("x"), a_role("y")
    guild = LiveGuild(
        a_role("a", permissions=react),
        a_role("b", permissions=threads),
        x,
        y,
        a_category(access(y=(0, VIEW))),
        a_room(access()),
    )
    design = a_design(
        a_role("a", permissions=commands),
        a_role("b", permissions=activities),
        x,
        y,
        a_category(access(y=(VIEW, 0))),
        a_room(access(x=(VIEW, 0), y=(0, VIEW))),
    )
    plan = the_plan(guild, design)
    first, _ = (step for step in plan.steps if step.key == "room")
    simulated = SimulatedGuild(guild.snapshot, plan.bindings, syncs=True)

    simulated.apply(first)
    simulated.apply(the_step(plan, Action.EDIT_CHANNEL, "desk"))

    room = simulated.channels[guild.ids[Key("room")]]
    assert first.extra
    assert room.overwrites[Target(f"role:{guild.ids[Key('y')]}")] == Overwrite(0, VIEW)


def test_a_new_channel_that_shall_have_no_overwrites_is_told_not_to_take_its_categorys() -> None:
    guild = LiveGuild(a_category(OPEN))
    nothing: Access = MappingProxyType({})
    plan = the_plan(guild, a_design(a_category(OPEN), a_room(nothing)))

    body = the_step(plan, Action.CREATE_CHANNEL, "room").body

    assert isinstance(body, dict)
    assert body["permission_overwrites"] == []
