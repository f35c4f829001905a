"""A bot that is no administrator keeps what access it needs for the rest of the run."""

from dataclasses import replace

from app.shared.domain.permissions.bits import MANAGE_CHANNELS, MANAGE_ROLES
from app.shared.domain.planning.plan import Plan
from app.shared.domain.planning.steps import Action
from app.shared.domain.structure.channels import Channel
from app.shared.domain.structure.identifiers import Key
from tests.support.builders import a_channel
from tests.unit.domain.planning.cases import (
    CATEGORY,
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


def a_plan_for_a_moderating_bot(live: list[Channel], wanted: list[Channel]) -> Plan:
    guild = LiveGuild(*live)
    structure = guild.snapshot.structure
    held = VIEW | MANAGE_CHANNELS | MANAGE_ROLES
    roles = (replace(structure.roles[0], permissions=held), *structure.roles[1:])
    snapshot = replace(guild.snapshot, structure=replace(structure, roles=roles))
    return the_plan(guild, a_design(*wanted), snapshot=snapshot)


def test_it_loses_sight_of_a_category_after_it_has_made_channels_there() -> None:
    new = a_channel("new", parent=Key("desk"), access=access(everyone=(SEND, 0)))

    plan = a_plan_for_a_moderating_bot(
        [a_channel("desk", CATEGORY)], [a_channel("desk", CATEGORY, access=HIDDEN), new]
    )

    hiding = the_step(plan, Action.EDIT_CHANNEL, "desk")
    assert comes_after(plan, hiding, the_step(plan, Action.CREATE_CHANNEL, "new"))


def test_a_channel_that_would_be_hidden_from_it_with_its_category_is_kept_apart() -> None:
    room = a_channel("room", parent=Key("desk"))

    plan = a_plan_for_a_moderating_bot(
        [a_channel("desk", CATEGORY), room], [a_channel("desk", CATEGORY, access=HIDDEN), room]
    )

    apart = the_step(plan, Action.PUT_OVERWRITE, "room")
    assert apart.target == "77"
    assert comes_after(plan, the_step(plan, Action.EDIT_CHANNEL, "desk"), apart)
