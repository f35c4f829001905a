"""Chromium, signed in as the server's owner."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from playwright.async_api import Browser, BrowserContext, StorageState, async_playwright

from benchmarks.web.place import Place

CHROMIUM = os.environ.get("CHROMIUM") or "/usr/bin/chromium"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Signed in at a place, in whatever window."""

    place: Place
    browser: Browser
    state: StorageState

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
    """Through the sandbox's own page."""
    context = await browser.new_context()
    try:
        page = await context.new_page()
        await page.goto(f"{place.url}/servers")
        await page.get_by_text("Copper Guild: owner").click()
        await page.get_by_role("button", name="Authorise").click()
        await page.wait_for_url(f"{place.url}/servers")
        return await context.storage_state()
    finally:
        await context.close()
