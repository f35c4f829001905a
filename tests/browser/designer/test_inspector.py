"""Fields, limits, access switches, roles: what is edited is what is saved."""

from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.designer.conftest import Opened
from tests.browser.designer.stage import Designer

SEND = 1 << 11
MANAGE_ROLES = 1 << 28


def channel(design: Any, key: str) -> Any:
    return next(one for one in design["channels"] if one["key"] == key)


def switch(designer: Designer, target: str, permission: str) -> Locator:
    row = designer.page.locator(".target-row").filter(has_text=target)
    if row.get_attribute("aria-expanded") == "false":
        row.click()
    return designer.page.get_by_role("radiogroup", name=permission)


def test_limits_are_told_while_typing_and_nothing_typed_is_lost(opened: Opened) -> None:
    designer = opened()
    designer.row("lobby").click()

    topic = designer.page.get_by_role("textbox", name="Topic")
    topic.fill("x" * 1030)

    expect(designer.page.get_by_text("1030/1024")).to_be_visible()
    expect(designer.page.get_by_text("shorten it by 6")).to_be_visible()
    expect(topic).to_have_attribute("aria-invalid", "true")
    topic.press("Tab")
    expect(topic).to_have_value("x" * 1030)


def test_what_the_server_finds_stands_beside_the_field_and_the_row(opened: Opened) -> None:
    designer = opened()
    designer.row("cockpit-one").click()

    designer.page.get_by_role("textbox", name="User limit").fill("500")

    expect(designer.row("cockpit-one").locator(".row-problems")).to_be_visible()
    designer.button("1 problem").click()
    finding = designer.page.get_by_role("button", name="Cockpit One, user limit")
    expect(finding).to_contain_text("It runs from 0 (no limit) to 99.")


def test_a_switch_allows_denies_and_leaves(opened: Opened) -> None:
    designer = opened()
    designer.row("starfarer-crews").click()
    send = switch(designer, "@everyone", "Send Messages and Create Posts")

    send.get_by_role("radio", name="Deny").click()
    designer.save()
    assert (
        int(channel(designer.saved(), "starfarer-crews")["access"]["role:everyone"]["deny"]) & SEND
    )
    send.get_by_role("radio", name="Leave").click()
    designer.save()

    entry = channel(designer.saved(), "starfarer-crews")["access"]["role:everyone"]
    assert not (int(entry["deny"]) | int(entry["allow"])) & SEND


def test_a_switch_is_worked_by_arrow_keys(opened: Opened) -> None:
    designer = opened()
    designer.row("lobby").click()
    send = switch(designer, "@everyone", "Send Messages and Create Posts")

    send.get_by_role("radio", name="Leave").focus()
    designer.page.keyboard.press("ArrowRight")

    expect(send.get_by_role("radio", name="Allow")).to_be_checked()


def test_the_inherited_value_and_its_source_are_seen(opened: Opened) -> None:
    designer = opened()
    designer.row("mod-log").click()

    view = switch(designer, "Moderator", "View Channels")

    expect(view).to_contain_text("otherwise ✕ denied to @everyone here")


def test_access_is_copied_to_another_channel(opened: Opened) -> None:
    designer = opened()
    designer.row("mod-log").click()
    designer.page.get_by_role("button", name="Copy, paste").click()
    designer.page.get_by_role("menuitem", name="Copy access").click()

    designer.row("starfarer-crews").click()
    designer.page.get_by_role("button", name="Copy, paste").click()
    designer.page.get_by_role("menuitem", name="Replace by access of mod-log").click()
    designer.save()

    saved = designer.saved()
    assert channel(saved, "starfarer-crews")["access"] == channel(saved, "mod-log")["access"]


def test_a_channel_that_differs_is_synced_to_its_category(opened: Opened) -> None:
    designer = opened()
    designer.row("starfarer-crews").click()
    switch(designer, "@everyone", "Send Messages").first.get_by_role("radio", name="Deny").click()
    expect(designer.page.get_by_text("Differs from Starfarer for 1 entry.")).to_be_visible()

    designer.button("Sync").click()

    expect(designer.page.get_by_text("Same as its category Starfarer.")).to_be_visible()


def test_a_role_leaves_all_channels_at_once_and_comes_back(opened: Opened) -> None:
    designer = opened()
    designer.section("Roles")
    designer.row("moderator").click()

    designer.button("Remove from all channels").click()
    designer.save()
    held = [one for one in designer.saved()["channels"] if "role:moderator" in one["access"]]
    assert held == []
    designer.page.keyboard.press("Control+z")

    expect(designer.page.get_by_text("Has its own access in 10 channels")).to_be_visible()


def test_a_member_is_added_by_name(opened: Opened) -> None:
    designer = opened()
    designer.row("lobby").click()

    designer.button("Role or member").click()
    designer.page.get_by_role("searchbox", name="Role or member").fill("pia")
    designer.page.get_by_role("button", name="Pia", exact=True).click()
    designer.save()

    assert "member:830000000000000001" in channel(designer.saved(), "lobby")["access"]
    expect(designer.page.locator(".target-row").filter(has_text="Pia")).to_be_visible()


def test_a_forum_tag_gets_an_emoji(opened: Opened) -> None:
    designer = opened()
    designer.row("starfarer-crews").click()

    designer.page.get_by_role("button", name="Emoji of Casual").click()
    designer.page.get_by_role("textbox", name="Type or paste an emoji").fill("🎲")
    designer.page.keyboard.press("Enter")
    designer.save()

    tags = channel(designer.saved(), "starfarer-crews")["tags"]
    assert tags[0]["emoji"] == {"name": "🎲", "id": None}


def test_a_word_is_no_emoji_and_the_field_says_so(opened: Opened) -> None:
    designer = opened()
    designer.row("starfarer-crews").click()

    designer.page.get_by_role("button", name="Emoji of Casual").click()
    designer.page.get_by_role("textbox", name="Type or paste an emoji").fill("dice")
    designer.page.keyboard.press("Enter")

    expect(designer.page.get_by_text("That is no emoji.")).to_be_visible()


def test_permissions_of_a_role_are_found_by_discords_words(opened: Opened) -> None:
    designer = opened()
    designer.section("Roles")
    designer.row("regular").click()

    designer.page.get_by_role("searchbox", name="Search permissions").fill("manage rol")
    designer.page.get_by_role("switch", name="Manage Roles").click()
    designer.save()

    [role] = [one for one in designer.saved()["roles"] if one["key"] == "regular"]
    assert int(role["permissions"]) & MANAGE_ROLES


def test_roles_are_reordered_by_drag_and_everyone_stays_last(opened: Opened) -> None:
    designer = opened()
    designer.section("Roles")

    designer.drag("captain", "everyone", 0.9)
    designer.save()

    assert [one["key"] for one in designer.saved()["roles"]][-2:] == ["captain", "everyone"]


def test_holographic_is_discords_own_triple(opened: Opened) -> None:
    designer = opened()
    designer.section("Roles")
    designer.row("regular").click()

    designer.page.get_by_label("Colour style").select_option("Holographic")
    designer.save()

    [role] = [one for one in designer.saved()["roles"] if one["key"] == "regular"]
    assert role["colors"] == {"primary": 11127295, "secondary": 16759788, "tertiary": 16761760}


def test_who_may_only_look_sees_everything_and_changes_nothing(opened: Opened) -> None:
    designer = opened(rights=("view",))
    designer.row("lobby").click()

    expect(designer.page.get_by_text("You are looking only.")).to_be_visible()
    expect(designer.page.get_by_role("textbox", name="Topic")).to_be_disabled()
    designer.page.keyboard.press("Delete")
    designer.drag("lobby", "rules")

    assert designer.names()[:5] == ["Welcome", "rules", "news", "roles", "Common Room"]
    expect(designer.button("Save version…")).to_have_count(0)
