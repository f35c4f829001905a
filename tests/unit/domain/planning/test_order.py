"""Order is compared, numbers are not; at most one call per set brings it about."""

from app.shared.domain.blueprint.blueprint import Unmanaged
from app.shared.domain.planning.plan import Plan
from app.shared.domain.planning.steps import Action
from app.shared.domain.structure.channels import Access, Channel, ChannelType, Overwrite
from app.shared.domain.structure.identifiers import EVERYONE, Key, role_target
from tests.support.builders import a_channel, a_role
from tests.unit.domain.planning.cases import (
    CATEGORY,
    LiveGuild,
    a_design,
    calls,
    comes_after,
    the_plan,
    the_step,
)


def rooms(*keys: str) -> list[Channel]:
    return [a_channel(key) for key in keys]


def test_numbers_with_gaps_and_ties_are_no_difference_while_the_order_is_right() -> None:
    guild = LiveGuild(
        a_role("a"), a_role("b"), a_channel("x"), a_channel("y"),
        numbers={"a": 1, "b": 1, "x": 7, "y": 7},
    )  # fmt: skip

    assert the_plan(guild, a_design(a_role("a"), a_role("b"), *rooms("x", "y"))).is_empty


def test_of_equal_role_numbers_the_lower_id_ranks_higher() -> None:
    guild = LiveGuild(a_role("a"), a_role("b"), numbers={"a": 1, "b": 1})

    plan = the_plan(guild, a_design(a_role("b"), a_role("a")))

    assert the_step(plan, Action.ORDER_ROLES).body == [
        {"id": {"$ref": "role:b"}, "position": 2},
    ]


def test_one_channel_that_moves_up_is_one_entry_of_one_call() -> None:
    guild = LiveGuild(
        *rooms("a", "b", "c", "d"),
        numbers={"a": 0, "b": 10, "c": 20, "d": 30},
    )

    plan = the_plan(guild, a_design(*rooms("d", "a", "b", "c")))

    assert len(plan.steps) == 1
    body = the_step(plan, Action.ORDER_CHANNELS).body
    assert isinstance(body, list)
    assert len(body) <= 2
    assert [change.id for change in plan.changes] == ["order:channels:move"]


def test_voice_below_text_is_how_discord_shows_them_and_no_difference() -> None:
    voice = a_channel("v", ChannelType.VOICE)
    guild = LiveGuild(voice, a_channel("t"))

    assert the_plan(guild, a_design(a_channel("t"), voice)).is_empty


def test_a_new_channel_is_made_at_its_place_without_a_second_call() -> None:
    guild = LiveGuild(*rooms("a", "b"), numbers={"a": 3, "b": 9})

    plan = the_plan(guild, a_design(*rooms("a", "n", "b")))

    body = the_step(plan, Action.CREATE_CHANNEL).body
    assert isinstance(body, dict)
    assert body["position"] == 4
    assert len(plan.steps) == 1


def test_where_there_is_no_room_the_order_is_sent_after_the_creations() -> None:
    guild = LiveGuild(*rooms("a", "b"))

    plan = the_plan(guild, a_design(*rooms("n", "a", "b")))

    ordering = the_step(plan, Action.ORDER_CHANNELS)
    assert comes_after(plan, ordering, the_step(plan, Action.CREATE_CHANNEL))
    assert ordering.changes == ("channel:n:create",)


def test_new_roles_are_followed_by_one_order_of_what_is_below_the_highest_new_one() -> None:
    guild = LiveGuild(a_role("top"), a_role("low"), numbers={"top": 9, "low": 1})

    plan = the_plan(guild, a_design(a_role("top"), a_role("new"), a_role("low")))

    ordering = the_step(plan, Action.ORDER_ROLES)
    assert ordering.body == [
        {"id": {"$ref": "role:low"}, "position": 1},
        {"id": {"$ref": "role:new"}, "position": 2},
    ]
    assert comes_after(plan, ordering, the_step(plan, Action.CREATE_ROLE))


def test_a_lone_new_role_needs_no_order() -> None:
    plan = the_plan(LiveGuild(), a_design(a_role("new")))

    assert calls(plan) == [(Action.CREATE_ROLE, "new")]


def test_a_new_role_that_is_listed_first_begins_below_the_bot() -> None:
    guild = LiveGuild(a_role("mod"))

    plan = the_plan(guild, a_design(a_role("new"), a_role("mod")))

    assert not plan.blocked
    assert the_step(plan, Action.ORDER_ROLES).body == [
        {"id": {"$ref": "role:mod"}, "position": 1},
        {"id": {"$ref": "role:new"}, "position": 2},
    ]


def test_a_move_is_an_edit_and_rides_in_the_order_where_that_is_sent_anyway() -> None:
    live = [a_channel("x"), a_channel("y"), a_channel("m"), a_channel("cat", CATEGORY)]
    guild = LiveGuild(*live)
    moved = a_channel("m", parent=Key("cat"))

    alone = the_plan(guild, a_design(a_channel("x"), a_channel("y"), live[3], moved))
    with_order = the_plan(guild, a_design(a_channel("y"), a_channel("x"), live[3], moved))

    assert the_step(alone, Action.EDIT_CHANNEL).body == {"parent_id": {"$ref": "channel:cat"}}
    assert len(alone.steps) == len(with_order.steps) == 1
    body = the_step(with_order, Action.ORDER_CHANNELS).body
    assert isinstance(body, list)
    assert {"$ref": "channel:cat"} in [e.get("parent_id") for e in body if isinstance(e, dict)]


def test_at_most_one_channel_rides() -> None:
    live = [*rooms("x", "y", "m", "n"), a_channel("cat", CATEGORY)]
    guild = LiveGuild(*live)
    design = a_design(
        *rooms("y", "x"),
        a_channel("cat", CATEGORY),
        a_channel("m", parent=Key("cat")),
        a_channel("n", parent=Key("cat")),
    )

    plan = the_plan(guild, design)

    assert sorted(action for action, _ in calls(plan)) == [
        Action.EDIT_CHANNEL,
        Action.ORDER_CHANNELS,
    ]


def test_moving_out_of_every_category_sends_null() -> None:
    guild = LiveGuild(a_channel("cat", CATEGORY), a_channel("m", parent=Key("cat")))

    plan = the_plan(guild, a_design(a_channel("m"), a_channel("cat", CATEGORY)))

    assert the_step(plan, Action.EDIT_CHANNEL).body == {"parent_id": None}


def test_the_order_is_sent_after_channels_have_moved_and_changed_their_kind() -> None:
    cat = a_channel("cat", CATEGORY)
    guild = LiveGuild(*rooms("x", "y", "m"), cat)
    moved = a_channel("m", parent=Key("cat"), topic="moved")

    plan = the_plan(guild, a_design(*rooms("y", "x"), cat, moved))

    assert comes_after(
        plan, the_step(plan, Action.ORDER_CHANNELS), the_step(plan, Action.EDIT_CHANNEL)
    )


def test_a_channel_that_is_edited_anyway_takes_its_number_along() -> None:
    guild = LiveGuild(*rooms("a", "b"), numbers={"a": 1, "b": 2})

    plan = the_plan(guild, a_design(a_channel("b", topic="first"), a_channel("a")))

    assert len(plan.steps) == 1
    edit = the_step(plan, Action.EDIT_CHANNEL)
    assert edit.body == {"topic": "first", "position": 0}
    assert set(edit.changes) == {change.id for change in plan.changes}


def test_an_edit_brings_no_number_where_the_channel_can_keep_its_own() -> None:
    guild = LiveGuild(*rooms("a", "b"), numbers={"a": 0, "b": 1})

    plan = the_plan(guild, a_design(a_channel("b", topic="x"), a_channel("a", topic="y")))

    bodies = [step.body for step in plan.steps]
    assert sum(isinstance(body, dict) and "position" in body for body in bodies) == 1


def test_what_moves_takes_no_number_along_since_discord_would_ignore_it() -> None:
    cat = a_channel("cat", CATEGORY)
    inside = a_channel("in", parent=Key("cat"))
    guild = LiveGuild(a_channel("m"), cat, inside, numbers={"m": 9, "cat": 0, "in": 3})
    moved = a_channel("m", parent=Key("cat"), topic="moved")

    plan = the_plan(guild, a_design(cat, moved, inside))

    edit = the_step(plan, Action.EDIT_CHANNEL)
    assert isinstance(edit.body, dict)
    assert "position" not in edit.body
    assert comes_after(plan, the_step(plan, Action.ORDER_CHANNELS), edit)


def test_where_an_edit_may_be_left_out_its_number_is_sent_with_the_order() -> None:
    before = {role_target(EVERYONE): Overwrite(0, 1 << 11)}
    after = {role_target(EVERYONE): Overwrite(0, 1 << 10)}
    cat = Key("cat")
    guild = LiveGuild(
        a_channel("cat", CATEGORY, access=before),
        a_channel("a", parent=cat, access=before),
        a_channel("b", parent=cat, access=before),
        numbers={"cat": 0, "a": 0, "b": 1},
    )
    design = a_design(
        a_channel("cat", CATEGORY, access=after),
        a_channel("b", parent=cat, access=after),
        a_channel("a", parent=cat, access=after),
    )

    plan = the_plan(guild, design)

    assert the_step(plan, Action.ORDER_CHANNELS).body


def test_where_no_number_is_free_new_channels_share_one_and_are_made_one_by_one() -> None:
    guild = LiveGuild(*rooms("a", "b"), numbers={"a": 0, "b": 1})

    plan = the_plan(guild, a_design(*rooms("a", "n", "m", "b")))

    first, second = plan.steps
    assert [step.body["position"] for step in plan.steps] == [0, 0]  # type: ignore[index,call-overload]
    assert (first.key, second.key) == ("n", "m")
    assert first.number in second.needs


def test_channels_fall_out_of_a_deleted_category_without_a_call_of_their_own() -> None:
    live = [a_channel("cat", CATEGORY), *(a_channel(k, parent=Key("cat")) for k in ("a", "b"))]
    guild = LiveGuild(*live)
    design = a_design(
        a_channel("a"), a_channel("b", topic="new"), unmanaged_channels=Unmanaged.DELETE
    )

    plan = the_plan(guild, design)

    assert calls(plan) == [(Action.EDIT_CHANNEL, "b"), (Action.DELETE_CHANNEL, "cat")]
    assert the_step(plan, Action.EDIT_CHANNEL).body == {"topic": "new"}
    falling = {"channel:cat:delete", "channel:a:move", "channel:b:move"}
    assert set(the_step(plan, Action.DELETE_CHANNEL).changes) == falling


def test_new_roles_below_all_others_are_made_from_the_top_and_then_looked_at() -> None:
    guild = LiveGuild(a_role("old"), numbers={"old": 5})

    plan = the_plan(guild, a_design(a_role("old"), a_role("n"), a_role("m")))

    above, below, ordering = plan.steps
    assert (above.key, below.key) == ("n", "m")
    assert above.number in below.needs
    assert {above.number, below.number} <= ordering.needs
    listed = [{"$ref": f"role:{key}"} for key in ("old", "n", "m")]
    assert ordering.unless_already == {"roles": listed}
    assert ordering.extra
    assert (plan.cost.writes, plan.cost.extra_writes, plan.cost.spare_writes) == (3, 1, 1)


def test_new_roles_above_another_are_made_side_by_side_and_put_in_order() -> None:
    guild = LiveGuild(a_role("old"), numbers={"old": 5})

    plan = the_plan(guild, a_design(a_role("n"), a_role("old"), a_role("m")))

    one, other, ordering = plan.steps
    assert not one.needs | other.needs
    assert ordering.unless_already is None
    assert not ordering.extra


def a_move_into(category_before: Access, category_after: Access, own: Access) -> Plan:
    """Beside another order, into a category whose overwrites change."""
    cat = Key("cat")
    guild = LiveGuild(
        *rooms("x", "y"),
        a_channel("m", access=own),
        a_channel(cat, CATEGORY, access=category_before),
    )
    return the_plan(
        guild,
        a_design(
            *rooms("y", "x"),
            a_channel(cat, CATEGORY, access=category_after),
            a_channel("m", parent=cat, access=own),
        ),
    )


def test_a_move_rides_into_a_category_that_changes_unless_it_could_be_changed_with_it() -> None:
    closed = {role_target(EVERYONE): Overwrite(0, 1 << 10)}
    quiet = {role_target(EVERYONE): Overwrite(0, 1 << 11)}

    unlike = a_move_into(quiet, closed, own={})
    alike = a_move_into(quiet, closed, own=quiet)

    assert len(unlike.steps) == 2
    assert sorted(action for action, _ in calls(alike)) == [
        Action.EDIT_CHANNEL,
        Action.EDIT_CHANNEL,
        Action.ORDER_CHANNELS,
    ]
