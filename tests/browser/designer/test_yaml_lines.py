"""The line numbers beside the YAML."""

import re

from playwright.sync_api import expect

from tests.browser.designer.conftest import Opened


def test_each_number_stands_on_its_own_line_also_after_an_error(opened: Opened) -> None:
    designer = opened()
    designer.button("YAML").click()
    text = designer.page.get_by_role("textbox", name="The design as YAML")
    expect(text).to_have_value(re.compile("afk_timeout: 15m"))
    wrong = text.input_value().replace("afk_timeout: 15m", "afk_timeout: 17m")
    at = wrong[: wrong.index("afk_timeout: 17m")].count("\n")

    text.fill(wrong)
    expect(designer.page.locator(".yaml-bad")).to_be_visible()

    lines = (designer.page.locator(".yaml-gutter").text_content() or "").split("\n")
    numbers = [str(line + 1) for line in range(wrong.count("\n") + 1)]
    numbers[at] = f"● {at + 1}"
    assert lines == [*numbers, ""]
