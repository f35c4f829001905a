"""The designer as people see it, in front of an API that a test steers."""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import ConsoleMessage, Locator, Page, Route, expect

from tests.browser.designer.server import DesignServer
from tests.browser.designer.site import PATH, Site
from tests.browser.pages.stage import Asked


@dataclass
class Designer:
    """The designer in one tab. `complaints` is what the console said."""

    page: Page
    server: DesignServer
    complaints: list[str] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._scene = self.server.scene()
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.route("**/api/v1/**", self._answer)

    def open(self, site: Site, fragment: str = "") -> None:
        self.page.goto(f"{site.origin}{PATH}{fragment}", wait_until="commit")
        there = self.page.locator("#designer .designer:not(.is-loading), #designer .empty")
        expect(there.first).to_be_attached(timeout=30_000)

    def refuse(self, rule: str, answer: Any) -> None:
        """From now on the API answers this by `answer`."""
        self._scene = self._scene.on(rule, answer)

    def _listen(self, message: ConsoleMessage) -> None:
        # A refused answer is part of some tests; Chromium reports it without being asked.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def _answer(self, route: Route) -> None:
        request, parts = route.request, urlsplit(route.request.url)
        asked = Asked(
            method=request.method,
            path=parts.path.removeprefix("/api/v1"),
            query=parse_qs(parts.query),
            body=json.loads(request.post_data) if request.post_data else None,
            headers=request.headers,
        )
        self.asked.append(asked)
        reply = self._scene.answer(asked)
        kind = "application/json" if reply.status < 400 else "application/problem+json"
        route.fulfill(status=reply.status, content_type=kind, body=json.dumps(reply.body))

    def row(self, key: str) -> Locator:
        return self.page.locator(f'[data-key="{key}"]')

    def names(self) -> list[str]:
        """Of the rows, from top to bottom as they are seen."""
        rows: list[str] = self.page.locator("[data-key]").evaluate_all(
            "rows => rows.sort((a, b) => a.offsetTop - b.offsetTop)"
            ".map(row => row.querySelector('.row-name, input').textContent)"
        )
        return rows

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def section(self, name: str) -> None:
        sections = self.page.get_by_role("navigation", name="Sections of the design")
        sections.get_by_role("button", name=name).click()

    def drag(self, key: str, onto: str, part: float = 0.5) -> None:
        """Drag a row by mouse onto another, `part` of its height from its top."""
        start, end = self.row(key).bounding_box(), self.row(onto).bounding_box()
        assert start is not None
        assert end is not None
        self.page.mouse.move(start["x"] + 80, start["y"] + start["height"] / 2)
        self.page.mouse.down()
        self.page.mouse.move(start["x"] + 90, start["y"] + start["height"] / 2 + 12, steps=3)
        self.page.mouse.move(end["x"] + 90, end["y"] + end["height"] * part, steps=4)
        self.page.mouse.up()

    def save(self, message: str = "") -> None:
        """Save a version by the keyboard, and wait until it is there."""
        count = len(self.server.versions)
        self.ask_to_save(message)
        bar = self.page.locator(".save-bar")
        expect(bar.get_by_text(f"Version {count + 1}", exact=True)).to_be_visible()

    def ask_to_save(self, message: str = "") -> None:
        self.page.keyboard.press("Control+s")
        self.page.get_by_role("dialog").get_by_role("textbox").fill(message)
        self.page.keyboard.press("Enter")

    def saved(self) -> Any:
        """The design of the version that was saved last."""
        return self.server.versions[-1]["design"]

    def hears(self, sentence: str) -> None:
        """A screen reader is told this."""
        expect(self.page.locator("#designer > [role=status]")).to_have_text(sentence)


class Rules:
    """Calls functions of the designer's pure modules with JSON."""

    def __init__(self, page: Page, site: Site) -> None:
        self._page = page
        self._modules = f"{site.files}designer/model/"

    def run(self, modules: tuple[str, ...], body: str, given: Any = None) -> Any:
        """Run a function body with the modules' exports as `m` and `given`."""
        imports = ", ".join(f'import("{self._modules}{name}.js")' for name in modules)
        return self._page.evaluate(
            f"async (given) => {{ const m = Object.assign({{}}, ...await Promise.all([{imports}]));"
            f"{body} }}",
            given,
        )
