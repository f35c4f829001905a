"""Takes a look: held to accessibility, width and a silent console, and kept as a picture."""

from playwright.sync_api import Page, expect

from tests.browser.looks.axe import contrast_violations, violations
from tests.browser.looks.icons import missing_icons
from tests.browser.looks.look import PICTURES, THEMES, Look
from tests.browser.story.visitor import Visitor

_TOO_WIDE = "document.documentElement.scrollWidth - window.innerWidth"


def take(look: Look, size: str, visitor: Visitor, address: str) -> list[str]:
    """Everything that is wrong with the look, in both themes."""
    visitor.complaints.clear()
    visitor.expected = set(look.statuses)
    page = visitor.fresh_page()
    first, second = THEMES
    page.emulate_media(color_scheme=first, reduced_motion="reduce")
    _show(page, look, address, visitor)
    wrong = [f"{first}: {one}" for one in violations(page)]
    wrong += [f"there is no icon {one}" for one in missing_icons(page)]
    _picture(page, look, size, first)
    page.emulate_media(color_scheme=second, reduced_motion="reduce")
    wrong += [f"{second}: {one}" for one in contrast_violations(page)]
    _picture(page, look, size, second)
    if page.evaluate(_TOO_WIDE) > 0:
        wrong.append("is wider than the window")
    return wrong + visitor.complaints


def _show(page: Page, look: Look, address: str, visitor: Visitor) -> None:
    if look.before is not None:
        look.before(page)
    page.goto(address)
    if look.loads:
        visitor.settled()
    expect(page.locator("#bot-chip[data-state=unknown]")).to_have_count(0)
    if look.after is not None:
        look.after(page)


def _picture(page: Page, look: Look, size: str, theme: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=look.picture(size, theme), animations="disabled")
