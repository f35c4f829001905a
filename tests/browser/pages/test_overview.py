"""The overview of a server, the list of servers, and the wait after an invitation."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.pages.conftest import Staged
from tests.browser.pages.scenes.guilds import (
    DRIFT,
    FIX,
    GUILD_PATH,
    LACKING,
    guild,
    new_guild,
    overview_scene,
    servers_scene,
)
from tests.browser.pages.stage import GUILD, Scene, Stage, problem


def overview(stage: Stage) -> Page:
    return stage.ready(f"/g/{GUILD}", "guild/overview.html")


def test_drift_says_what_who_and_when(staged: Staged) -> None:
    page = overview(staged(overview_scene(DRIFT, sync="drifted")))

    item = page.locator(".drift-item").first
    expect(item).to_contain_text("#memes was renamed to #jokes.")
    expect(item).to_contain_text("by Ivo")
    expect(item.locator("time")).to_have_attribute(
        "title", "Saturday, November 28, 2026 at 4:10:00 AM"
    )
    expect(page.locator(".drift-item").nth(1)).to_contain_text("by nobody the audit log names")


def test_the_signs_of_drift_tell_what_was_done_by_hand(staged: Staged) -> None:
    page = overview(staged(overview_scene(DRIFT, sync="drifted")))

    words = page.locator(".drift-item .sign .visually-hidden")

    expect(words).to_have_text(["Changed:", "Deleted:", "Access changed:"])


def test_only_the_ticked_drift_is_adopted_with_its_message(staged: Staged) -> None:
    stage = staged(overview_scene(DRIFT, sync="drifted"))
    page = overview(stage)

    page.get_by_label("#memes was renamed to #jokes.").check()
    page.get_by_role("button", name="Adopt 1", exact=True).click()
    page.get_by_label("Message (optional)").fill("They like it.")
    page.get_by_role("dialog").get_by_role("button", name="Adopt 1 change").click()
    expect(page.get_by_text("Adopted as version 13.")).to_be_visible()

    [adopted] = stage.sent(f"POST {GUILD_PATH}/drift/adopt")
    assert adopted.body == {"ids": ["channel:memes:update"], "message": "They like it."}


def test_a_refused_adoption_keeps_the_message(staged: Staged) -> None:
    refused = problem(409, "version_conflict", "Somebody saved meanwhile.", "Look at it again.")
    scene = overview_scene(DRIFT, sync="drifted").on(f"POST {GUILD_PATH}/drift/adopt", refused)
    page = overview(staged(scene))

    page.get_by_role("button", name="Adopt all 3").click()
    page.get_by_label("Message (optional)").fill("They like it.")
    page.get_by_role("dialog").get_by_role("button", name="Adopt 3 changes").click()

    expect(page.get_by_role("dialog")).to_contain_text("Somebody saved meanwhile.")
    expect(page.get_by_label("Message (optional)")).to_have_value("They like it.")


def test_selecting_a_message_beyond_the_edge_of_its_dialog_keeps_both(staged: Staged) -> None:
    page = overview(staged(overview_scene(DRIFT, sync="drifted")))
    page.get_by_role("button", name="Adopt all 3").click()
    page.get_by_label("Message (optional)").fill("They like it.")
    box = page.get_by_label("Message (optional)").bounding_box()
    assert box is not None

    page.mouse.move(box["x"] + 60, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(20, box["y"])
    page.mouse.up()

    expect(page.get_by_label("Message (optional)")).to_have_value("They like it.")


def test_reverting_leads_to_a_plan(staged: Staged) -> None:
    page = overview(staged(overview_scene(DRIFT, sync="drifted")))

    page.get_by_role("button", name="Plan to revert all 3").click()

    page.wait_for_url("**/plans/d0d0*")


def test_what_the_bot_lacks_comes_with_words_to_copy(staged: Staged) -> None:
    page = overview(staged(overview_scene(bot=LACKING)))

    expect(page.get_by_text("It lacks 1 right:")).to_be_visible()
    page.get_by_role("button", name="Copy this for whoever can do it").click()

    expect(page.get_by_text("Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == FIX


def test_a_limit_nearly_reached_says_how_much_is_left(staged: Staged) -> None:
    page = overview(staged(overview_scene()))

    expect(page.locator(".meter").nth(1)).to_contain_text("480 / 500 20 left")


def test_a_new_server_is_told_what_comes_next(staged: Staged) -> None:
    page = overview(staged(Scene().on(f"GET {GUILD_PATH}", new_guild())))

    expect(page.get_by_role("link", name="Import this server as a design")).to_be_visible()
    expect(page.get_by_role("heading", name="Nothing applied yet")).to_be_visible()


def test_what_discord_could_not_be_asked_is_left_out(staged: Staged) -> None:
    blind = guild(
        bot=None, limits=None, coverage=None, members=None, sync="unknown",
        sync_unknown_because="Discord did not answer.",
    )  # fmt: skip
    down = problem(503, "discord_unavailable", "Discord did not answer.", "Try again.")
    scene = Scene().on(f"GET {GUILD_PATH}", blind).on(f"GET {GUILD_PATH}/drift", down)
    page = overview(staged(scene))

    expect(page.get_by_role("heading", name="Not known")).to_be_visible()
    expect(page.get_by_role("heading", name="Last runs")).to_be_visible()


def test_servers_are_found_by_name_and_the_last_used_comes_first(staged: Staged) -> None:
    page = staged(servers_scene()).ready("/servers", "servers.html")

    expect(page.locator(".server-link b").first).to_have_text("Copper Guild")
    page.get_by_role("main").get_by_label("Search servers").fill("quench")
    expect(page.locator(".server b")).to_have_text(["The Quench"])


def test_somebody_without_a_server_is_told_why(staged: Staged) -> None:
    none: dict[str, Any] = {"manage": [], "invite": [], "session_guilds_read_at": None}
    page = staged(servers_scene(none)).ready("/servers", "servers.html")

    expect(page.get_by_role("heading", name="No server yet")).to_be_visible()


def test_the_checklist_comes_when_the_bot_has_arrived(staged: Staged) -> None:
    answers = iter([{"joined": False}, {"joined": False}])
    here = {"joined": True}
    scene = (
        Scene()
        .on(f"GET {GUILD_PATH}/waiting", lambda _: next(answers, here))
        .on(f"GET {GUILD_PATH}", new_guild())
    )
    page = staged(scene).ready(f"/g/{GUILD}/welcome", "guild/welcome.html")

    expect(page.get_by_role("heading", name="Waiting for the bot")).to_be_visible()
    expect(page.get_by_role("heading", name="The bot is on Copper Guild")).to_be_visible()
    expect(page.get_by_text("Manage Roles is missing.")).to_be_visible()
