"""The page of one plan: what is ticked, what must come along, and when it may be run."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.pages.conftest import Staged
from tests.browser.pages.scenes.plans import (
    AGAIN,
    BASE,
    BLOCKS,
    HELPER,
    INFORMS,
    LIBRARY,
    LOBBY,
    OLD_EVENTS,
    PART,
    PLAN,
    READING,
    WARNS,
    chosen,
    plan,
    plan_scene,
)
from tests.browser.pages.stage import GUILD, Scene, Stage, problem

PATH = f"/g/{GUILD}/plans/{PLAN}"


def opened(stage: Stage) -> Page:
    return stage.ready(PATH, "guild/plan.html")


def tick(page: Page, id: str) -> None:
    page.locator(f'[id="change-{id}"] input').click()


def run_button(page: Page) -> Locator:
    return page.get_by_role("region", name="Decision").get_by_role("button")


def settle(page: Page) -> None:
    """Tick what is lost as well, so that the whole plan is chosen."""
    tick(page, OLD_EVENTS)
    tick(page, "role:event-crew:delete")


def test_nothing_that_destroys_is_ticked_from_the_start(staged: Staged) -> None:
    page = opened(staged(plan_scene()))

    expect(page.locator(".change.destructive input:checked")).to_have_count(0)
    expect(page.locator(".change:not(.destructive) input:checked")).to_have_count(6)
    expect(run_button(page)).to_have_text("Run 6 of 8 changes")


def test_the_button_names_what_will_be_deleted(staged: Staged) -> None:
    page = opened(staged(plan_scene()))

    settle(page)

    expect(run_button(page)).to_have_text("Delete 1 role and 1 channel and run")
    expect(run_button(page)).to_have_class(re.compile("button-danger"))


def test_a_deletion_is_asked_about_and_sent_as_confirmed(staged: Staged) -> None:
    stage = staged(plan_scene())
    page = opened(stage)
    settle(page)

    run_button(page).click()
    expect(page.get_by_role("dialog")).to_contain_text("1,204 messages go for good.")
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    page.wait_for_url("**/runs/9fdc1f4be5798956")

    [apply] = stage.sent(f"POST {BASE}/{PLAN}/apply")
    assert set(apply.body["confirmed"]) == {OLD_EVENTS, "role:event-crew:delete"}
    assert apply.headers["idempotency-key"]


def test_backing_out_of_the_question_sends_nothing(staged: Staged) -> None:
    stage = staged(plan_scene())
    page = opened(stage)
    settle(page)

    run_button(page).click()
    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_have_count(0)
    assert stage.sent("POST .*/apply") == []


def test_what_a_ticked_change_needs_comes_along_and_says_for_what(staged: Staged) -> None:
    page = opened(staged(plan_scene()))

    tick(page, LIBRARY)

    row = page.locator(f'[id="change-{LIBRARY}"]')
    expect(row).to_contain_text("Also needed for #reading-list")
    expect(row.locator("input")).to_be_checked()
    expect(row.locator("input")).to_be_disabled()


def test_leaving_out_what_needs_it_frees_it_again(staged: Staged) -> None:
    page = opened(staged(plan_scene()))
    tick(page, LIBRARY)

    tick(page, READING)

    expect(page.locator(f'[id="change-{LIBRARY}"] input')).not_to_be_checked()
    expect(run_button(page)).to_have_text("Run 4 of 8 changes")


def test_a_part_is_run_by_its_own_plan(staged: Staged) -> None:
    stage = staged(plan_scene())
    page = opened(stage)
    expect(page.get_by_role("region", name="Decision")).to_contain_text("12 calls")

    run_button(page).click()
    page.wait_for_url("**/runs/*")

    assert [one.path for one in stage.sent("POST .*/apply")] == [f"{BASE}/{PART}/apply"]


def test_a_ticked_part_is_told_with_its_own_findings_access_and_costs(staged: Staged) -> None:
    others = [{"who": "@Artist", "members": 7, "gained": ["Connect"], "lost": [], "places": []}]
    scene = plan_scene(findings_view=[WARNS]).on(
        f"POST {BASE}/{PLAN}/choose",
        lambda asked: chosen(asked, findings_view=[INFORMS], access_view=others),
    )
    page = opened(staged(scene))

    findings = page.get_by_role("region", name="Findings")
    access = page.get_by_role("region", name="Access afterwards")
    expect(findings).to_contain_text(INFORMS["what"])
    expect(findings).not_to_contain_text(WARNS["what"])
    expect(access).to_contain_text("@Artist")
    expect(access).not_to_contain_text("@everyone")
    expect(page.locator(".cost")).to_have_text("12 calls, about 4 s")
    expect(page.locator(".for-all, .dimmed")).to_have_count(0)

    settle(page)

    expect(findings).to_contain_text(WARNS["what"])
    expect(access).to_contain_text("@everyone")
    expect(page.locator(".cost")).to_contain_text("23 calls")
    expect(page.locator(".for-all, .dimmed")).to_have_count(0)


def test_until_the_part_is_known_the_whole_plan_is_told_as_that(staged: Staged) -> None:
    page = opened(staged(plan_scene()))
    expect(page.locator(".cost")).to_have_text("12 calls, about 4 s")
    page.evaluate("() => { window.fetch = () => new Promise(() => {}); }")

    tick(page, LOBBY)

    for name in ("Findings", "Access afterwards"):
        section = page.get_by_role("region", name=name)
        expect(section).to_have_class("dimmed")
        expect(section).to_contain_text("for all changes")
    expect(page.locator(".cost")).to_contain_text("23 calls")
    expect(page.locator(".cost")).to_contain_text("for all changes")


def test_a_needed_deletion_must_be_allowed_by_hand(staged: Staged) -> None:
    groups = plan()["groups"]
    changes = [
        {**one, "needs": [OLD_EVENTS]} if one["id"] == HELPER else one
        for one in groups[0]["changes"]
    ]
    scene = plan_scene(groups=[{**groups[0], "changes": changes}, *groups[1:]]).on(
        f"POST {BASE}/{PLAN}/choose", lambda asked: {"closure": [*asked.body["chosen"], OLD_EVENTS]}
    )
    page = opened(staged(scene))

    expect(run_button(page)).to_be_disabled()
    expect(page.locator("#decide-why")).to_contain_text("#old-events is needed by what you ticked")
    tick(page, OLD_EVENTS)

    expect(run_button(page)).to_be_enabled()


def test_a_plan_that_a_finding_blocks_cannot_be_run_and_says_why(staged: Staged) -> None:
    scene = plan_scene(blocked=True, findings_view=[BLOCKS]).on(
        f"POST {BASE}/{PLAN}/choose", {"closure": [], "plan": plan(blocked=True)}
    )
    page = opened(staged(scene))

    expect(run_button(page)).to_be_disabled()
    expect(page.locator("#decide-why")).to_contain_text("A finding keeps this plan from running")


def test_i_have_done_it_leads_to_the_new_plan(staged: Staged) -> None:
    page = opened(staged(plan_scene(blocked=True, findings_view=[BLOCKS])))

    page.get_by_role("button", name="I have done it").click()

    page.wait_for_url(f"**/plans/{AGAIN}")


def test_a_changed_server_is_told_and_one_click_plans_again(staged: Staged) -> None:
    scene = plan_scene().on(
        f"GET {BASE}/{PLAN}/changed", {"sentences": ["#memes was renamed to #jokes."]}
    )
    page = opened(staged(scene))

    expect(page.get_by_role("alert")).to_contain_text("#memes was renamed to #jokes.")
    expect(run_button(page)).to_be_disabled()
    page.get_by_role("button", name="Plan again").click()

    page.wait_for_url(f"**/plans/{AGAIN}")


def test_a_plan_found_stale_at_the_press_says_what_changed(staged: Staged) -> None:
    answers = iter([{"sentences": []}, {"sentences": ["@Helper exists already."]}])
    stale = problem(409, "plan_stale", "The server has changed since.", "Plan again.")
    scene = (
        plan_scene()
        .on(f"GET {BASE}/{PLAN}/changed", lambda _: next(answers))
        .on("POST .*/apply", stale)
    )
    page = opened(staged(scene))

    run_button(page).click()

    expect(page.get_by_role("alert")).to_contain_text("@Helper exists already.")


def test_what_was_left_out_stays_left_out_after_planning_again(staged: Staged) -> None:
    again = plan(hash=AGAIN)
    stage = staged(
        plan_scene(findings_view=[BLOCKS])
        .on(f"GET {BASE}/{AGAIN}", again)
        .on(f"GET {BASE}/{AGAIN}/changed", {"sentences": []})
        .on(f"POST {BASE}/{AGAIN}/choose", chosen)
    )
    stage.serve(f"/g/{GUILD}/plans/{AGAIN}", "guild/plan.html")
    page = opened(stage)
    tick(page, LOBBY)

    page.get_by_role("button", name="I have done it").click()
    page.wait_for_url(f"**/plans/{AGAIN}")

    expect(page.locator(f'[id="change-{LOBBY}"] input')).not_to_be_checked()
    expect(run_button(page)).to_have_text("Run 5 of 8 changes")


def test_a_second_person_is_asked_for_with_the_link(staged: Staged) -> None:
    policy = {"two_person": True, "have": 0, "need": 1, "rejected": False, "ready": False}
    page = opened(staged(plan_scene(review_policy=policy)))

    expect(page.locator(".two-person")).to_contain_text("0 of 1 approval is there")
    page.locator(".two-person").get_by_role("button", name="Copy the link").click()

    expect(page.locator(".two-person").get_by_text("Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").endswith(PATH)


def test_a_comment_goes_with_the_rejection(staged: Staged) -> None:
    stage = staged(plan_scene())
    page = opened(stage)

    page.get_by_label("Comment").fill("Not before the event.")
    page.get_by_role("button", name="Reject").click()
    expect(page.get_by_label("Comment")).to_have_value("")

    [review] = stage.sent("POST .*/reviews")
    assert review.body == {"verdict": "reject", "comment": "Not before the event."}


def test_a_refused_approval_keeps_what_was_typed(staged: Staged) -> None:
    refused = problem(
        403, "access_denied", "You may not approve plans here.", "Ask the owner.", "r-77"
    )
    page = opened(staged(plan_scene().on("POST .*/reviews", refused)))

    page.get_by_label("Comment").fill("Fine by me.")
    page.get_by_role("button", name="Approve", exact=True).click()

    expect(page.get_by_role("alert")).to_contain_text("You may not approve plans here.")
    expect(page.get_by_label("Comment")).to_have_value("Fine by me.")


def test_somebody_without_the_right_sees_everything_and_can_change_nothing(staged: Staged) -> None:
    page = opened(staged(plan_scene(), rights=("view",)))

    expect(page.get_by_role("note")).to_contain_text(
        "Read only. To run this plan you need the right Apply"
    )
    expect(page.locator(".change input:enabled")).to_have_count(0)
    expect(run_button(page)).to_be_disabled()


def test_an_empty_plan_says_so(staged: Staged) -> None:
    page = opened(staged(plan_scene(empty=True, groups=[], findings_view=[], access_view=[])))

    expect(page.get_by_role("heading", name="Nothing to do")).to_be_visible()
    expect(page.get_by_role("region", name="Decision")).to_have_count(0)


def test_a_rollback_says_what_it_cannot_bring_back(staged: Staged) -> None:
    labels = ["#old-events comes back with a new id. What was written in it is lost."]
    page = opened(staged(plan_scene(rollback_of="9fdc1f4be5798956", labels=labels)))

    expect(page.locator(".labels")).to_contain_text("What was written in it is lost.")
    expect(run_button(page)).to_have_text("Roll back 6 of 8 changes")


def test_an_error_says_what_why_and_the_reference_and_can_be_tried_again(staged: Staged) -> None:
    down = problem(
        503, "discord_unavailable", "Discord did not answer.", "Try again in a minute.", "a1b2"
    )
    stage = staged(Scene().on("GET .*", down))
    page = opened(stage)
    alert = page.get_by_role("alert")

    expect(alert).to_contain_text("Discord did not answer.")
    expect(alert).to_contain_text("Try again in a minute.")
    alert.get_by_text("Details").click()
    alert.get_by_role("button", name="Copy reference").click()
    expect(alert.get_by_text("Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "a1b2"

    stage.scene = plan_scene()
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", name="Plan for Copper Guild")).to_be_visible()


def test_a_part_that_needs_a_second_person_is_opened_to_be_approved(staged: Staged) -> None:
    policy = {"two_person": True, "have": 0, "need": 1, "rejected": False, "ready": False}
    part = {"hash": PART, "review_policy": policy}
    scene = plan_scene(review_policy=policy).on(
        f"POST {BASE}/{PLAN}/choose",
        lambda asked: {"closure": asked.body["chosen"], "plan": plan(**part)},
    )
    stage = staged(scene)
    page = opened(stage)

    page.get_by_role("button", name="Open this part to have it approved").click()

    page.wait_for_url(f"**/plans/{PART}")
    assert stage.sent("POST .*/apply") == []


def test_a_rejected_plan_cannot_be_run(staged: Staged) -> None:
    policy = {"two_person": False, "have": 0, "need": 0, "rejected": True, "ready": False}
    scene = plan_scene(review_policy=policy).on(
        f"POST {BASE}/{PLAN}/choose",
        lambda asked: {"closure": asked.body["chosen"], "plan": plan(review_policy=policy)},
    )
    page = opened(staged(scene))

    expect(run_button(page)).to_be_disabled()
    expect(page.locator("#decide-why")).to_contain_text("Somebody has rejected this plan")


def test_a_plan_that_was_run_leads_to_its_run(staged: Staged) -> None:
    page = opened(staged(plan_scene(run_id="9fdc1f4be5798956")))

    expect(page.get_by_role("link", name="See what the run did")).to_be_visible()
    expect(page.get_by_role("region", name="Decision")).to_have_count(0)


def test_a_group_is_ticked_at_once_but_for_what_destroys(staged: Staged) -> None:
    page = opened(staged(plan_scene()))

    page.get_by_label("All of Channels").uncheck()

    expect(page.locator(f'[id="change-{LOBBY}"] input')).not_to_be_checked()
    expect(run_button(page)).to_have_text("Run 2 of 8 changes")
    page.get_by_label("All of Channels").check()
    expect(page.locator(f'[id="change-{OLD_EVENTS}"] input')).not_to_be_checked()


def test_the_hash_stands_with_the_details_to_be_copied(staged: Staged) -> None:
    page = opened(staged(plan_scene()))

    expect(page.get_by_role("heading", level=1)).to_have_text("Plan for Copper Guild")
    page.get_by_text("Details").first.click()
    expect(page.get_by_text(PLAN[:12])).to_be_visible()
    page.get_by_role("button", name="Copy the hash").click()

    expect(page.get_by_text("Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == PLAN
