"""What stands in a form is still there after whatever else goes wrong."""

from playwright.sync_api import Page, expect

from tests.browser.pages.conftest import Staged
from tests.browser.pages.scenes.people import BASE, access_scene
from tests.browser.pages.stage import GUILD, USER, Asked, Reply, Stage, problem

SIGNED_OUT = problem(401, "not_signed_in", "You are not signed in.", "Sign in.")
AWAY = problem(503, "unavailable", "The database is away.", "Try again soon.")
NEW = "token-of-the-new-session"


def access(stage: Stage) -> Page:
    return stage.ready(f"/g/{GUILD}/access", "guild/access.html")


def fill_in(page: Page) -> None:
    page.get_by_role("combobox", name="Role").click()
    page.get_by_role("option", name="@Helper").click()
    page.get_by_label("Note").fill("For the event")


def give(page: Page) -> None:
    page.get_by_role("button", name="Give @Helper these rights").click()


def test_who_was_signed_out_signs_in_beside_the_form_and_sends_it(staged: Staged) -> None:
    stage = staged(access_scene().on(f"POST {BASE}/grants", SIGNED_OUT))
    page = access(stage)
    fill_in(page)
    give(page)

    with page.expect_popup() as opened:
        page.get_by_role("link", name="Sign in in another tab").click()
    assert "/sign-in?next=" in opened.value.url
    opened.value.close()
    expect(page.get_by_label("Note")).to_have_value("For the event")

    def held(asked: Asked) -> Reply:
        if asked.headers.get("x-csrf-token") == NEW:
            return Reply({"id": "1"}, 201)
        return problem(403, "csrf_token", "This page was opened in another session.", "Reload.")

    stage.scene = stage.scene.on("GET /me", Reply({"user": {"id": USER}, "csrf": NEW})).on(
        f"POST {BASE}/grants", held
    )
    give(page)

    expect(page.get_by_text("@Helper has these rights now.")).to_be_visible()


def test_a_page_that_cannot_be_read_anew_keeps_what_is_typed_on_it(staged: Staged) -> None:
    stage = staged(access_scene().on(f"DELETE {BASE}/grants/.*", Reply(None, 204)))
    page = access(stage)
    fill_in(page)
    stage.scene = stage.scene.on(f"GET {BASE}/access", AWAY)

    page.get_by_role("button", name="Revoke").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Revoke").click()

    expect(page.get_by_text("The database is away.")).to_be_visible()
    expect(page.get_by_label("Note")).to_have_value("For the event")


def test_a_page_that_cannot_be_shown_at_all_signs_in_right_here(staged: Staged) -> None:
    page = staged(access_scene().on(f"GET {BASE}/access", SIGNED_OUT)).open(
        f"/g/{GUILD}/access", "guild/access.html"
    )

    page.get_by_role("link", name="Sign in", exact=True).click()

    page.wait_for_url("**/sign-in?next=*access")


def test_a_page_that_is_come_back_to_is_read_anew_and_keeps_what_is_typed(staged: Staged) -> None:
    stage = staged(access_scene())
    page = access(stage)
    fill_in(page)

    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    page.wait_for_selector("#page:not([aria-busy])")

    assert len(stage.sent(f"GET {BASE}/access")) == 2
    expect(page.get_by_label("Note")).to_have_value("For the event")
