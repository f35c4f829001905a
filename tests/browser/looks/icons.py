"""Icons that a page names and the sprite does not have are drawn as nothing, without a word."""

import re
from pathlib import Path

from playwright.sync_api import Page

_SPRITE = Path(__file__).parents[3] / "app" / "web" / "static" / "vendor" / "icons.svg"
_SYMBOL = re.compile(r'<symbol id="([^"]+)"')
_NAMED = (
    "[...document.querySelectorAll('svg use')].map((one) => one.getAttribute('href').split('#')[1])"
)


def missing_icons(page: Page) -> list[str]:
    known = set(_SYMBOL.findall(_SPRITE.read_text(encoding="utf-8")))
    return sorted(set(page.evaluate(_NAMED)) - known)
