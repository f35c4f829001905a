"""Channels with more overwrites than Discord takes in one call."""

import pytest

from app.shared.domain.planning.steps import Action
from app.shared.domain.structure.channels import Access, Overwrite
from app.shared.domain.structure.identifiers import Target
from tests.support.builders import a_channel
from tests.support.simulated_guild import SimulatedGuild
from tests.unit.domain.planning.cases import (
    EVERYONE_TARGET,
    SEND,
    VIEW,
    LiveGuild,
    a_design,
    calls,
    comes_after,
    the_plan,
    the_step,
)


def for_members(count: int, overwrite: Overwrite) -> dict[Target, Overwrite]:
    return {Target(f"member:{5000 + n}"): overwrite for n in range(count)}


def the_end(guild: LiveGuild, wanted: Access) -> dict[Target, Overwrite]:
    plan = the_plan(guild, a_design(a_channel("desk", access=wanted)))
    simulated = SimulatedGuild(guild.snapshot, plan.bindings)
    for step in plan.steps:
        simulated.apply(step)
    (channel,) = simulated.channels.values()
    return channel.overwrites


@pytest.mark.parametrize(
    "wanted",
    [
        {EVERYONE_TARGET: Overwrite(0, VIEW), **for_members(150, Overwrite(VIEW, 0))},
        {EVERYONE_TARGET: Overwrite(VIEW, 0), **for_members(150, Overwrite(VIEW, SEND))},
    ],
)
def test_all_of_them_are_set_on_a_new_channel_and_on_one_that_lives(
    wanted: dict[Target, Overwrite],
) -> None:
    assert the_end(LiveGuild(), wanted) == wanted
    assert the_end(LiveGuild(a_channel("desk")), wanted) == wanted


def test_a_new_channel_begins_with_what_denies() -> None:
    wanted = {**for_members(150, Overwrite(VIEW, 0)), EVERYONE_TARGET: Overwrite(0, VIEW)}

    plan = the_plan(LiveGuild(), a_design(a_channel("desk", access=wanted)))

    body = the_step(plan, Action.CREATE_CHANNEL).body
    assert isinstance(body, dict)
    inline = body["permission_overwrites"]
    assert isinstance(inline, list)
    assert len(inline) == 100
    assert {"id": {"$ref": "role:everyone"}, "type": 0, "allow": "0", "deny": str(VIEW)} in inline
    assert len(plan.steps) == 1 + 51


def test_a_new_channel_whose_denies_do_not_fit_is_hidden_until_all_are_there() -> None:
    wanted = {EVERYONE_TARGET: Overwrite(VIEW, 0), **for_members(150, Overwrite(VIEW, SEND))}

    plan = the_plan(LiveGuild(), a_design(a_channel("desk", access=wanted)))

    simulated = SimulatedGuild(LiveGuild().snapshot, plan.bindings)
    for step in plan.steps:
        simulated.apply(step)
        (channel,) = simulated.channels.values()
        all_denied = sum(bool(o.deny & SEND) for o in channel.overwrites.values()) == 150
        somebody_sees = any(
            o.allow & VIEW for t, o in channel.overwrites.items() if t != "member:77"
        )
        assert all_denied or not somebody_sees


def test_only_the_overwrites_that_differ_are_sent_one_by_one() -> None:
    before = for_members(150, Overwrite(VIEW, 0))
    gone, changed = Target("member:5000"), Target("member:5001")
    after = {t: o for t, o in before.items() if t != gone} | {changed: Overwrite(VIEW | SEND, 0)}

    plan = the_plan(
        LiveGuild(a_channel("desk", access=before)), a_design(a_channel("desk", access=after))
    )

    assert calls(plan) == [(Action.DELETE_OVERWRITE, "desk"), (Action.PUT_OVERWRITE, "desk")]
    assert [step.target for step in plan.steps] == ["5000", "5001"]


def test_what_is_taken_one_by_one_is_taken_before_anything_is_given() -> None:
    before = for_members(150, Overwrite(VIEW, 0))
    closed, opened = EVERYONE_TARGET, Target("member:5001")
    after = before | {closed: Overwrite(0, SEND), opened: Overwrite(VIEW | SEND, 0)}

    plan = the_plan(
        LiveGuild(a_channel("desk", access=before)), a_design(a_channel("desk", access=after))
    )

    taking, giving = plan.steps
    assert taking.target == {"$ref": "role:everyone"}
    assert comes_after(plan, giving, taking)
