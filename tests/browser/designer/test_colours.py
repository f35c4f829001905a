"""A role's colour, written by hand."""

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.designer.conftest import Opened
from tests.browser.designer.stage import Designer

KEY = "moderator"
NO_COLOUR = "That is no colour"


def colour_of(designer: Designer) -> Any:
    designer.save()
    role = next(one for one in designer.saved()["roles"] if one["key"] == KEY)
    return role["colors"]["primary"]


def field(designer: Designer) -> Locator:
    designer.section("Roles")
    designer.row(KEY).click()
    return designer.page.get_by_role("textbox", name="Colour", exact=True)


@pytest.mark.parametrize(
    ("text", "colour"),
    [("#5fa777", 0x5FA777), ("5FA777", 0x5FA777), (" #5fa ", 0x55FFAA), ("", 0)],
)
def test_a_colour_is_written_as_people_write_it(opened: Opened, text: str, colour: int) -> None:
    designer = opened()
    hexes = field(designer)

    hexes.fill(text)
    hexes.blur()

    assert colour_of(designer) == colour


@pytest.mark.parametrize("text", ["tomato", "#12", "rgb(1, 2, 3)", "#12345g"])
def test_what_is_no_colour_is_told_beside_the_field_and_stays_there(
    opened: Opened, text: str
) -> None:
    designer = opened()
    hexes = field(designer)

    hexes.fill(text)
    hexes.blur()

    expect(designer.page.get_by_text(NO_COLOUR)).to_be_visible()
    expect(hexes).to_have_value(text)
    expect(hexes).to_have_attribute("aria-invalid", "true")


def test_a_colour_that_is_still_being_written_is_not_called_wrong(opened: Opened) -> None:
    designer = opened()
    hexes = field(designer)

    hexes.fill("")
    hexes.press_sequentially("#5fa7")

    expect(designer.page.get_by_text(NO_COLOUR)).to_have_count(0)


def test_another_role_begins_without_what_was_wrong_at_this_one(opened: Opened) -> None:
    designer = opened()
    field(designer).fill("tomato")
    expect(designer.page.get_by_text(NO_COLOUR)).to_be_visible()

    designer.row("captain").click()

    expect(designer.page.get_by_text(NO_COLOUR)).to_have_count(0)
