"""Archiving instead of deleting."""

from datetime import timedelta

from app.shared.domain.blueprint.blueprint import Unmanaged
from app.shared.domain.planning.archive import ARCHIVE
from app.shared.domain.planning.changes import ChangeKind
from app.shared.domain.planning.steps import Action
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.snapshot import Coverage
from tests.support.builders import NOON, a_channel, a_role
from tests.support.simulated_guild import SimulatedGuild
from tests.unit.domain.planning.cases import (
    CATEGORY,
    SEND,
    VIEW,
    LiveGuild,
    a_design,
    access,
    calls,
    the_plan,
    the_step,
)

LOCKED = [
    {"id": "77", "type": 1, "allow": str(VIEW), "deny": "0"},
    {"id": {"$ref": "role:everyone"}, "type": 0, "allow": "0", "deny": str(VIEW)},
]


def test_an_unmanaged_channel_moves_into_a_locked_category() -> None:
    guild = LiveGuild(a_role("mod"), a_channel("old", access=access(mod=(SEND, 0))))

    plan = the_plan(guild, a_design(a_role("mod"), unmanaged_channels=Unmanaged.ARCHIVE))

    assert calls(plan) == [(Action.CREATE_CHANNEL, ARCHIVE), (Action.EDIT_CHANNEL, "old")]
    body = the_step(plan, Action.CREATE_CHANNEL).body
    assert isinstance(body, dict)
    assert body["permission_overwrites"] == LOCKED
    assert the_step(plan, Action.EDIT_CHANNEL).body == {
        "parent_id": {"$ref": f"channel:{ARCHIVE}"},
        "permission_overwrites": LOCKED,
    }


def test_the_change_says_that_it_archives_and_when_the_channel_may_be_purged() -> None:
    plan = the_plan(LiveGuild(a_channel("old")), a_design(unmanaged_channels=Unmanaged.ARCHIVE))

    change = next(change for change in plan.changes if change.key == "old")
    assert change.kind is ChangeKind.MOVE
    assert change.archived
    told = {field.field: field.after for field in change.fields}
    assert told["purge_after"] == (NOON + timedelta(days=30)).date().isoformat()


def test_archiving_again_changes_nothing() -> None:
    guild = LiveGuild(a_channel("old"))
    design = a_design(unmanaged_channels=Unmanaged.ARCHIVE)
    plan = the_plan(guild, design)
    simulated = SimulatedGuild(guild.snapshot, plan.bindings)
    for step in plan.steps:
        simulated.apply(step)

    again = the_plan(guild, design, snapshot=simulated.snapshot(), bindings=simulated.bindings)

    assert again.is_empty


def test_a_category_that_is_left_empty_goes_and_one_that_is_used_stays() -> None:
    guild = LiveGuild(
        a_channel("empty", CATEGORY),
        a_channel("old", parent=Key("empty")),
        a_channel("used", CATEGORY),
        a_channel("kept", parent=Key("used")),
    )
    kept = a_channel("kept", parent=Key("used"))
    design = a_design(kept, unmanaged_channels=Unmanaged.ARCHIVE)

    plan = the_plan(guild, design)

    deleted = [key for action, key in calls(plan) if action is Action.DELETE_CHANNEL]
    assert deleted == ["empty"]


def test_a_category_stays_where_hidden_channels_may_be_in_it() -> None:
    guild = LiveGuild(a_channel("empty", CATEGORY), coverage=Coverage(sees_all_channels=False))

    for policy in (Unmanaged.ARCHIVE, Unmanaged.DELETE):
        assert the_plan(guild, a_design(unmanaged_channels=policy)).is_empty


def test_a_full_archive_is_followed_by_another() -> None:
    guild = LiveGuild(*(a_channel(f"old{n}") for n in range(51)))

    plan = the_plan(guild, a_design(unmanaged_channels=Unmanaged.ARCHIVE))

    created = [key for action, key in calls(plan) if action is Action.CREATE_CHANNEL]
    assert created == [ARCHIVE, f"{ARCHIVE}-2"]


def test_an_archived_role_loses_its_permissions_and_keeps_its_members() -> None:
    guild = LiveGuild(a_role("old", permissions=SEND | 1 << 60))

    plan = the_plan(guild, a_design(unmanaged_roles=Unmanaged.ARCHIVE))

    assert the_step(plan, Action.EDIT_ROLE).body == {"permissions": str(1 << 60)}
    assert plan.changes[0].archived
