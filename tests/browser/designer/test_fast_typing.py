"""Whoever types faster than the page is painted loses no key.

Each test does what a key or a click does inside one task of the browser, and looks in the same task
where the next key would go: nothing may be left to a later frame.
"""

from typing import Any

from playwright.sync_api import expect

from tests.browser.designer.conftest import Opened

THEN = """([where, does, key, init]) => {
  const there = document.querySelector(where);
  there.focus();
  if (does === "click") there.click();
  else if (does === "dblclick") there.dispatchEvent(new MouseEvent("dblclick", { bubbles: true }));
  else {
    const options = { key, bubbles: true, cancelable: true, ...init };
    there.dispatchEvent(new KeyboardEvent("keydown", options));
  }
  const { activeElement: at } = document;
  return [at.tagName, at.getAttribute("aria-label") ?? at.id, at.selectionEnd - at.selectionStart];
}"""
PICK = """(label) => {
  const items = [...document.querySelectorAll("[role=menuitem]")];
  items.find((one) => one.textContent.includes(label)).click();
  return document.activeElement.getAttribute("aria-label");
}"""
ARROWS = """(keys) => keys.map((key) => {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
  document.activeElement.dispatchEvent(event);
  return document.activeElement.id;
})"""
LOBBY = '[data-key="lobby"]'
CAME = """() => ["tree/channel_menu.js", "saving/save_form.js"].every((name) =>
  performance.getEntriesByType("resource").some((one) => one.name.endsWith(`/designer/${name}`)))"""


def at_work(designer: Any) -> None:
    """Menus and forms come once somebody touches the page."""
    designer.page.keyboard.press("Shift")
    designer.page.wait_for_function(CAME)
    designer.page.wait_for_load_state("networkidle")


def at_once(designer: Any, where: str, does: str, key: str = "", **init: bool) -> list[Any]:
    found: list[Any] = designer.page.evaluate(THEN, [where, does, key, init])
    return found


def test_f2_and_double_click_lead_into_the_name_with_all_of_it_selected(opened: Opened) -> None:
    designer = opened()
    designer.row("lobby").click()

    by_key = at_once(designer, LOBBY, "keydown", "F2")
    designer.page.keyboard.press("Escape")
    by_mouse = at_once(designer, LOBBY, "dblclick")

    assert by_key == by_mouse == ["INPUT", "New name for lobby", len("lobby")]


def test_rename_in_the_menu_leads_into_the_name(opened: Opened) -> None:
    designer = opened()
    at_work(designer)
    designer.row("lobby").click()

    [menu, _, _] = at_once(designer, LOBBY, "keydown", "F10", shiftKey=True)

    assert menu == "BUTTON"
    assert designer.page.evaluate(PICK, "Rename") == "New name for lobby"


def test_what_is_made_has_its_name_open(opened: Opened) -> None:
    designer = opened()
    at_work(designer)

    at_once(designer, '[aria-label="Add a channel to Events"]', "click")

    assert designer.page.evaluate(PICK, "Forum channel") == "New name for new-channel"
    designer.page.keyboard.press("Escape")
    assert at_once(designer, ".tree-foot button:last-child", "click")[1] == (
        "New name for New category"
    )


def test_a_role_is_made_and_renamed_the_same_way(opened: Opened) -> None:
    designer = opened()
    designer.section("Roles")
    expect(designer.page.locator(".tree-foot button")).to_be_visible()

    made = at_once(designer, ".tree-foot button", "click")[1]
    designer.page.keyboard.press("Escape")
    renamed = at_once(designer, ".row-role.is-selected", "keydown", "F2")[1]

    assert made == renamed == "New name for New role"


def test_what_is_moved_by_keys_keeps_the_focus_between_them(opened: Opened) -> None:
    designer = opened()
    designer.row("clips").click()

    held = designer.page.evaluate(ARROWS, [" ", "ArrowUp", "ArrowUp", " ", "Delete"])

    assert held[:4] == ["row-clips"] * 4
    assert designer.page.evaluate(ARROWS, ["End", "Home"]) == ["row-mod-room", "row-welcome"]


def test_a_dialog_has_the_focus_and_gives_it_back(opened: Opened) -> None:
    designer = opened()
    at_work(designer)
    designer.row("clips").click()
    designer.page.keyboard.press("Alt+ArrowUp")

    [tag, _, _] = at_once(designer, '[data-key="clips"]', "keydown", "s", ctrlKey=True)
    back = designer.page.evaluate(
        """() => {
          document.querySelector("dialog .dialog-buttons button").click();
          return document.activeElement.id;
        }"""
    )

    assert (tag, back) == ("INPUT", "row-clips")


def test_ctrl_f_leads_into_the_search(opened: Opened) -> None:
    designer = opened()
    designer.row("clips").click()

    [_, where, _] = at_once(designer, '[data-key="clips"]', "keydown", "f", ctrlKey=True)

    assert where == "Search channels"


def test_adding_a_role_to_a_channel_leads_into_its_search(opened: Opened) -> None:
    designer = opened()
    designer.row("clips").click()
    add = designer.page.get_by_role("button", name="Role or member", exact=True)
    expect(add).to_be_visible()
    add.evaluate("button => button.setAttribute('data-add-target', '')")

    designer.page.locator("[data-add-target]").press("Enter")
    designer.page.keyboard.type("hel")

    expect(designer.page.get_by_placeholder("Search roles and members")).to_have_value("hel")
