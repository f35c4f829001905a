"""Versions, conflicts, what is kept when something goes wrong, and the YAML of the same design."""

import copy
import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.designer.conftest import Opened
from tests.browser.designer.server import BASE, DesignServer
from tests.browser.designer.site import Site
from tests.browser.designer.stage import Designer
from tests.browser.pages.stage import problem


def channel(design: Any, key: str) -> Any:
    return next(one for one in design["channels"] if one["key"] == key)


def type_topic(designer: Designer, key: str, topic: str) -> None:
    designer.row(key).click()
    designer.page.get_by_role("textbox", name="Topic").fill(topic)


def unsaved(page: Page, count: int) -> None:
    words = f"{count} unsaved {'change' if count == 1 else 'changes'}"
    expect(page.get_by_role("button", name=words)).to_be_visible()


def test_unsaved_changes_are_counted_listed_and_reset(opened: Opened) -> None:
    designer = opened()
    type_topic(designer, "clips", "Best of")
    designer.drag("lobby", "news", 0.9)

    unsaved(designer.page, 2)
    designer.page.get_by_role("button", name="2 unsaved changes").click()
    dialog = designer.page.get_by_role("dialog")
    expect(dialog).to_contain_text("lobby moved to Welcome")
    expect(dialog).to_contain_text("clips: topic")
    designer.page.keyboard.press("Escape")
    designer.button("Reset").click()

    expect(designer.page.get_by_text("Version 1", exact=True)).to_be_visible()


def test_a_version_is_saved_with_its_message_on_top_of_what_was_seen(opened: Opened) -> None:
    designer = opened()
    type_topic(designer, "clips", "Best of")

    designer.save("Give clips a topic")

    [put] = [one for one in designer.asked if (one.method, one.path) == ("PUT", f"{BASE}/design")]
    assert put.headers["if-match"] == '"1"'
    assert put.body["message"] == "Give clips a topic"
    assert channel(designer.saved(), "clips")["topic"] == "Best of"


def test_somebody_elses_version_is_merged_field_by_field(opened: Opened, example: Any) -> None:
    designer = opened()
    theirs = copy.deepcopy(example)
    channel(theirs, "clips")["topic"] = "Theirs"
    channel(theirs, "lobby")["slowmode"] = 30
    designer.server.save(theirs, "While you typed", author="user:9", author_name="Jo")
    type_topic(designer, "clips", "Mine")
    type_topic(designer, "news", "News of mine")

    designer.ask_to_save()
    dialog = designer.page.get_by_role("dialog", name="Somebody saved in the meantime")
    expect(dialog).to_contain_text("Jo saved version 2")
    group = dialog.get_by_role("group", name="clips: topic")
    expect(group.get_by_role("radio", name="Keep mine")).to_be_checked()
    group.get_by_role("radio", name="Take theirs").click()
    dialog.get_by_role("button", name="Merge and save").click()
    expect(designer.page.get_by_text("Version 3", exact=True)).to_be_visible()

    saved = designer.saved()
    assert channel(saved, "clips")["topic"] == "Theirs"
    assert channel(saved, "news")["topic"] == "News of mine"
    assert channel(saved, "lobby")["slowmode"] == 30


def test_a_failed_save_keeps_everything_and_can_be_tried_again(opened: Opened) -> None:
    designer = opened()
    type_topic(designer, "clips", "Mine")
    away = problem(503, "unavailable", "The database is away.", "Try again soon.")
    designer.refuse(f"PUT {BASE}/design", away)

    designer.ask_to_save()

    expect(designer.page.locator(".notice")).to_contain_text("The database is away.")
    unsaved(designer.page, 1)
    expect(designer.page.get_by_role("textbox", name="Topic")).to_have_value("Mine")


def test_edits_survive_a_reload(opened: Opened) -> None:
    designer = opened()
    type_topic(designer, "clips", "Not saved yet")
    unsaved(designer.page, 1)
    designer.page.on("dialog", lambda dialog: dialog.accept())

    designer.page.reload()
    designer.button("Take them up").click()

    unsaved(designer.page, 1)
    designer.row("clips").click()
    expect(designer.page.get_by_role("textbox", name="Topic")).to_have_value("Not saved yet")


def test_leaving_with_unsaved_edits_is_asked_about(opened: Opened) -> None:
    designer = opened()
    type_topic(designer, "clips", "Not saved yet")
    asked: list[str] = []

    def stay(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    designer.page.on("dialog", stay)
    with designer.page.expect_event("dialog"):
        designer.page.get_by_role("link", name="Overview").click(no_wait_after=True)

    expect(designer.row("clips")).to_be_visible()
    assert asked == ["beforeunload"]


def test_planning_saves_first_and_goes_to_the_plan(opened: Opened) -> None:
    designer = opened()
    type_topic(designer, "clips", "Best of")

    designer.button("Plan →").click()
    designer.button("Save and plan").click()
    designer.page.wait_for_url(re.compile(r"/plans/(ab)+$"))

    [plan] = [one for one in designer.asked if one.path == f"{BASE}/plans"]
    assert plan.body == {"version": 2}


def test_two_versions_are_compared_and_one_is_brought_back(opened: Opened) -> None:
    designer = opened()
    type_topic(designer, "clips", "Best of")
    designer.save("Second")

    designer.button("Versions").click()
    side = designer.page.get_by_role("complementary", name="Versions")
    side.get_by_role("checkbox", name="Version 1").check()
    side.get_by_role("checkbox", name="Version 2").check()
    expect(side).to_contain_text("clips: topic")
    designer.button("Bring back version 1").click()
    unsaved(designer.page, 1)
    designer.save("Back")

    assert channel(designer.saved(), "clips")["topic"] != "Best of"


def test_versions_say_by_name_who_saved_them(opened: Opened, example: Any) -> None:
    designer = opened()
    designer.server.save(example, author="user:9", author_name="Jo")
    designer.server.save(example, author="user:8", author_name="a member who left")
    designer.server.save(example, author="operator", author_name="the operator")

    designer.button("Versions").click()

    side = designer.page.get_by_role("complementary", name="Versions")
    hints = side.locator(".version-list .field-hint")
    expect(hints).to_have_text(
        [
            "with what is not saved",
            re.compile("^The operator, "),
            re.compile("^A member who left, "),
            re.compile("^Jo, "),
            re.compile("^You, "),
        ]
    )


def test_a_link_to_a_version_shows_it_as_an_edit_that_can_be_taken_back(
    opened: Opened, site: Site, example: Any
) -> None:
    designer = opened()
    later = copy.deepcopy(example)
    channel(later, "clips")["topic"] = "Best of"
    designer.server.save(later, "Second")

    designer.open(site, "?version=1")

    banner = designer.page.get_by_role("region", name="An older version")
    expect(banner).to_contain_text("This is version 1, saved by You")
    expect(banner).to_contain_text("The latest is version 2.")
    unsaved(designer.page, 1)
    banner.get_by_role("button", name="Back to version 2").click()
    expect(banner).to_be_hidden()
    expect(designer.page.get_by_text("Version 2", exact=True)).to_be_visible()
    designer.button("Undo: Leave version 1").click()
    designer.save("Back to the first")
    expect(banner).to_be_hidden()
    assert channel(designer.saved(), "clips")["topic"] != "Best of"


def test_a_version_of_a_link_lies_over_unsaved_edits_and_gives_them_back(
    opened: Opened, site: Site, example: Any
) -> None:
    designer = opened()
    designer.server.save(example, "Second")
    designer.page.on("dialog", lambda dialog: dialog.accept())
    designer.open(site)
    type_topic(designer, "clips", "Not saved yet")
    unsaved(designer.page, 1)

    designer.open(site, "?version=1")
    designer.button("Back to my edits").click()

    unsaved(designer.page, 1)
    designer.row("clips").click()
    expect(designer.page.get_by_role("textbox", name="Topic")).to_have_value("Not saved yet")


def test_who_may_only_look_sees_the_version_of_a_link_itself(
    opened: Opened, site: Site, example: Any
) -> None:
    designer = opened(rights=("view",))
    later = copy.deepcopy(example)
    channel(later, "clips")["topic"] = "Best of"
    designer.server.save(later, "Second")

    designer.open(site, "?version=1")

    expect(designer.page.get_by_text("Version 1", exact=True)).to_be_visible()
    designer.button("Back to version 2").click()
    expect(designer.page.get_by_text("Version 2", exact=True)).to_be_visible()


def test_a_link_to_a_version_that_is_not_there_says_so(opened: Opened, site: Site) -> None:
    designer = opened()
    gone = problem(404, "version_not_found", "There is no version 9.", "Look at the list.")
    designer.refuse(f"GET {BASE}/versions/9", gone)

    designer.open(site, "?version=9")

    expect(designer.page.locator(".notice")).to_contain_text("There is no version 9.")
    expect(designer.page.get_by_text("Version 1", exact=True)).to_be_visible()


def test_who_else_is_editing_is_seen(opened: Opened) -> None:
    designer = opened()
    designer.server.editors = [
        {"id": "1", "display_name": "Jo", "avatar_url": None, "since": "2026-11-28T06:00:00Z"}
    ]

    designer.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(designer.page.get_by_text("Jo is editing too")).to_be_visible()


def test_the_yaml_follows_the_tree_and_the_tree_follows_the_yaml(opened: Opened) -> None:
    designer = opened()
    designer.button("YAML").click()
    text = designer.page.get_by_role("textbox", name="The design as YAML")
    expect(text).to_have_value(re.compile("topic: Say hello."))

    text.fill(text.input_value().replace("topic: Say hello.", "topic: From the text"))
    text.press("Control+Enter")
    unsaved(designer.page, 1)
    designer.row("event-plans").click()
    designer.page.keyboard.press("Delete")

    expect(text).not_to_have_value(re.compile("event-plans"))
    expect(text).to_have_value(re.compile("topic: From the text"))


def test_text_that_fell_behind_a_faulty_design_says_so_and_is_not_edited(opened: Opened) -> None:
    designer = opened()
    designer.button("YAML").click()
    text = designer.page.get_by_role("textbox", name="The design as YAML")
    expect(text).to_have_value(re.compile("topic: Say hello."))

    designer.row("clips").click()
    designer.page.keyboard.press("Delete")

    expect(designer.page.get_by_text("This is the text from before")).to_be_visible()
    expect(text).not_to_be_editable()


def test_an_error_in_the_yaml_stands_at_its_line_and_the_text_stays(opened: Opened) -> None:
    designer = opened()
    designer.button("YAML").click()
    text = designer.page.get_by_role("textbox", name="The design as YAML")
    expect(text).to_have_value(re.compile("afk_timeout: 15m"))
    wrong = text.input_value().replace("afk_timeout: 15m", "afk_timeout: 17m")
    line = wrong[: wrong.index("afk_timeout: 17m")].count("\n") + 1

    text.fill(wrong)

    designer.page.get_by_role("button", name=f"Line {line}").click()
    expect(designer.page.locator(".yaml-bad")).to_have_text(f"● {line}\n")
    expect(designer.button("Apply")).to_be_disabled()
    expect(text).to_have_value(wrong)


def test_viewing_as_a_role_hides_and_locks_on_the_design_as_it_stands(opened: Opened) -> None:
    designer = opened()
    designer.page.get_by_role("button", name="View as").click()
    designer.button("@everyone").click()

    expect(designer.row("mod-log")).to_have_attribute("aria-label", re.compile("not visible"))
    expect(designer.row("rules")).to_have_attribute("aria-label", re.compile("cannot write"))
    designer.page.keyboard.press("Escape")
    designer.page.get_by_role("checkbox", name="Hide the others").check()
    expect(designer.row("mod-log")).to_have_count(0)
    designer.row("event-plans").click()

    expect(designer.page.get_by_role("heading", name="@everyone sees this")).to_be_visible()


def test_an_empty_server_is_taken_over_as_it_is(opened: Opened, example: Any) -> None:
    designer = opened(design=None)
    designer.refuse(
        f"POST {BASE}/import", {"design": example, "text": "", "notes": ["Stickers stay."]}
    )

    designer.page.get_by_role("button", name="Import the server").click()
    expect(designer.row("lobby")).to_be_visible()
    expect(designer.page.get_by_text("Stickers stay.")).to_be_visible()
    designer.save("As it was")

    put = next(one for one in designer.asked if (one.method, one.path) == ("PUT", f"{BASE}/design"))
    assert put.headers["if-match"] == '"0"'
    assert designer.saved() == example


def test_viewing_as_a_member_takes_their_roles_by_their_keys(opened: Opened) -> None:
    server = DesignServer()
    server.live = {
        "design": None, "features": [], "emojis": [], "premium_tier": 0, "member_count": 3,
        "taken_at": "2026-11-28T06:00:00Z",
        "facts": {
            "roles": {"moderator": {"id": "840000000000000002", "managed": False, "members": 2}},
            "bot_top_role": None, "owner_id": "1",
        },
    }  # fmt: skip
    designer = opened(server=server)
    expect(designer.page.locator("#designer")).to_be_visible()
    designer.section("Roles")
    expect(designer.row("moderator")).to_contain_text("2 members")
    designer.section("Channels")

    designer.page.get_by_role("button", name="View as").click()
    designer.page.get_by_role("searchbox", name="Role or member").fill("pia")
    designer.button("Pia").click()

    expect(designer.page.get_by_text("Viewing as Pia")).to_be_visible()
    expect(designer.row("mod-log")).not_to_have_attribute("aria-label", re.compile("not visible"))


def test_text_that_was_not_applied_survives_a_reload_and_is_saved_along(opened: Opened) -> None:
    designer = opened()
    designer.button("YAML").click()
    text = designer.page.get_by_role("textbox", name="The design as YAML")
    expect(text).to_have_value(re.compile("topic: Say hello."))
    typed = text.input_value().replace("topic: Say hello.", "topic: From the text")
    text.fill(typed)
    designer.page.on("dialog", lambda dialog: dialog.accept())

    designer.page.reload()
    expect(text).to_have_value(typed)
    designer.save()

    assert channel(designer.saved(), "lobby")["topic"] == "From the text"


def test_comments_of_the_yaml_reach_the_version(opened: Opened) -> None:
    designer = opened()
    designer.button("YAML").click()
    text = designer.page.get_by_role("textbox", name="The design as YAML")
    expect(text).to_have_value(re.compile("topic: Say hello."))
    written = text.input_value().replace("topic: Say hello.", "topic: Hi # short")

    text.fill(written)
    text.press("Control+Enter")
    unsaved(designer.page, 1)
    designer.save()

    assert designer.server.versions[-1]["text"] == written
    assert channel(designer.saved(), "lobby")["topic"] == "Hi"


def test_who_was_signed_out_is_told_that_nothing_is_lost(opened: Opened) -> None:
    designer = opened()
    type_topic(designer, "clips", "Mine")
    signed_out = problem(401, "not_signed_in", "You are not signed in.", "Sign in.")
    designer.refuse(f"PUT {BASE}/design", signed_out)

    designer.ask_to_save()
    designer.page.locator(".notice").get_by_role("button", name="Sign in").click()
    designer.page.wait_for_url("**/sign-in?next=*designer")

    kept = designer.page.evaluate("Object.keys(sessionStorage)")
    assert [one for one in kept if one.startswith("guildwright:draft:")]
