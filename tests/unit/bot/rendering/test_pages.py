"""Long answers, a page at a time."""

import pytest

from app.bot.rendering import parts
from app.bot.rendering.custom_ids import custom_id
from app.bot.rendering.limits import fits
from app.bot.rendering.message import Message
from app.bot.rendering.pages import page_number, paged, pager, within
from app.bot.wording.wording import Wording

WORDS = Wording()


def test_as_few_pages_as_have_room() -> None:
    assert paged(["aaaa", "bbbb", "cc"], room=10) == (("aaaa", "bbbb"), ("cc",))


def test_no_more_on_a_page_than_wanted() -> None:
    assert paged("abc", most=2) == (("a", "b"), ("c",))


def test_what_is_longer_than_a_page_is_cut() -> None:
    assert paged(["a" * 20, "b"], room=10) == (("a" * 9 + "…",), ("b",))


def test_nothing_is_one_empty_page() -> None:
    assert paged([]) == ((),)


@pytest.mark.parametrize(("page", "is_on"), [(-1, 0), (0, 0), (2, 2), (3, 2), (99, 2)])
def test_a_page_that_is_no_more_is_the_nearest(page: int, is_on: int) -> None:
    assert within(page, 3) == is_on


@pytest.mark.parametrize("pages", [2, 3, 60])
def test_no_two_buttons_lead_alike_wherever_one_is(pages: int) -> None:
    for page in range(pages):
        row = pager(lambda to: custom_id("list", to), page, pages, WORDS)

        fits(Message(components=(parts.container(parts.Accent.NEUTRAL, row),)))
        assert row is not None
        back, here, on = row["components"]
        assert (back["disabled"], on["disabled"]) == (page == 0, page == pages - 1)
        assert here["label"] == f"{page + 1} / {pages}"


def test_one_page_needs_no_buttons() -> None:
    assert pager(lambda to: custom_id("list", to), 0, 1, WORDS) is None


@pytest.mark.parametrize(("text", "number"), [("7", 7), ("", 0), ("-1", 0), ("x", 0), ("²", 0)])
def test_what_is_no_number_is_the_first_page(text: str, number: int) -> None:
    assert page_number(text) == number
