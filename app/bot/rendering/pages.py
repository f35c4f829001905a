"""Long answers, a page at a time."""

from collections.abc import Callable, Iterable

from app.bot.rendering import parts
from app.bot.rendering.custom_ids import custom_id
from app.bot.rendering.escaping import shortened
from app.bot.rendering.message import Part
from app.bot.wording.wording import Wording

ROOM = 2800
"""Characters of a page's body: what is left of Discord's 4000 is for its head and foot."""


def paged(blocks: Iterable[str], room: int = ROOM, most: int = 100) -> tuple[tuple[str, ...], ...]:
    """The blocks on as few pages as have room for them, at most so many on each. One that is
    longer than a page is cut. At least one page, which may be empty."""
    pages: list[list[str]] = [[]]
    used = 0
    for block in blocks:
        cut = shortened(block, room)
        if pages[-1] and (used + len(cut) + 1 > room or len(pages[-1]) >= most):
            pages.append([])
            used = 0
        pages[-1].append(cut)
        used += len(cut) + 1
    return tuple(tuple(page) for page in pages)


def within(page: int, pages: int) -> int:
    """The page itself, or the nearest there is: what was listed may have become shorter."""
    return max(0, min(page, pages - 1))


def pager(at: Callable[[int], str], page: int, pages: int, words: Wording) -> Part | None:
    """Buttons to the pages before and after; `at` gives the custom id that leads to a page. None
    where there is one page."""
    if pages < 2:
        return None
    first, last = page == 0, page == pages - 1
    return parts.row(
        _turn(words.page_back, custom_id("page", "first") if first else at(page - 1), end=first),
        parts.button(words.page_of(page + 1, pages), custom_id("page"), disabled=True),
        _turn(words.page_on, custom_id("page", "last") if last else at(page + 1), end=last),
    )


def _turn(label: str, id: str, *, end: bool) -> Part:
    """No two buttons of a message have one id, so what leads nowhere has one of its own."""
    return parts.button(label, id, disabled=end)


def page_number(text: str) -> int:
    """Of a button, which may be older than how pages are counted."""
    return int(text) if text.isascii() and text.isdecimal() else 0
