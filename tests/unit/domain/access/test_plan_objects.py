"""What of a plan lies beyond the objects of a limited right."""

from dataclasses import replace

import pytest

from app.shared.domain.access.plan_objects import outside_changes, outside_plan
from app.shared.domain.blueprint.blueprint import Unmanaged
from app.shared.domain.planning.planner import make_plan
from app.shared.domain.planning.request import PlanRequest
from app.shared.domain.structure.bindings import Bindings, Kind
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.structure import Structure
from tests.support.builders import NOON, a_blueprint, a_channel, a_role, a_snapshot, a_structure
from tests.unit.domain.access.designs import (
    BEFORE,
    BOSS,
    CATEGORY,
    DESK,
    HALL,
    HELPER,
    ORDER_OF_CATEGORIES,
    ORDER_OF_DESK,
    objects,
    with_channel,
    with_roles,
)

LIVE = a_structure(
    a_role("1", name="Boss"),
    a_role("2", name="Helper"),
    a_channel("10", name="news"),
    a_channel("11", CATEGORY, name="desk"),
    a_channel("12", name="lobby", parent=Key("11")),
    a_channel("13", name="annex", parent=Key("11")),
    a_channel("14", CATEGORY, name="hall"),
    a_channel("15", name="stage", parent=Key("14")),
)
BOUND = Bindings()
for kind, id_, key in (
    (Kind.ROLE, 1, "boss"),
    (Kind.ROLE, 2, "helper"),
    (Kind.CHANNEL, 10, "news"),
    (Kind.CHANNEL, 11, "desk"),
    (Kind.CHANNEL, 12, "lobby"),
    (Kind.CHANNEL, 13, "annex"),
    (Kind.CHANNEL, 14, "hall"),
    (Kind.CHANNEL, 15, "stage"),
):
    BOUND = BOUND.bind(kind, Key(key), id_)


class TestPlans:
    """The same judgement on the changes of a plan, in the keys of the design."""

    @staticmethod
    def outside(within: frozenset[str], after: Structure, **fields: object) -> tuple[str, ...]:
        snapshot = a_snapshot(LIVE)
        plan = make_plan(
            PlanRequest(
                blueprint=replace(a_blueprint(), structure=after, **fields),  # type: ignore[arg-type]
                blueprint_version=1,
                snapshot=snapshot,
                bindings=BOUND,
                requester=None,
                now=NOON,
            )
        )
        assert plan.changes
        return outside_plan(within, plan, snapshot)

    @pytest.mark.parametrize(
        ("within", "after"),
        [
            (objects("channel:lobby"), with_channel("lobby", topic="Hi")),
            (objects("channel:desk"), with_channel("lobby", topic="Hi")),
            (objects("channel:desk"), with_channel("new", parent=DESK)),
            (objects("channel:desk", "channel:hall"), with_channel("lobby", parent=HALL)),
            (objects("channel:desk"), ORDER_OF_DESK),
            (objects("role:helper"), with_roles(BOSS, replace(HELPER, name="Aide"))),
        ],
    )
    def test_what_the_objects_reach_is_inside(
        self, within: frozenset[str], after: Structure
    ) -> None:
        assert self.outside(within, replace(after, settings={})) == ()

    @pytest.mark.parametrize(
        ("within", "after"),
        [
            ("channel:annex", with_channel("lobby", topic="Hi")),
            ("channel:lobby", with_channel("new", parent=DESK)),
            ("channel:new", with_channel("new")),
            ("channel:lobby", with_channel("lobby", parent=HALL)),
            ("channel:desk", with_channel("lobby", parent=HALL)),
            ("channel:hall", with_channel("lobby", parent=HALL)),
            ("channel:desk", with_channel("lobby", parent=None)),
            ("channel:lobby", ORDER_OF_DESK),
            ("channel:desk", ORDER_OF_CATEGORIES),
            ("role:boss", with_roles(BOSS, replace(HELPER, name="A"))),
            ("role:new", with_roles(BOSS, HELPER, a_role("new"))),
            ("role:helper", with_roles(HELPER, BOSS)),
            ("role:helper", replace(BEFORE, settings={"name": "Other"})),
        ],
    )
    def test_the_rest_is_outside(self, within: str, after: Structure) -> None:
        if after.settings == {"name": "Guild"}:
            after = replace(after, settings={})

        assert self.outside(objects(within), after)
        assert self.outside(frozenset(), after) == ()

    def test_deleting_is_for_those_who_reach_the_thing(self) -> None:
        after = replace(with_channel("lobby", gone=True), settings={})
        fields = {"unmanaged_channels": Unmanaged.DELETE}

        assert self.outside(objects("channel:desk"), after, **fields) == ()
        assert self.outside(objects("channel:lobby"), after, **fields) == ()
        assert self.outside(objects("channel:hall"), after, **fields)

    def test_archiving_moves_out_of_everybodys_reach(self) -> None:
        after = replace(with_channel("lobby", gone=True), settings={})

        assert self.outside(objects("channel:desk"), after, unmanaged_channels=Unmanaged.ARCHIVE)

    def test_a_category_of_the_name_of_no_category_is_none(self) -> None:
        after = replace(ORDER_OF_CATEGORIES, settings={})

        assert self.outside(objects("channel:-"), after)

    def test_no_changes_are_no_reach(self) -> None:
        assert outside_changes(objects("role:helper"), (), LIVE) == ()
