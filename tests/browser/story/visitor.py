"""Somebody with a browser. What the browser complains about is kept, and has to be nothing."""

import re

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, expect

from tests.browser.story.installation import Installation

_REFUSED = re.compile(r"Failed to load resource: .* status of (\d+)")


class Visitor:
    """`page` is the tab that is looked at. `expected` are statuses that a test provokes."""

    def __init__(self, context: BrowserContext, place: Installation) -> None:
        self.place = place
        self.complaints: list[str] = []
        self.expected: set[int] = set()
        self._context = context
        context.on("console", self._listen)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.page = context.new_page()

    def another_tab(self) -> Page:
        return self._context.new_page()

    def fresh_page(self) -> Page:
        """In place of the tab that was looked at."""
        self.page.close(run_before_unload=False)
        self.page = self._context.new_page()
        return self.page

    def open(self, path: str = "") -> Page:
        """A page of the Copper Guild, once it shows what it is about."""
        self.page.goto(self.place.guild + path)
        self.settled()
        return self.page

    def settled(self) -> None:
        """Nothing on the page says that it still loads."""
        expect(self.page.locator("[aria-busy=true]")).to_have_count(0)
        expect(self.page.locator(".skeleton:visible")).to_have_count(0)

    def sign_in(self, name: str, to: str) -> None:
        """By the sandbox's consent page, on the way to an address that asks who one is."""
        self.page.goto(to)
        self.consent(name)
        self.page.wait_for_url(to)

    def consent(self, name: str) -> None:
        """`name` as the consent page shows it."""
        expect(self.page.get_by_text("Who are you today?")).to_be_visible()
        person = self.page.get_by_role("radio", name=re.compile(rf"\b{name}\b"))
        if not person.is_visible():
            self.page.locator("summary").click()
        person.check()
        self.page.get_by_role("button", name="Authorise").click()

    def close(self) -> None:
        self._context.close()

    def _listen(self, message: ConsoleMessage) -> None:
        refused = _REFUSED.match(message.text)
        if refused and int(refused.group(1)) in self.expected:
            return
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.text} ({message.location.get('url')})")
