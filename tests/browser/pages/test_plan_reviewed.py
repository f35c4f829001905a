"""What others say of a plan while its page is open."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.pages.conftest import Staged
from tests.browser.pages.scenes.plans import BASE, PLAN, plan_scene
from tests.browser.pages.stage import USER
from tests.browser.pages.test_plan import opened, run_button, settle

TWO_PERSON = {"two_person": True, "have": 0, "need": 1, "rejected": False, "ready": False}


def said(*reviews: dict[str, Any], **changes: Any) -> dict[str, Any]:
    there = {"reviews": list(reviews), "review_policy": TWO_PERSON | changes.pop("policy", {})}
    return there | {"run_id": None, "run_state": None} | changes


def review(verdict: str, at: str = "2026-11-28T06:40:00+00:00", **changes: Any) -> dict[str, Any]:
    ivo = {"id": "77", "display_name": "Ivo", "avatar_url": None}
    return {
        "verdict": verdict, "comment": "As we said.", "at": at, "by": ivo, "by_name": "Ivo",
        "counts": True,
    } | changes  # fmt: skip


def look_again(page: Page) -> None:
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_what_others_say_meanwhile_shows_without_a_reload(staged: Staged) -> None:
    stage = staged(plan_scene(review_policy=TWO_PERSON))
    page = opened(stage)
    settle(page)
    page.get_by_label("Comment").fill("I am still thinking")
    expect(run_button(page)).to_be_disabled()

    met = {"have": 1, "ready": True}
    approved = said(review("approve"), policy=met)
    stage.scene = stage.scene.on(f"GET {BASE}/{PLAN}/reviews", approved)
    look_again(page)

    expect(page.locator(".review")).to_contain_text("Ivo approved")
    expect(page.locator(".toasts")).to_contain_text("Ivo approved this plan.")
    expect(page.locator(".two-person")).to_contain_text("Somebody else has approved this plan")
    expect(run_button(page)).to_be_enabled()
    expect(page.get_by_label("Comment")).to_have_value("I am still thinking")
    expect(page.locator(".change input:checked")).to_have_count(8)

    rejected = said(review("reject", "2026-11-28T06:50:00+00:00"), policy={"rejected": True})
    stage.scene = stage.scene.on(f"GET {BASE}/{PLAN}/reviews", rejected)
    look_again(page)

    expect(page.locator(".toasts")).to_contain_text("Ivo rejected this plan.")
    expect(page.locator(".two-person")).to_contain_text("Somebody has rejected this plan")
    expect(run_button(page)).to_be_disabled()

    stage.scene = stage.scene.on(f"GET {BASE}/{PLAN}/reviews", said())
    look_again(page)

    expect(page.locator(".toasts")).to_contain_text("Ivo took back what they said of this plan.")
    expect(page.locator(".review")).to_have_count(0)


def test_ones_own_word_from_another_tab_shows_without_news(staged: Staged) -> None:
    own = {"id": USER, "display_name": "Mara", "avatar_url": None}
    stage = staged(plan_scene())
    page = opened(stage)

    mine = said(review("approve", by=own))
    stage.scene = stage.scene.on(f"GET {BASE}/{PLAN}/reviews", mine)
    look_again(page)

    expect(page.locator(".review")).to_contain_text("You approved")
    expect(page.locator(".toast")).to_have_count(0)


def test_that_somebody_else_ran_it_shows_and_what_was_typed_stays(staged: Staged) -> None:
    stage = staged(plan_scene())
    page = opened(stage)
    page.get_by_label("Comment").fill("I am still thinking")

    ran = said(run_id="9fdc1f4be5798956", run_state="queued")
    stage.scene = stage.scene.on(f"GET {BASE}/{PLAN}/reviews", ran)
    look_again(page)

    expect(page.get_by_role("link", name="See what the run did")).to_be_visible()
    expect(page.get_by_role("region", name="Decision")).to_have_count(0)
    expect(page.get_by_text("so a review changes nothing any more")).to_be_visible()
    expect(page.get_by_label("Comment")).to_have_value("I am still thinking")
    expect(page.get_by_role("button", name="Approve", exact=True)).to_be_disabled()
