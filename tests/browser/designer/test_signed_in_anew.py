"""Signing in again in another tab gives the browser another session; this tab goes on with it."""

from typing import Any

from playwright.sync_api import expect

from tests.browser.designer.conftest import Opened
from tests.browser.designer.server import BASE
from tests.browser.designer.stage import Designer
from tests.browser.pages.stage import GUILD, USER, Asked, Reply, problem

NEW = "token-of-the-new-session"


def signed_in_anew(designer: Designer, user: str = USER) -> None:
    """From now on the token that the page was opened with is none any more."""
    server = designer.server.scene()

    def held(asked: Asked) -> Any:
        if asked.headers.get("x-csrf-token") == NEW:
            return server.answer(asked)
        return problem(403, "csrf_token", "This page was opened in another session.", "Reload.")

    designer.refuse("GET /me", Reply({"user": {"id": user}, "csrf": NEW}))
    for change in (f"PUT {BASE}/design", f"POST {BASE}/design/check", f"PUT {BASE}/design/editors"):
        designer.refuse(change, held)


def type_topic(designer: Designer, topic: str) -> None:
    designer.row("clips").click()
    designer.page.get_by_role("textbox", name="Topic").fill(topic)


def test_a_version_is_saved_after_signing_in_again_elsewhere(opened: Opened) -> None:
    designer = opened()
    signed_in_anew(designer)
    type_topic(designer, "Best of")

    designer.save("Typed before")

    assert designer.server.versions[-1]["message"] == "Typed before"


def test_edits_are_checked_after_signing_in_again_elsewhere(opened: Opened) -> None:
    designer = opened()
    signed_in_anew(designer)

    type_topic(designer, "x" * 1025)

    expect(designer.page.get_by_text("1 problem")).to_be_visible()
    checks = [one for one in designer.asked if one.path == f"{BASE}/design/check"]
    assert checks[-1].headers["x-csrf-token"] == NEW


def test_nothing_is_saved_in_the_name_of_somebody_else_who_signed_in(opened: Opened) -> None:
    designer = opened()
    signed_in_anew(designer, user="829999999999999999")
    type_topic(designer, "Best of")

    designer.ask_to_save("Mine")

    expect(designer.page.locator(".notice")).to_contain_text("Somebody else is signed in")
    assert len(designer.server.versions) == 1
    expect(designer.page.get_by_role("textbox", name="Topic")).to_have_value("Best of")


def test_who_was_signed_out_signs_in_where_they_wanted_to_begin(opened: Opened) -> None:
    designer = opened(design=None)
    signed_out = problem(401, "not_signed_in", "You are not signed in.", "Sign in.")
    designer.refuse(f"POST {BASE}/import", signed_out)

    designer.page.get_by_role("button", name="Import the server").click()
    expect(designer.page.get_by_role("alert")).to_contain_text("You are signed out.")
    expect(designer.page.get_by_role("button", name="Import the server")).to_be_enabled()
    designer.page.get_by_role("alert").get_by_role("link", name="Sign in").click()

    designer.page.wait_for_url(f"**/sign-in?next=*{GUILD}*designer")
