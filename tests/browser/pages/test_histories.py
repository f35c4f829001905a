"""Lists of what happened: filtered, searched, paged, exported."""

from playwright.sync_api import Page, expect

from tests.browser.pages.conftest import Staged
from tests.browser.pages.scenes.histories import (
    BASE,
    history_scene,
    plans_scene,
    runs_scene,
    trail_scene,
)
from tests.browser.pages.stage import GUILD, Stage, problem


def history(stage: Stage) -> Page:
    return stage.ready(f"/g/{GUILD}/history", "guild/history.html")


def test_the_timeline_is_filtered_and_the_address_keeps_it(staged: Staged) -> None:
    page = history(staged(history_scene()))

    page.get_by_label("What").select_option("drift")

    expect(page.locator(".event")).to_have_count(1)
    assert page.url.endswith("/history?kind=drift")


def test_a_search_waits_until_one_has_typed_and_can_find_nothing(staged: Staged) -> None:
    stage = staged(history_scene())
    page = history(stage)

    page.get_by_label("Search", exact=True).press_sequentially("zebra")
    expect(page.get_by_role("heading", name="Nothing fits")).to_be_visible()

    assert [one.query["q"] for one in stage.sent(f"GET {BASE}/history")[1:]] == [["zebra"]]


def test_older_lines_are_added_below(staged: Staged) -> None:
    page = history(staged(history_scene()))

    page.get_by_role("button", name="Show older").click()

    expect(page.locator(".event")).to_have_count(8)
    expect(page.get_by_role("button", name="Show older")).to_have_count(0)


def test_an_export_has_the_filters_that_were_chosen(staged: Staged) -> None:
    page = history(staged(history_scene()))

    page.get_by_label("What").select_option("run")

    link = page.get_by_role("link", name="Export as CSV")
    expect(link).to_have_attribute("href", f"/api/v1{BASE}/history/export?kind=run&format=csv")


def test_a_failed_page_of_older_lines_keeps_those_that_are_there(staged: Staged) -> None:
    stage = staged(history_scene())
    page = history(stage)
    stage.scene = history_scene(problem(503, "unavailable", "The database is busy.", "Try again."))

    page.get_by_role("button", name="Show older").click()

    expect(page.get_by_role("alert")).to_contain_text("The database is busy.")
    expect(page.locator(".event")).to_have_count(6)


def test_a_plan_is_made_from_the_latest_version(staged: Staged) -> None:
    stage = staged(plans_scene())
    page = stage.ready(f"/g/{GUILD}/plans", "guild/plans.html")

    page.get_by_role("button", name="Plan version 12").click()
    page.wait_for_url("**/plans/c7cc*")

    assert stage.sent(f"POST {BASE}/plans")[0].body == {"version": 12}


def test_without_a_design_the_plans_lead_to_the_designer(staged: Staged) -> None:
    page = staged(plans_scene([], None)).ready(f"/g/{GUILD}/plans", "guild/plans.html")

    expect(page.get_by_role("link", name="Open the designer")).to_be_visible()


def test_an_empty_list_of_runs_teaches(staged: Staged) -> None:
    page = staged(runs_scene([])).ready(f"/g/{GUILD}/runs", "guild/runs.html")

    expect(page.get_by_role("heading", name="No run yet")).to_be_visible()


def test_the_trail_shows_before_and_after(staged: Staged) -> None:
    page = staged(trail_scene()).ready(f"/g/{GUILD}/activity", "guild/activity.html")

    page.locator("summary", has_text="Before and after").first.click()

    expect(page.locator(".was").first).to_contain_text('"two_person_from": "destructive"')
