"""What the trail tells can be undone where it is told, by who may, after a question."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.pages.conftest import Staged
from tests.browser.pages.scenes.activity import (
    APPROVED,
    ENDED,
    FIRST,
    GRANTED,
    IDLE,
    POLICY,
    REVOKED,
    SAVED,
    activity_scene,
    entry,
    facts,
)
from tests.browser.pages.scenes.histories import BASE
from tests.browser.pages.scenes.runs import RUN
from tests.browser.pages.stage import GUILD, USER, Reply, Stage, problem


def activity(stage: Stage) -> Page:
    page = stage.ready(f"/g/{GUILD}/activity", "guild/activity.html")
    expect(page.locator(".event").first).to_be_visible()
    return page


def undo(page: Page, label: str) -> Locator:
    """The question that the button opens."""
    page.get_by_role("button", name=re.compile(f"^{label}, to undo: ")).click()
    return page.get_by_role("dialog")


def undo_buttons(page: Page) -> Locator:
    return page.locator(".event-undo button")


def test_a_saved_version_is_undone_by_restoring_the_one_before(staged: Staged) -> None:
    stage = staged(activity_scene(SAVED))
    page = activity(stage)

    dialog = undo(page, "Restore version 11")
    expect(dialog).to_contain_text("Nothing changes on the server before that is planned")
    assert stage.sent("POST .*") == []
    dialog.get_by_label("Message").fill("The library was too much")
    dialog.get_by_role("button", name="Restore version 11").click()
    expect(page.get_by_text("The design is as in version 11 again: version 13.")).to_be_visible()

    [sent] = stage.sent(f"POST {BASE}/versions/11/restore")
    assert sent.body == {"message": "The library was too much"}
    assert sent.headers["idempotency-key"]
    assert len(stage.sent(f"GET {BASE}/trail")) == 2


@pytest.mark.parametrize("told", [APPROVED, ENDED], ids=lambda one: one["action"])
def test_a_run_is_undone_by_a_plan_that_leads_back(staged: Staged, told: dict[str, Any]) -> None:
    stage = staged(activity_scene(told))
    page = activity(stage)

    undo(page, "Plan the way back").get_by_role("button", name="Plan the way back").click()
    page.wait_for_url("**/plans/f0f0*")

    assert len(stage.sent(f"POST {BASE}/runs/{RUN}/rollback")) == 1


def test_a_grant_is_undone_by_revoking_it(staged: Staged) -> None:
    stage = staged(activity_scene(GRANTED))
    page = activity(stage)

    dialog = undo(page, "Revoke")
    expect(dialog).to_contain_text("Revoke the rights of @Moderator?")
    expect(dialog).to_contain_text("View and Design on the whole server")
    dialog.get_by_role("button", name="Revoke the rights").click()
    expect(page.get_by_text("The rights were revoked.")).to_be_visible()

    assert len(stage.sent(f"DELETE {BASE}/grants/1")) == 1


def grant_again(page: Page, asked: str) -> None:
    dialog = undo(page, "Grant again")
    expect(dialog).to_contain_text(asked)
    dialog.get_by_role("button", name="Give the rights").click()
    expect(page.get_by_text("The rights were given again.")).to_be_visible()


def test_a_revoked_grant_is_given_again_as_it_was(staged: Staged) -> None:
    stage = staged(activity_scene(REVOKED))
    page = activity(stage)

    grant_again(page, "Give @Helper the same rights again?")

    [sent] = stage.sent(f"POST {BASE}/grants")
    assert sent.body == {
        "subject": {"kind": "role", "id": "13"},
        "rights": ["view", "design"],
        "objects": [],
        "expires_at": None,
        "note": "For the summer",
        "confirm_everyone": False,
    }


def test_giving_everybody_rights_again_says_so(staged: Staged) -> None:
    revoked = entry("access.revoked", "7", before=facts(f"role:{GUILD}"))
    stage = staged(activity_scene(revoked))
    page = activity(stage)

    grant_again(page, "Every member would hold these rights here: View and Design")

    [sent] = stage.sent(f"POST {BASE}/grants")
    assert sent.body["confirm_everyone"] is True


def test_a_policy_is_undone_by_setting_the_earlier_one(staged: Staged) -> None:
    stage = staged(activity_scene(POLICY))
    page = activity(stage)

    dialog = undo(page, "Set the earlier policy")
    expect(dialog).to_contain_text("One person is enough for every plan.")
    dialog.get_by_role("button", name="Set the earlier policy").click()
    expect(page.get_by_text("The earlier policy holds again.")).to_be_visible()

    [sent] = stage.sent(f"PUT {BASE}/policy")
    assert sent.body == {"two_person_from": None, "default_managers": True}


CANNOT = {
    "the first version": FIRST,
    "a run that sent nothing": IDLE,
    "a plan that was made": entry("plan.made", "ab" * 32),
    "a drift": entry("drift.found"),
    "a grant that is gone": entry("access.granted", "55", after=facts()),
    "a grant that is over": entry(
        "access.revoked", "7", before=facts(expires_at="2020-01-01T00:00:00+00:00")
    ),
    "a grant to a role that is gone": entry("access.revoked", "7", before=facts("role:99")),
    "a grant to oneself": entry("access.revoked", "7", before=facts(f"user:{USER}")),
    "a grant that stands again": entry(
        "access.revoked", "7", before=facts("role:11", rights=["approve", "design", "view"])
    ),
    "a policy that holds again": POLICY | {"before": POLICY["after"]},
}


@pytest.mark.parametrize("told", CANNOT.values(), ids=CANNOT)
def test_what_cannot_be_undone_has_no_button(staged: Staged, told: dict[str, Any]) -> None:
    page = activity(staged(activity_scene(told, GRANTED)))

    # The other one's stands, so that how rights stand is known.
    expect(undo_buttons(page)).to_have_count(1)
    expect(undo_buttons(page)).to_have_text("Revoke")


def test_without_the_right_nothing_is_offered_but_to_give_up_ones_own(staged: Staged) -> None:
    own = entry("access.granted", "1", after=facts(f"user:{USER}"))
    scene = activity_scene(SAVED, APPROVED, ENDED, GRANTED, REVOKED, POLICY, own)

    page = activity(staged(scene, rights=("view", "approve")))

    expect(undo_buttons(page)).to_have_count(1)
    undo_buttons(page).click()
    expect(page.get_by_role("dialog")).to_contain_text("Give up your own rights?")


def test_rights_that_one_does_not_hold_are_not_offered_again(staged: Staged) -> None:
    page = activity(staged(activity_scene(REVOKED, GRANTED), rights=("view", "manage_access")))

    expect(undo_buttons(page)).to_have_text(["Revoke"])


def test_a_refusal_is_told_in_the_question_and_the_message_stays(staged: Staged) -> None:
    stage = staged(activity_scene(SAVED))
    page = activity(stage)
    refused = problem(403, "access_denied", "You may design some parts only.", "Ask the owner.")
    stage.scene = stage.scene.on("POST .*/restore", refused)

    dialog = undo(page, "Restore version 11")
    dialog.get_by_label("Message").fill("Too much")
    dialog.get_by_role("button", name="Restore version 11").click()

    expect(dialog.get_by_role("alert")).to_contain_text("You may design some parts only.")
    expect(dialog.get_by_label("Message")).to_have_value("Too much")


def test_where_rights_cannot_be_read_the_trail_is_shown_all_the_same(staged: Staged) -> None:
    away = Reply({"detail": "Discord does not answer.", "code": "unavailable"}, 503)
    scene = activity_scene(SAVED, GRANTED).on(f"GET {BASE}/access", away)

    page = activity(staged(scene))

    expect(page.locator(".event")).to_have_count(2)
    expect(undo_buttons(page)).to_have_text(["Restore version 11"])
