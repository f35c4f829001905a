"""Nobody has more access in the middle of a run than both at its start and at its end."""

import pytest

from app.shared.domain.blueprint.blueprint import Unmanaged
from app.shared.domain.permissions.bits import BY_NAME, CONNECT
from app.shared.domain.planning.steps import Action
from app.shared.domain.structure.channels import ChannelType
from tests.support.builders import a_channel, a_role
from tests.unit.domain.planning.cases import (
    ADMINISTRATOR,
    ATTACH,
    SEND,
    VIEW,
    LiveGuild,
    a_design,
    access,
    calls,
    comes_after,
    the_plan,
    the_step,
)

SPEAK = BY_NAME["SPEAK"].value
HIDDEN = access(everyone=(0, VIEW))


def test_a_channel_is_hidden_before_a_role_is_given_what_would_open_it() -> None:
    guild = LiveGuild(a_role("mod"), a_channel("desk"), everyone=0)
    design = a_design(a_role("mod", permissions=VIEW), a_channel("desk", access=HIDDEN), everyone=0)

    plan = the_plan(guild, design)

    hiding, giving = the_step(plan, Action.EDIT_CHANNEL), the_step(plan, Action.EDIT_ROLE)
    assert comes_after(plan, giving, hiding)
    assert plan.cost.extra_writes == 0


def test_a_role_loses_a_permission_before_a_channel_opens_to_it() -> None:
    guild = LiveGuild(a_role("mod", permissions=SEND), a_channel("desk", access=HIDDEN))
    design = a_design(a_role("mod"), a_channel("desk", access=access(everyone=(VIEW, 0))))

    plan = the_plan(guild, design)

    opening, taking = the_step(plan, Action.EDIT_CHANNEL), the_step(plan, Action.EDIT_ROLE)
    assert comes_after(plan, opening, taking)


def test_writes_that_cannot_meet_are_not_ordered() -> None:
    guild = LiveGuild(a_role("mod"), a_channel("desk"), a_channel("hall"))
    design = a_design(
        a_role("mod", hoist=True), a_channel("desk", access=HIDDEN), a_channel("hall", topic="x")
    )

    plan = the_plan(guild, design)

    assert all(not step.needs for step in plan.steps)
    assert len(plan.steps) == 3


def test_of_two_roles_one_loses_before_the_other_gains_what_makes_it_worth_something() -> None:
    guild = LiveGuild(a_role("a", permissions=SEND), a_role("b"), a_channel("desk"), everyone=0)
    design = a_design(a_role("a"), a_role("b", permissions=VIEW), a_channel("desk"), everyone=0)

    plan = the_plan(guild, design)

    losing, gaining = the_step(plan, Action.EDIT_ROLE, "a"), the_step(plan, Action.EDIT_ROLE, "b")
    assert comes_after(plan, gaining, losing)


@pytest.mark.parametrize(("gate", "gated"), [(SEND, ATTACH), (CONNECT, SPEAK), (VIEW, SEND)])
@pytest.mark.parametrize("gate_comes", [True, False])
def test_a_permission_and_what_it_is_worth_nothing_without_never_meet_on_the_way(
    gate: int, gated: int, gate_comes: bool
) -> None:
    lost, gained = (gated, gate) if gate_comes else (gate, gated)
    hall = a_channel("hall", ChannelType.VOICE)
    guild = LiveGuild(a_role("a", permissions=lost), a_role("b"), hall, everyone=0)
    design = a_design(a_role("a"), a_role("b", permissions=gained), hall, everyone=0)

    plan = the_plan(guild, design)

    losing, gaining = (the_step(plan, Action.EDIT_ROLE, key) for key in ("a", "b"))
    assert comes_after(plan, gaining, losing)


def test_a_role_loses_a_permission_before_a_channel_stops_denying_it() -> None:
    guild = LiveGuild(
        a_role("mod", permissions=SEND), a_channel("desk", access=access(everyone=(0, SEND)))
    )

    plan = the_plan(guild, a_design(a_role("mod"), a_channel("desk")))

    undenying, losing = the_step(plan, Action.EDIT_CHANNEL), the_step(plan, Action.EDIT_ROLE)
    assert comes_after(plan, undenying, losing)


def test_two_roles_that_would_uncover_each_other_cost_one_call_more_and_say_why() -> None:
    guild = LiveGuild(a_role("a", permissions=SEND), a_role("b", permissions=SEND), everyone=0)
    design = a_design(a_role("a", permissions=VIEW), a_role("b", permissions=VIEW), everyone=0)

    plan = the_plan(guild, design)

    assert len(plan.steps) == 3
    assert plan.cost.extra_writes == 1
    first = next(step for step in plan.steps if step.extra)
    assert first.body == {"permissions": "0"}
    assert "do more in between" in first.extra


def test_a_new_channel_waits_for_what_a_role_loses() -> None:
    guild = LiveGuild(a_role("mod", permissions=SEND))
    design = a_design(a_role("mod"), a_channel("desk"))

    plan = the_plan(guild, design)

    assert comes_after(
        plan, the_step(plan, Action.CREATE_CHANNEL), the_step(plan, Action.EDIT_ROLE)
    )


def test_a_new_channel_waits_until_an_administrator_is_none_any_more() -> None:
    guild = LiveGuild(a_role("mod", permissions=ADMINISTRATOR))
    design = a_design(a_role("mod"), a_channel("desk", access=HIDDEN))

    plan = the_plan(guild, design)

    assert comes_after(
        plan, the_step(plan, Action.CREATE_CHANNEL), the_step(plan, Action.EDIT_ROLE)
    )


def test_a_new_role_is_created_with_its_permissions_since_nobody_has_it() -> None:
    plan = the_plan(LiveGuild(), a_design(a_role("mod", permissions=SEND)))

    assert the_step(plan, Action.CREATE_ROLE).body == {"name": "Mod", "permissions": str(SEND)}


def test_a_doomed_channel_is_hidden_before_something_given_would_open_it() -> None:
    guild = LiveGuild(a_role("mod"), a_channel("old"), everyone=0)
    design = a_design(
        a_role("mod", permissions=VIEW), everyone=0, unmanaged_channels=Unmanaged.DELETE
    )

    plan = the_plan(guild, design)

    hiding = the_step(plan, Action.EDIT_CHANNEL)
    assert hiding.verb == "hide channel before it is deleted"
    assert hiding.extra
    assert hiding.body == {
        "permission_overwrites": [
            {"id": "77", "type": 1, "allow": str(VIEW), "deny": "0"},
            {"id": {"$ref": "role:everyone"}, "type": 0, "allow": "0", "deny": str(VIEW)},
        ]
    }
    assert comes_after(plan, the_step(plan, Action.EDIT_ROLE), hiding)


def test_a_doomed_channel_that_nothing_opens_is_just_deleted() -> None:
    guild = LiveGuild(a_role("mod", permissions=VIEW), a_channel("old"))
    design = a_design(a_role("mod"), unmanaged_channels=Unmanaged.DELETE)

    plan = the_plan(guild, design)

    assert calls(plan) == [(Action.EDIT_ROLE, "mod"), (Action.DELETE_CHANNEL, "old")]


def test_a_role_becomes_administrator_only_when_doomed_channels_are_gone() -> None:
    guild = LiveGuild(a_role("mod"), a_channel("old"))
    design = a_design(a_role("mod", permissions=ADMINISTRATOR), unmanaged_channels=Unmanaged.DELETE)

    plan = the_plan(guild, design)

    assert calls(plan) == [(Action.DELETE_CHANNEL, "old"), (Action.EDIT_ROLE, "mod")]
    assert comes_after(
        plan, the_step(plan, Action.EDIT_ROLE), the_step(plan, Action.DELETE_CHANNEL)
    )


def test_a_doomed_role_is_stripped_before_a_channel_opens_to_its_members() -> None:
    guild = LiveGuild(a_role("old", permissions=SEND), a_channel("desk", access=HIDDEN))
    design = a_design(
        a_channel("desk", access=access(everyone=(VIEW, 0))), unmanaged_roles=Unmanaged.DELETE
    )

    plan = the_plan(guild, design)

    strip = the_step(plan, Action.EDIT_ROLE)
    assert strip.extra
    assert comes_after(plan, the_step(plan, Action.EDIT_CHANNEL), strip)
    assert plan.steps[-1].action is Action.DELETE_ROLE


def test_what_a_doomed_role_is_denied_stays_until_the_role_is_gone() -> None:
    guild = LiveGuild(
        a_role("old"), a_role("mod"), a_channel("desk", access=access(old=(ATTACH, SEND)))
    )
    design = a_design(
        a_role("mod"),
        a_channel("desk", access=access(mod=(SEND, 0))),
        unmanaged_roles=Unmanaged.DELETE,
    )

    plan = the_plan(guild, design)

    assert the_step(plan, Action.EDIT_CHANNEL).body == {
        "permission_overwrites": [
            {"id": {"$ref": "role:mod"}, "type": 0, "allow": str(SEND), "deny": "0"},
            {"id": {"$ref": "role:old"}, "type": 0, "allow": "0", "deny": str(SEND)},
        ]
    }


def test_a_channel_that_only_loses_a_doomed_roles_overwrite_is_not_written() -> None:
    guild = LiveGuild(a_role("old"), a_channel("desk", access=access(old=(SEND, ATTACH))))
    design = a_design(a_channel("desk"), unmanaged_roles=Unmanaged.DELETE)

    plan = the_plan(guild, design)

    assert calls(plan) == [(Action.DELETE_ROLE, "old")]
    assert [change.id for change in plan.changes] == ["role:old:delete"]


def test_what_a_doomed_role_is_allowed_is_taken_before_others_are_given_what_meets_it() -> None:
    private = access(everyone=(0, VIEW), old=(VIEW, 0))
    guild = LiveGuild(a_role("old"), a_role("mod"), a_channel("desk", access=private))
    design = a_design(
        a_role("mod", permissions=SEND),
        a_channel("desk", access=HIDDEN),
        unmanaged_roles=Unmanaged.DELETE,
    )

    plan = the_plan(guild, design)

    taking = the_step(plan, Action.EDIT_CHANNEL)
    assert taking.extra
    assert comes_after(plan, the_step(plan, Action.EDIT_ROLE), taking)


def test_a_doomed_role_that_is_denied_something_goes_after_the_one_that_allows_it() -> None:
    guild = LiveGuild(
        a_role("denied"),
        a_role("allows", permissions=SEND),
        a_channel("desk", access=access(denied=(0, SEND))),
    )
    design = a_design(a_channel("desk"), unmanaged_roles=Unmanaged.DELETE)

    plan = the_plan(guild, design)

    denied, allows = (the_step(plan, Action.DELETE_ROLE, key) for key in ("denied", "allows"))
    assert comes_after(plan, denied, allows)
    assert plan.cost.extra_writes == 0


def test_two_doomed_roles_that_would_uncover_each_other_are_both_stripped() -> None:
    guild = LiveGuild(
        a_role("a", permissions=SEND),
        a_role("b", permissions=ATTACH),
        a_channel("desk", access=access(a=(0, ATTACH), b=(0, SEND))),
    )
    design = a_design(a_channel("desk"), unmanaged_roles=Unmanaged.DELETE)

    plan = the_plan(guild, design)

    assert sorted(step.key for step in plan.steps if step.extra) == ["a", "b"]
