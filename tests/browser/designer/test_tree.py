"""The channel tree by mouse, by finger, by keyboard and by menu."""

import re
from typing import Any

from playwright.sync_api import expect

from tests.browser.designer.conftest import Opened
from tests.browser.designer.stage import Designer

SELECTED = re.compile("is-selected")


def keys_under(design: Any, parent: str | None) -> list[str]:
    return [one["key"] for one in design["channels"] if one.get("parent") == parent]


def test_a_channel_is_dragged_into_another_category(opened: Opened) -> None:
    designer = opened()

    designer.drag("lobby", "news", 0.9)
    designer.save()

    assert keys_under(designer.saved(), "welcome") == ["rules", "news", "lobby", "roles"]


def test_a_channel_dropped_on_a_category_stands_first_in_it(opened: Opened) -> None:
    designer = opened()

    designer.drag("clips", "welcome", 0.7)
    designer.save()

    assert keys_under(designer.saved(), "welcome") == ["clips", "rules", "news", "roles"]


def test_voice_stays_below_text_wherever_it_is_dropped(opened: Opened) -> None:
    designer = opened()

    designer.drag("lounge", "rules", 0.2)
    designer.save()

    assert keys_under(designer.saved(), "welcome") == ["rules", "news", "roles", "lounge"]


def test_a_category_is_dragged_with_all_that_is_in_it(opened: Opened) -> None:
    designer = opened()

    designer.drag("starfarer", "welcome", 0.2)

    assert designer.names()[:5] == [
        "Starfarer", "starfarer-talk", "starfarer-crews", "Cockpit One", "Cockpit Two",
    ]  # fmt: skip


def test_several_selected_channels_are_dragged_together(opened: Opened) -> None:
    designer = opened()

    designer.row("lobby").click()
    designer.row("bot-corner").click(modifiers=["Control"])
    designer.drag("bot-corner", "roles", 0.9)
    designer.save()

    assert keys_under(designer.saved(), "welcome") == [
        "rules", "news", "roles", "lobby", "bot-corner",
    ]  # fmt: skip


def test_escape_while_dragging_moves_nothing(opened: Opened) -> None:
    designer = opened()
    before = designer.names()
    box = designer.row("lobby").bounding_box()
    assert box is not None

    designer.page.mouse.move(box["x"] + 60, box["y"] + 10)
    designer.page.mouse.down()
    designer.page.mouse.move(box["x"] + 60, box["y"] - 90, steps=4)
    expect(designer.page.locator(".drop-line")).to_be_visible()
    designer.page.keyboard.press("Escape")
    designer.page.mouse.up()

    assert designer.names() == before


def test_the_keyboard_picks_up_moves_and_drops(opened: Opened) -> None:
    designer = opened()
    designer.row("clips").click()

    for key in ("Space", "ArrowUp", "ArrowUp", "Space"):
        designer.page.keyboard.press(key)

    assert designer.names()[:5] == ["Welcome", "rules", "news", "roles", "clips"]
    expect(designer.row("clips")).to_be_focused()
    designer.hears("clips dropped.")


def test_escape_puts_back_what_was_picked_up_without_a_step_to_undo(opened: Opened) -> None:
    designer = opened()
    before = designer.names()
    designer.row("clips").click()

    for key in ("Space", "ArrowUp", "ArrowUp", "ArrowUp"):
        designer.page.keyboard.press(key)
    assert designer.names() != before
    designer.page.keyboard.press("Escape")

    assert designer.names() == before
    expect(designer.button("Undo: nothing")).to_be_disabled()


def test_alt_and_arrows_move_and_say_where_to(opened: Opened) -> None:
    designer = opened()
    designer.row("clips").click()

    designer.page.keyboard.press("Alt+ArrowDown")

    assert keys_in_common_room(designer.names())[:3] == ["lobby", "bot-corner", "clips"]
    designer.hears("clips, position 3 of 5 in Common Room.")


def keys_in_common_room(names: list[str]) -> list[str]:
    at = names.index("Common Room")
    return names[at + 1 : at + 6]


def test_move_to_does_what_dragging_does(opened: Opened) -> None:
    designer = opened()
    designer.row("clips").click(button="right")

    designer.page.get_by_role("menuitem", name="Move to").click()
    dialog = designer.page.get_by_role("dialog")
    dialog.get_by_label("Category").select_option(label="Welcome (3)")
    dialog.get_by_label("Place").select_option(label="Above news")
    dialog.get_by_role("button", name="Move", exact=True).click()

    assert designer.names()[:5] == ["Welcome", "rules", "clips", "news", "roles"]


def test_renaming_in_place_shows_the_name_as_discord_keeps_it(opened: Opened) -> None:
    designer = opened()
    designer.row("lobby").click()

    designer.page.keyboard.press("F2")
    designer.page.keyboard.type("Town Square")
    expect(designer.page.get_by_role("textbox", name="New name for lobby")).to_have_value(
        "town-square"
    )
    designer.page.keyboard.press("Enter")
    designer.save()

    [renamed] = [one for one in designer.saved()["channels"] if one["name"] == "town-square"]
    assert renamed["key"] == "lobby"


def test_escape_leaves_the_name_as_it_was(opened: Opened) -> None:
    designer = opened()
    designer.row("lobby").dblclick()

    designer.page.keyboard.type("other")
    designer.page.keyboard.press("Escape")

    expect(designer.row("lobby")).to_contain_text("lobby")
    expect(designer.row("lobby")).to_be_focused()


def test_everything_is_undone_and_done_again(opened: Opened) -> None:
    designer = opened()
    start = designer.names()
    designer.row("clips").click()

    designer.page.keyboard.press("Control+d")
    designer.page.keyboard.press("Delete")
    designer.page.keyboard.press("Alt+ArrowUp")
    end = designer.names()
    for _ in range(3):
        designer.page.keyboard.press("Control+z")
    assert designer.names() == start
    for _ in range(3):
        designer.page.keyboard.press("Control+Shift+z")

    assert designer.names() == end


def test_a_deleted_category_leaves_its_channels_without_one(opened: Opened) -> None:
    designer = opened()
    designer.row("events").click(button="right")

    designer.page.get_by_role("menuitem", name="Delete, keep its channels").click()
    expect(designer.page.locator(".notice")).to_contain_text("Events is out of the design.")
    assert designer.names()[:2] == ["event-plans", "Main Stage"]
    designer.page.locator(".notice").get_by_role("button", name="Undo").click()

    assert designer.names()[0] == "Welcome"


def test_a_new_channel_stands_in_the_category_and_is_named_at_once(opened: Opened) -> None:
    designer = opened()

    designer.page.get_by_role("button", name="Add a channel to Events").click()
    designer.page.get_by_role("menuitem", name="Forum channel").click()
    designer.page.keyboard.type("Ideas")
    designer.page.keyboard.press("Enter")
    designer.save()

    [made] = [one for one in designer.saved()["channels"] if one["name"] == "ideas"]
    assert (made["type"], made["parent"]) == (15, "events")


def test_typing_letters_finds_a_row_and_home_and_end_go_far(opened: Opened) -> None:
    designer = opened()
    designer.row("welcome").click()

    designer.page.keyboard.type("co")
    expect(designer.row("common-room")).to_be_focused()
    designer.page.keyboard.press("End")
    expect(designer.row("mod-room")).to_be_focused()
    designer.page.keyboard.press("Home")

    expect(designer.row("welcome")).to_be_focused()


def test_left_closes_a_category_and_right_opens_it(opened: Opened) -> None:
    designer = opened()
    designer.row("rules").click()

    designer.page.keyboard.press("ArrowLeft")
    designer.page.keyboard.press("ArrowLeft")
    expect(designer.row("rules")).to_have_count(0)
    designer.page.keyboard.press("ArrowRight")

    expect(designer.row("rules")).to_have_count(1)


def test_shift_selects_a_range(opened: Opened) -> None:
    designer = opened()
    designer.row("rules").click()

    designer.row("roles").click(modifiers=["Shift"])

    for key in ("rules", "news", "roles"):
        expect(designer.row(key)).to_have_class(SELECTED)
    expect(designer.page.get_by_role("heading", name="3 channels selected")).to_be_visible()


def test_searching_shows_matches_in_their_categories(opened: Opened) -> None:
    designer = opened()

    designer.page.get_by_role("searchbox", name="Search channels").fill("talk")

    assert designer.names() == [
        "Starfarer", "starfarer-talk", "Deep Delve", "delve-talk", "Moderators", "mod-talk",
    ]  # fmt: skip


def test_a_phone_moves_by_the_menu_and_edits_in_a_sheet(opened: Opened) -> None:
    designer = opened(phone=True)

    designer.row("clips").get_by_role("button", name="Actions for clips").tap()
    designer.page.get_by_role("menuitem", name="Move up").tap()
    designer.row("lobby").tap()
    sheet = designer.page.get_by_role("complementary", name="Inspector")
    sheet.get_by_role("textbox", name="Topic").fill("Hi")
    sheet.get_by_role("button", name="Close").tap()

    assert keys_in_common_room(designer.names())[:2] == ["clips", "lobby"]
    expect(designer.page.get_by_role("button", name="2 unsaved changes")).to_be_visible()


class Finger:
    """One finger on a phone's screen, as the browser hears of it from below."""

    def __init__(self, designer: Designer) -> None:
        self._protocol = designer.page.context.new_cdp_session(designer.page)
        self._designer = designer

    def down(self, key: str) -> None:
        self._at = self._middle(key)
        self._send("touchStart")

    def to(self, key: str) -> None:
        (from_x, from_y), (x, y) = self._at, self._middle(key)
        for part in (0.3, 0.7, 1):
            self._at = from_x + (x - from_x) * part, from_y + (y - from_y) * part
            self._send("touchMove")

    def up(self) -> None:
        self._protocol.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def _middle(self, key: str) -> tuple[float, float]:
        box = self._designer.row(key).bounding_box()
        assert box is not None
        return box["x"] + 90, box["y"] + box["height"] / 2

    def _send(self, kind: str) -> None:
        x, y = self._at
        points = [{"x": x, "y": y}]
        self._protocol.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def test_a_long_press_picks_a_row_up_and_the_finger_moves_it(opened: Opened) -> None:
    designer = opened(phone=True)
    finger = Finger(designer)

    finger.down("news")
    expect(designer.page.locator(".drag-ghost")).to_have_text("news")
    finger.to("lobby")
    finger.up()

    expect(designer.page.locator(".drag-ghost")).to_have_count(0)
    names = designer.names()
    assert abs(names.index("news") - names.index("lobby")) == 1
    expect(designer.page.get_by_role("menu")).to_have_count(0)


def test_a_finger_that_moves_at_once_scrolls_and_moves_no_row(opened: Opened) -> None:
    designer = opened(phone=True)
    finger, before = Finger(designer), designer.names()

    finger.down("lobby")
    finger.to("news")
    finger.to("rules")
    finger.up()

    assert designer.page.locator(".drag-ghost").count() == 0
    scrolled = "() => scrollY > 0 || document.querySelector('[data-scroller]').scrollTop > 0"
    designer.page.wait_for_function(scrolled)
    assert designer.names()[:3] == before[:3]
