"""Discord lets names be a hundred characters long; pages stay as wide as their window."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages.conftest import Staged
from tests.browser.pages.scenes.guilds import overview_scene
from tests.browser.pages.scenes.people import access_scene
from tests.browser.pages.stage import GUILD

LONG = "Keepers-of-everything-that-stands-between-" * 2 + "dusk-and-dawn"
WORDS = "Keepers of everything that stands between dusk and dawn and of all that is left of it"
TOO_WIDE = "document.documentElement.scrollWidth - window.innerWidth"
CUT = "(tabs) => tabs.scrollWidth - tabs.clientWidth"
CALL = "(name, text) => { name.textContent = text; }"


def too_wide(page: Page) -> int:
    pixels: int = page.evaluate(TOO_WIDE)
    return pixels


@pytest.mark.parametrize("name", [LONG, WORDS])
def test_a_long_name_is_no_wider_than_a_phone(staged: Staged, name: str) -> None:
    managers = [{"source": "administrator", "id": "11", "name": f"@{name}"}]
    stage = staged(access_scene(managers=managers), phone=True)

    page = stage.ready(f"/g/{GUILD}/access", "guild/access.html")

    expect(page.locator(".managers")).to_contain_text(name)
    assert too_wide(page) <= 0


@pytest.mark.parametrize("width", [1241, 1280, 1440])
def test_a_servers_long_name_leaves_all_tabs_to_be_seen(staged: Staged, width: int) -> None:
    page = staged(overview_scene()).ready(f"/g/{GUILD}", "guild/overview.html")
    page.set_viewport_size({"width": width, "height": 800})

    page.locator(".picker-name").evaluate(CALL, WORDS)

    assert page.locator(".tabs").evaluate(CUT) <= 0
    assert too_wide(page) <= 0


@pytest.mark.parametrize("width", [390, 1241, 1280])
def test_tabs_with_long_words_leave_the_servers_name_its_room(staged: Staged, width: int) -> None:
    page = staged(overview_scene()).ready(f"/g/{GUILD}", "guild/overview.html")
    page.set_viewport_size({"width": width, "height": 800})

    page.locator(".tabs").evaluate(
        "(tabs) => { for (const tab of tabs.children) tab.append(' of the community'); }"
    )

    boxes = {name: page.locator(name).bounding_box() for name in (".picker-button", ".tabs")}
    picker, tabs = boxes[".picker-button"], boxes[".tabs"]
    assert picker is not None
    assert tabs is not None
    beside = tabs["y"] < picker["y"] + picker["height"]
    assert picker["x"] + picker["width"] <= tabs["x"] or not beside
    assert page.locator(".picker-button").evaluate(CUT) <= 0
    assert too_wide(page) <= 0
