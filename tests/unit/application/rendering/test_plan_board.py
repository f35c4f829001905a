"""A plan as the web shows it: groups, words, needs, and what going back cannot bring back."""

import json
from dataclasses import replace
from typing import Any

from app.shared.application.planning.show_plan import ShownPlan
from app.shared.application.ports.plan_line import PlanId
from app.shared.application.ports.unit_of_work import SnapshotId, StoredPlan
from app.shared.application.rendering.plan_board import plan_board
from app.shared.application.rendering.plan_parts import Names, thing
from app.shared.application.rendering.plan_view import change_lines
from app.shared.domain.permissions.bits import BY_NAME
from app.shared.domain.planning.access import AccessChange
from app.shared.domain.planning.changes import Change, ChangeKind, FieldChange, Risk, Subject
from app.shared.domain.planning.plan import Plan
from app.shared.domain.runs.run import RunId
from app.shared.domain.structure.channels import ChannelType
from app.shared.domain.structure.identifiers import Key, role_target
from tests.support.builders import a_blueprint, a_channel, a_plan, a_role, a_run

VIEW = BY_NAME["VIEW_CHANNEL"].value


def change(subject: Subject, kind: ChangeKind, key: str, **more: Any) -> Change:
    fields = tuple(FieldChange(field=f, before=b, after=a) for f, b, a in more.pop("fields", ()))
    return Change(subject=subject, kind=kind, key=Key(key), name=key, fields=fields, **more)


def board(plan: Plan, rolls_back: str = "", **more: Any) -> dict[str, Any]:
    stored = StoredPlan(
        id=PlanId(1),
        plan=plan,
        snapshot_id=SnapshotId(1),
        rolls_back=RunId(rolls_back) if rolls_back else None,
    )
    shown = plan_board(ShownPlan(**{"stored": stored, "run": None, "needs": {}, **more}))
    json.dumps(shown)
    return shown


DESIGN = a_blueprint(
    a_role("helper"),
    a_channel("hall"),
    a_channel("club", ChannelType.CATEGORY, name="Club"),
    a_channel("lobby", parent=Key("club")),
)


def test_changes_stand_in_groups_as_the_server_will() -> None:
    changes = (
        change(Subject.CHANNEL, ChangeKind.UPDATE, "lobby"),
        change(Subject.CHANNEL, ChangeKind.CREATE, "club"),
        change(Subject.CHANNEL, ChangeKind.DELETE, "old", risk=Risk.DESTRUCTIVE, loses="All."),
        change(Subject.CHANNEL, ChangeKind.CREATE, "hall"),
        change(Subject.SETTINGS, ChangeKind.UPDATE, "settings"),
        change(Subject.ROLE, ChangeKind.CREATE, "helper"),
    )

    groups = board(a_plan(blueprint=DESIGN, changes=changes))["groups"]

    assert [(g["title"], [c["id"] for c in g["changes"]]) for g in groups] == [
        ("Roles", ["role:helper:create"]),
        ("Channels without a category", ["channel:hall:create"]),
        ("Club", ["channel:lobby:update", "channel:club:create"]),
        ("Not in the design", ["channel:old:delete"]),
        ("Server", ["settings:settings:update"]),
    ]
    (deleted,) = groups[3]["changes"]
    assert (deleted["sign"], deleted["loses"], deleted["destructive"]) == ("−", "All.", True)


def test_a_category_called_like_a_group_is_its_own() -> None:
    design = a_blueprint(a_role("helper"), a_channel("k", ChannelType.CATEGORY, name="Roles"))
    changes = (
        change(Subject.ROLE, ChangeKind.CREATE, "helper"),
        change(Subject.CHANNEL, ChangeKind.CREATE, "k"),
    )

    groups = board(a_plan(blueprint=design, changes=changes))["groups"]

    assert [group["title"] for group in groups] == ["Roles", "Roles"]


def test_fields_have_words_and_changes_say_what_they_need() -> None:
    lobby = change(
        Subject.CHANNEL,
        ChangeKind.UPDATE,
        "lobby",
        fields=[("slowmode", 0, 30), ("access.role:helper", None, {"allow": VIEW, "deny": 0})],
    )
    plan = a_plan(blueprint=DESIGN, changes=(lobby,))

    (group,) = board(plan, needs={lobby.id: {"role:helper:create"}})["groups"]

    (shown,) = group["changes"]
    assert shown["title"] == "#lobby"
    assert shown["remark"] == "same channel, messages stay"
    assert shown["needs"] == ["role:helper:create"]
    assert shown["fields"] == [
        {"field": "slowmode", "label": "slowmode", "before": "off", "after": "30 s"},
        {
            "field": "access",
            "label": "@Helper",
            "before": "no rule",
            "after": "allows View Channels",
        },
    ]


def test_gains_are_told_by_whom_and_where() -> None:
    access = AccessChange(
        target=role_target(Key("helper")), channel=Key("lobby"), gained=VIEW, lost=0, members=3
    )

    assert board(a_plan(blueprint=DESIGN, access=(access,)))["access_view"] == [
        {
            "who": "@Helper",
            "members": 3,
            "gained": ["View Channels"],
            "lost": [],
            "places": ["#lobby"],
        }
    ]


def test_a_way_back_says_what_it_cannot_bring_back() -> None:
    lost = change(Subject.CHANNEL, ChangeKind.CREATE, "hall", loses="It comes back with a new id.")

    shown = board(a_plan(blueprint=DESIGN, changes=(lost,)), rolls_back="abc")

    assert shown["labels"] == [{"title": "#hall", "text": "It comes back with a new id."}]
    assert shown["rollback_of"] == "abc"
    assert shown["origin_text"] == "back to before run abc"
    assert shown["groups"][0]["changes"][0]["label"] == "It comes back with a new id."


def test_the_run_of_the_plan_is_named() -> None:
    plan = a_plan()

    shown = board(plan, run=a_run("run-1", plan))

    assert (shown["run_id"], shown["run_state"]) == ("run-1", "queued")
    assert (shown["hash"], shown["cost_text"]) == (
        plan.hash,
        "1 call, about 1 s, 1 new role; Discord allows about 250 in two days",
    )


def test_what_there_is_one_of_is_named_without_its_kind() -> None:
    order = change(Subject.ORDER, ChangeKind.MOVE, "channels")
    order = replace(order, name="order of the channels")
    role = change(Subject.ROLE, ChangeKind.DELETE, "Helper")

    assert thing(order) == "the order of the channels"
    assert thing(role) == "role Helper"
    assert str(next(iter(change_lines(order, Names(a_plan()))))).count("order") == 1
