"""Choosing through whose eyes to look, by keyboard and mouse."""

import pytest
from playwright.sync_api import expect

from tests.browser.designer.conftest import Opened


@pytest.mark.parametrize("way", ["enter", "tab", "mouse", "everyone"])
def test_after_a_choice_the_picker_is_closed_and_its_button_has_the_focus(
    opened: Opened, way: str
) -> None:
    designer = opened()
    button = designer.page.get_by_role("button", name="View as")
    button.click()
    search = designer.page.get_by_role("searchbox", name="Role or member")
    keyboard = designer.page.keyboard

    if way == "enter":
        search.fill("regular")
        search.press("Enter")
    elif way == "tab":
        search.fill("regular")
        for key in ("Tab", "Tab", "Enter"):
            keyboard.press(key)
    elif way == "mouse":
        designer.page.locator(".pick-list").get_by_role("button", name="Regular").click()
    else:
        designer.button("@everyone").click()

    expect(search).to_be_hidden()
    expect(button).to_be_focused()
    expect(button).to_contain_text("everyone" if way == "everyone" else "Regular")


def test_escape_closes_the_picker_from_anywhere_in_it(opened: Opened) -> None:
    designer = opened()
    button = designer.page.get_by_role("button", name="View as")
    button.click()
    designer.button("@everyone").focus()

    designer.page.keyboard.press("Escape")

    expect(designer.button("@everyone")).to_be_hidden()
    expect(button).to_be_focused()
