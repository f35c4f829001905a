"""The YAML beside its line numbers, and what a long one costs."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.designer.conftest import Opened
from tests.browser.designer.stage import Designer
from tests.browser.designer.test_full_size import full


def test_each_number_stands_on_its_own_line_also_after_an_error(opened: Opened) -> None:
    designer = opened()
    designer.button("YAML").click()
    text = designer.page.get_by_role("textbox", name="The design as YAML")
    expect(text).to_have_value(re.compile("afk_timeout: 15m"))
    wrong = text.input_value().replace("afk_timeout: 15m", "afk_timeout: 17m")
    at = wrong[: wrong.index("afk_timeout: 17m")].count("\n")

    text.fill(wrong)
    designer.page.locator(".yaml-problems button").click()
    expect(designer.page.locator(".yaml-bad")).to_be_visible()

    lines = (designer.page.locator(".yaml-gutter").text_content() or "").split("\n")[:-1]
    numbers = [str(line + 1) for line in range(wrong.count("\n") + 1)]
    numbers[at] = f"● {at + 1}"
    first = numbers.index(lines[0])
    assert lines == numbers[first : first + len(lines)]
    assert numbers[at] in lines


@pytest.fixture
def large(opened: Opened, example: Any) -> Designer:
    """With the YAML open: 500 channels and 250 roles, some thousand lines."""
    design = full(example)
    for number, channel in enumerate(design["channels"]):
        allowed = str(1 << (10 + number % 5))
        channel["access"] = {
            f"role:role-{n}": {"allow": allowed, "deny": "0"} for n in range(number % 20)
        }
    designer = opened(design)
    designer.button("YAML").click()
    expect(_text(designer)).to_have_value(re.compile("roles:"))
    return designer


def _text(designer: Designer) -> Locator:
    return designer.page.get_by_role("textbox", name="The design as YAML")


def _type(designer: Designer, text: str) -> None:
    """As typing does it, and not key by key through thousands of lines."""
    _text(designer).evaluate(
        "(area, text) => { area.focus(); area.value = text;"
        " area.dispatchEvent(new Event('input', { bubbles: true })); }",
        text,
    )


def _shown(designer: Designer) -> str:
    return str(designer.page.locator(".yaml-parts [role=status]").inner_text())


def test_a_long_text_is_shown_in_parts_that_a_key_does_not_have_to_lay_out_all(
    large: Designer,
) -> None:
    whole = large.server.latest["text"]
    lines = whole.split("\n")
    shown = [_text(large).input_value()]

    while large.button("The lines after").is_enabled():
        large.button("The lines after").click()
        shown.append(_text(large).input_value())

    assert len(shown) > 2
    assert "".join(shown) == whole
    assert all(one.count("\n") <= 2000 for one in shown)
    assert _shown(large).endswith(f"to {len(lines):,} of {len(lines):,}")
    large.button("The lines before").click()
    assert _text(large).input_value() == shown[-2]
    last = len(shown) - 1
    assert _shown(large).startswith(f"Lines {(last - 1) * 2000 + 1:,} to {last * 2000:,} of")


def test_few_numbers_are_drawn_and_each_stands_at_its_own_line(large: Designer) -> None:
    large.button("The lines after").click()
    _text(large).evaluate("(area) => { area.scrollTop = 500 * 20; }")

    gutter = large.page.locator(".yaml-gutter pre")
    expect(gutter).to_contain_text("2501")
    numbers = (gutter.text_content() or "").split("\n")[:-1]
    box, area = gutter.bounding_box(), _text(large).bounding_box()
    assert box is not None
    assert area is not None
    assert len(numbers) < 250
    assert box["y"] - area["y"] - 8 == (int(numbers[0]) - 2501) * 20


def test_what_is_typed_in_a_part_is_applied_where_it_stands(large: Designer) -> None:
    large.button("The lines after").click()
    before = _text(large).input_value()
    name = re.findall(r"- text: (c-\d+-\d+)$", before, re.MULTILINE)[3]

    head, found, tail = before.partition(f"- text: {name}\n")
    _type(large, head + found + tail.replace("slowmode: 30s", "slowmode: 1m", 1))
    _text(large).press("Control+Enter")

    expect(large.page.locator(".yaml-state")).to_have_text("same as the design")
    large.save("Typed")
    changed = [one["key"] for one in large.saved()["channels"] if one.get("slowmode") == 60]
    assert changed == [name]


def test_a_problem_in_another_part_is_gone_to(large: Designer) -> None:
    _type(large, f"nonsense: 1\n{_text(large).input_value()}")
    large.button("The lines after").click()
    problem = large.page.locator(".yaml-problems button").first
    expect(problem).to_be_visible()

    problem.click()

    expect(_text(large)).to_have_value(re.compile("^nonsense"))
    expect(_text(large)).to_be_focused()


def test_a_text_that_fits_has_no_parts(opened: Opened) -> None:
    designer = opened()
    designer.button("YAML").click()
    expect(_text(designer)).to_have_value(re.compile("afk_timeout: 15m"))

    expect(designer.page.locator(".yaml-parts")).to_have_count(0)
