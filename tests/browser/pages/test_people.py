"""Rights, tokens, sessions and the installation."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.pages.conftest import Staged
from tests.browser.pages.scenes.people import (
    BASE,
    GRANTS,
    SECRET,
    access_scene,
    grant,
    sessions_scene,
    system_scene,
    tokens_scene,
)
from tests.browser.pages.stage import GUILD, USER, Stage, problem


def access(stage: Stage) -> Page:
    return stage.ready(f"/g/{GUILD}/access", "guild/access.html")


def choosing(role: str, stage: Stage) -> Page:
    page = access(stage)
    page.get_by_role("combobox", name="Role").click()
    page.get_by_role("option", name=role).click()
    return page


def test_a_role_is_picked_by_keyboard_and_one_of_an_app_cannot_be(staged: Staged) -> None:
    page = access(staged(access_scene()))
    field = page.get_by_role("combobox", name="Role")

    field.press("ArrowDown")
    expect(page.get_by_role("option", name="@Guildwright")).to_contain_text("belongs to an app")
    field.press("ArrowDown")
    field.press("Enter")

    expect(page.get_by_role("button", name="Give @Helper these rights")).to_be_enabled()


def test_a_member_is_given_rights_on_a_channel_only(staged: Staged) -> None:
    stage = staged(access_scene())
    page = access(stage)
    form = page.get_by_role("form", name="Give rights")

    form.get_by_label("One member").check()
    form.get_by_role("combobox", name="Member").fill("iv")
    page.get_by_role("option", name="Ivo").click()
    form.get_by_role("checkbox", name=re.compile("^Approve")).check()
    form.get_by_label("Only some channels and roles").check()
    form.get_by_role("combobox", name="Add a channel").click()
    page.get_by_role("option", name="games").click()
    form.get_by_role("button", name="Give Ivo these rights").click()
    expect(page.get_by_text("Ivo has these rights now.")).to_be_visible()

    [given] = stage.sent(f"POST {BASE}/grants")
    assert given.body["subject"] == {"kind": "user", "id": "77"}
    assert set(given.body["rights"]) == {"view", "approve"}
    assert given.body["objects"] == ["channel:games"]
    assert given.body["expires_at"] is None


def test_a_refused_grant_keeps_what_was_filled_in(staged: Staged) -> None:
    refused = problem(403, "grant_refused", "You do not hold Apply yourself.", "Leave it out.")
    page = access(staged(access_scene().on(f"POST {BASE}/grants", refused)))

    page.get_by_role("combobox", name="Role").click()
    page.get_by_role("option", name="@Helper").click()
    page.get_by_label("Note").fill("For the event")
    page.get_by_role("button", name="Give @Helper these rights").click()

    expect(page.get_by_role("alert")).to_contain_text("You do not hold Apply yourself.")
    expect(page.get_by_label("Note")).to_have_value("For the event")


def test_who_gives_rights_to_everybody_is_asked_first(staged: Staged) -> None:
    stage = staged(access_scene())
    page = choosing("@everyone", stage)
    page.get_by_role("checkbox", name=re.compile("^Manage access")).check()

    page.get_by_role("button", name="Give @everyone these rights").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("would hold these rights here: View, Manage access.")
    dialog.get_by_role("button", name="Not now").click()
    assert stage.sent(f"POST {BASE}/grants") == []
    page.get_by_role("button", name="Give @everyone these rights").click()
    dialog.get_by_role("button", name="Give everybody these rights").click()
    expect(page.get_by_text("@everyone has these rights now.")).to_be_visible()

    [given] = stage.sent(f"POST {BASE}/grants")
    assert given.body["subject"] == {"kind": "role", "id": GUILD}
    assert given.body["confirm_everyone"] is True


def test_one_right_alone_that_is_more_than_looking_is_asked_about_too(staged: Staged) -> None:
    stage = staged(access_scene())
    page = choosing("@everyone", stage)
    page.get_by_role("checkbox", name=re.compile("^View")).uncheck()
    page.get_by_role("checkbox", name=re.compile("^Manage access")).check()

    page.get_by_role("button", name="Give @everyone these rights").click()
    page.get_by_role("dialog").get_by_role("button", name="Give everybody these rights").click()

    expect(page.get_by_text("@everyone has these rights now.")).to_be_visible()
    [given] = stage.sent(f"POST {BASE}/grants")
    assert given.body["rights"] == ["manage_access"]
    assert given.body["confirm_everyone"] is True


def test_letting_everybody_look_asks_nothing(staged: Staged) -> None:
    stage = staged(access_scene())
    page = choosing("@everyone", stage)

    page.get_by_role("button", name="Give @everyone these rights").click()

    expect(page.get_by_text("@everyone has these rights now.")).to_be_visible()
    [given] = stage.sent(f"POST {BASE}/grants")
    assert given.body["confirm_everyone"] is False


def test_a_right_that_one_does_not_hold_cannot_be_given(staged: Staged) -> None:
    page = access(staged(access_scene(), rights=("view", "design", "manage_access")))

    expect(page.get_by_role("checkbox", name=re.compile("^Apply"))).to_be_disabled()
    expect(page.get_by_role("checkbox", name=re.compile("^Design"))).to_be_enabled()


def test_revoking_asks_first(staged: Staged) -> None:
    stage = staged(access_scene())
    page = access(stage)

    page.get_by_role("button", name="Revoke the rights of Ivo").click()
    expect(page.get_by_role("dialog")).to_contain_text("View and Design on games and Helper.")
    page.get_by_role("dialog").get_by_role("button", name="Revoke the rights").click()
    expect(page.get_by_text("The rights of Ivo were revoked.")).to_be_visible()

    assert len(stage.sent(f"DELETE {BASE}/grants/2")) == 1


def test_the_policy_is_saved_when_it_was_changed(staged: Staged) -> None:
    stage = staged(access_scene())
    page = access(stage)
    save = page.get_by_role("button", name="Save the policy")

    expect(save).to_be_disabled()
    page.get_by_label("A second person must agree").select_option("high")
    save.click()
    expect(page.get_by_text("The policy holds from now on.")).to_be_visible()

    [put] = stage.sent(f"PUT {BASE}/policy")
    assert put.body == {"two_person_from": "high", "default_managers": True}


def test_why_a_member_may_do_something_is_answered(staged: Staged) -> None:
    page = access(staged(access_scene()))

    page.get_by_role("combobox", name="Member").fill("iv")
    page.get_by_role("option", name="Ivo").click()

    expect(page.locator(".why-rights")).to_contain_text("By a grant of Mara to them")


def test_without_the_right_access_can_be_read_only(staged: Staged) -> None:
    page = access(staged(access_scene(), rights=("view",)))

    expect(page.get_by_role("note")).to_contain_text("you need the right Manage access")
    expect(page.get_by_role("button", name="Revoke the rights of Ivo")).to_be_disabled()


def test_ones_own_grant_can_be_given_up_without_the_right(staged: Staged) -> None:
    own = grant(4, "user", USER, "Mara")
    scene = access_scene(grants=[*GRANTS, own])

    page = access(staged(scene, rights=("view",)))

    expect(page.get_by_role("button", name="Revoke the rights of Mara")).to_be_enabled()


def test_a_token_is_shown_once_and_can_be_copied(staged: Staged) -> None:
    stage = staged(tokens_scene())
    page = stage.ready("/tokens", "tokens.html")

    page.get_by_label("What it is for").fill("Nightly")
    page.get_by_label("Server", exact=True).select_option(GUILD)
    page.get_by_role("button", name="Make the token").click()
    page.get_by_role("button", name="Copy the token").click()
    expect(page.get_by_text("Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == SECRET
    page.get_by_role("button", name="I have it").click()

    expect(page.get_by_text(SECRET)).to_have_count(0)
    [made] = stage.sent("POST /tokens")
    assert (made.body["name"], made.body["guild_id"]) == ("Nightly", GUILD)
    assert made.body["scopes"] == ["read", "plan"]


def test_the_other_sessions_are_ended_and_never_this_one(staged: Staged) -> None:
    stage = staged(sessions_scene())
    page = stage.ready("/sessions", "sessions.html")

    expect(page.locator(".session").first.get_by_role("button")).to_have_count(0)
    page.get_by_role("button", name="Sign out all 2 others").click()
    expect(page.get_by_text("2 browsers are signed out.")).to_be_visible()

    assert [one.path for one in stage.sent("DELETE .*")] == ["/me/sessions/bb", "/me/sessions/cc"]


def test_the_log_lines_of_a_reference_are_found(staged: Staged) -> None:
    page = staged(system_scene()).ready("/system", "system.html")

    page.get_by_label("The reference").fill("a1b2")
    page.get_by_role("button", name="Find its log lines").click()

    expect(page.locator(".log-line")).to_contain_text("discord call failed")
    expect(page.locator(".health-warns")).to_contain_text("Give it View Audit Log")


def test_the_log_is_looked_through_by_level_and_by_reference(staged: Staged) -> None:
    page = staged(system_scene()).ready("/system", "system.html")
    lines = page.locator(".kept-line")

    expect(lines).to_have_count(2)
    page.get_by_label("Which lines").select_option("Errors")
    expect(lines).to_have_count(1)
    expect(lines).to_contain_text("command failed")
    page.get_by_label("Id of a request").fill("nobody")
    page.get_by_role("button", name="Show its lines").click()

    expect(page.get_by_text("No line is kept under nobody.")).to_be_visible()


def test_an_operator_lets_a_server_in_and_is_asked_before_one_is_refused(staged: Staged) -> None:
    stage = staged(system_scene())
    page = stage.ready("/system", "system.html")

    page.get_by_role("button", name="Let in Copper Lantern").click()
    expect(page.get_by_text("Copper Lantern may use this installation.")).to_be_visible()
    page.get_by_role("button", name="Refuse Night Shift").click()
    assert len(stage.sent("PUT /system/guilds/.*")) == 1
    page.get_by_role("dialog").get_by_role("button", name="Refuse").click()
    expect(page.get_by_text("Night Shift is refused.")).to_be_visible()

    decided = [(one.path, one.body) for one in stage.sent("PUT /system/guilds/.*")]
    assert decided == [
        ("/system/guilds/3/admission", {"decision": "admitted"}),
        ("/system/guilds/4/admission", {"decision": "refused"}),
    ]


def choose(field: Locator, day: str) -> None:
    field.fill(day)
    field.blur()


@pytest.mark.parametrize("where", ["grants", "tokens"])
def test_a_last_day_with_a_slip_in_its_year_is_told_beside_it(staged: Staged, where: str) -> None:
    stage = staged(access_scene() if where == "grants" else tokens_scene())
    if where == "grants":
        page = access(stage)
        page.get_by_role("combobox", name="Role").click()
        page.get_by_role("option", name="@Helper").click()
    else:
        page = stage.ready("/tokens", "tokens.html")
        page.get_by_label("What it is for").fill("CI")
    give = page.get_by_role("button", name=re.compile("^(Give @Helper|Make the token)"))
    page.get_by_label("How long").select_option("date")
    field = page.get_by_label("Last day")

    for day in ("20265-12-24", "2206-12-24", "1999-12-24"):
        choose(field, day)
        expect(page.locator(".field-problem")).to_contain_text("within the next ten years")
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(give).to_be_disabled()
        expect(page.get_by_text("Choose the last day.")).to_be_visible()
    choose(field, str(datetime.now(UTC).date() + timedelta(days=9)))

    expect(page.locator(".field-problem")).to_have_count(0)
    expect(give).to_be_enabled()
