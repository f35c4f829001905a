"""Picking some changes, and what must come along."""

import pytest

from app.shared.domain.blueprint.blueprint import Unmanaged
from app.shared.domain.planning.plan import Plan
from app.shared.domain.planning.selection import ChangeUnknown
from app.shared.domain.structure.channels import ChannelType
from app.shared.domain.structure.identifiers import Key
from tests.support.builders import a_channel, a_role
from tests.unit.domain.planning.cases import CATEGORY, SEND, LiveGuild, a_design, access, the_plan


def changed(plan: Plan) -> set[str]:
    return {change.id for change in plan.changes}


def test_a_new_channel_brings_its_category_and_the_roles_it_names() -> None:
    design = a_design(
        a_role("mod"),
        a_role("other"),
        a_channel("desk", CATEGORY),
        a_channel("room", parent=Key("desk"), access=access(mod=(SEND, 0))),
    )

    plan = the_plan(LiveGuild(), design, selected=frozenset({"channel:room:create"}))

    assert changed(plan) == {"channel:room:create", "channel:desk:create", "role:mod:create"}


def test_what_is_not_picked_stays_as_it_is_live() -> None:
    guild = LiveGuild(
        a_role("mod"), a_role("old"), a_channel("desk", topic="live"), a_channel("attic")
    )
    design = a_design(
        a_role("mod", hoist=True),
        a_channel("desk", topic="design", name="table"),
        unmanaged_roles=Unmanaged.DELETE,
        unmanaged_channels=Unmanaged.DELETE,
    )

    plan = the_plan(guild, design, selected=frozenset({"role:mod:update", "role:old:delete"}))

    assert changed(plan) == {"role:mod:update", "role:old:delete"}


def test_the_order_can_be_left_out() -> None:
    guild = LiveGuild(a_role("a"), a_role("b"))
    design = a_design(a_role("b", hoist=True), a_role("a"))

    plan = the_plan(guild, design, selected=frozenset({"role:b:update"}))

    assert changed(plan) == {"role:b:update"}


def test_a_channel_that_is_made_anew_takes_its_predecessor_along() -> None:
    guild = LiveGuild(a_channel("talk"), a_channel("desk"))
    design = a_design(a_channel("talk", ChannelType.VOICE), a_channel("desk", topic="x"))
    old = f"channel:{guild.ids[Key('talk')]}:delete"

    both = the_plan(guild, design, selected=frozenset({"channel:talk:create"}))
    neither = the_plan(guild, design, selected=frozenset({"channel:desk:update"}))

    assert changed(both) == {"channel:talk:create", old}
    assert changed(neither) == {"channel:desk:update"}
    assert neither.bindings == guild.bindings


def test_a_category_goes_with_the_channels_in_it() -> None:
    guild = LiveGuild(a_channel("desk", CATEGORY), a_channel("room", parent=Key("desk")))
    design = a_design(unmanaged_channels=Unmanaged.DELETE)

    plan = the_plan(guild, design, selected=frozenset({"channel:desk:delete"}))

    assert changed(plan) == {"channel:desk:delete", "channel:room:delete"}


def test_archiving_one_channel_leaves_the_others_where_they_are() -> None:
    guild = LiveGuild(a_channel("one"), a_channel("two"))
    design = a_design(unmanaged_channels=Unmanaged.ARCHIVE)

    plan = the_plan(guild, design, selected=frozenset({"channel:one:move"}))

    assert changed(plan) == {"channel:one:move", "channel:guildwright-archive:create"}
    assert all(change.archived for change in plan.changes if change.key == "one")


def test_something_that_is_no_change_is_refused_by_name() -> None:
    with pytest.raises(ChangeUnknown, match="role:ghost:delete"):
        the_plan(LiveGuild(), a_design(), selected=frozenset({"role:ghost:delete"}))
