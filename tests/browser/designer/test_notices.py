"""What a notice offers is about what it tells."""

import pytest
from playwright.sync_api import expect

from tests.browser.designer.conftest import Opened
from tests.browser.designer.test_saving import type_topic


@pytest.mark.parametrize("moves_on", ["undo", "edit"])
def test_an_undo_is_offered_until_the_history_moves_on(opened: Opened, moves_on: str) -> None:
    designer = opened()
    type_topic(designer, "lobby", "Mine")
    designer.row("clips").click()
    designer.page.keyboard.press("Delete")
    undo = designer.page.locator(".notice").get_by_role("button", name="Undo")
    expect(undo).to_be_visible()

    if moves_on == "undo":
        designer.page.keyboard.press("Control+z")
    else:
        type_topic(designer, "news", "Another")

    expect(undo).to_be_hidden()
    designer.row("lobby").click()
    expect(designer.page.get_by_role("textbox", name="Topic")).to_have_value("Mine")
