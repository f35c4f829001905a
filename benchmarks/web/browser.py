"""Chromium, signed in as the server's owner."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.async_api import Browser, BrowserContext, Page, StorageState, async_playwright

from benchmarks.web.hammer import WrongAnswer
from benchmarks.web.place import Place

CHROMIUM = os.environ.get("CHROMIUM") or "/usr/bin/chromium"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Signed in at a place, in whatever window."""

    place: Place
    browser: Browser
    state: StorageState

    async def open(self, page: Page, path: str) -> None:
        """Raises WrongAnswer where another page is shown than was asked for, as to a stranger."""
        await page.goto(self.place.url + path, wait_until="networkidle")
        if page.url != self.place.url + path:
            raise WrongAnswer(f"{path} led to {urlsplit(page.url).path}")

    async def window(self) -> BrowserContext:
        """With nothing in its cache."""
        return await self.browser.new_context(
            viewport={"width": 1440, "height": 900}, storage_state=self.state
        )


@asynccontextmanager
async def visiting(place: Place) -> AsyncIterator[Visitor]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield Visitor(place, browser, await _signed_in(browser, place))
        finally:
            await browser.close()


async def _signed_in(browser: Browser, place: Place) -> StorageState:
    """Without the way through the sandbox's page, which is nothing to measure."""
    name, _, value = place.cookie.partition("=")
    # Such a cookie may be set only for https; Chromium sends it to this machine without it, too.
    url = place.url.replace("http:", "https:", 1)
    async with await browser.new_context() as context:
        await context.add_cookies([{"name": name, "value": value, "url": url, "secure": True}])
        return await context.storage_state()
