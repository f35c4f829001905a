"""What is done on a page until it shows the state that is looked at."""

import json
import re
from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

API = "**/api/v1/guilds/**"
type Act = Callable[[Page], None]

PROBLEM = {
    "type": "about:blank",
    "title": "Discord did not answer",
    "status": 503,
    "detail": "Discord did not answer in time.",
    "code": "discord_unavailable",
    "remedy": "Nothing was changed. Try again in a minute.",
    "reference": "a1b2c3d4e5",
}


def never_answered(page: Page) -> None:
    """The page keeps loading."""
    page.route(API, lambda _route: None)


def failing(page: Page) -> None:
    def answer(route: Route) -> None:
        kind = "application/problem+json"
        route.fulfill(status=503, content_type=kind, body=json.dumps(PROBLEM))

    page.route(API, answer)


def press(name: str, then: str = "") -> Act:
    """Press a button; `then` is a text that shows that it was."""

    def act(page: Page) -> None:
        page.get_by_role("button", name=re.compile(f"^{re.escape(name)}")).first.click()
        if then:
            expect(page.get_by_text(then).first).to_be_visible()

    return act


def choose(name: str) -> Act:
    """Select a channel of the designer, and open who may do what in it."""

    def act(page: Page) -> None:
        page.get_by_role("treeitem", name=re.compile(rf"^{re.escape(name)}[ ,]")).click()
        inspector = page.get_by_role("complementary", name="Inspector")
        expect(inspector.get_by_role("heading", name=name)).to_be_visible()
        inspector.get_by_role("button", name=re.compile("^@everyone")).click()
        expect(inspector.get_by_role("radiogroup").first).to_be_visible()

    return act


def section(name: str, then: str) -> Act:
    """A part of the design: Roles, Server, …"""

    def act(page: Page) -> None:
        sections = page.get_by_role("navigation", name="Sections of the design")
        sections.get_by_role("button", name=re.compile(f"^{name}")).click()
        expect(page.get_by_text(then).first).to_be_visible()

    return act


def edited(page: Page) -> None:
    """A channel has another name, which is not saved."""
    row = page.get_by_role("treeitem", name=re.compile("^tool-shed[ ,]"))
    row.click()
    row.press("F2")
    page.keyboard.press("Control+a")
    page.keyboard.type("smithy")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 unsaved change")).to_be_visible()


def about_to_save(page: Page) -> None:
    edited(page)
    page.keyboard.press("Control+s")
    expect(page.get_by_role("dialog", name="Save a version")).to_be_visible()


def allowed(page: Page) -> None:
    """A loss is ticked, and the question asked whether it really shall be."""
    page.get_by_role("checkbox", name=re.compile("^Allow")).first.check()
    button = page.get_by_role("region", name="Decision").get_by_role("button")
    expect(button).to_be_enabled()
    button.click()
    expect(page.get_by_role("dialog")).to_be_visible()


def cell_explained(page: Page) -> None:
    page.get_by_role("gridcell").nth(3).click()
    expect(page.get_by_role("gridcell", selected=True)).to_be_visible()


def yaml(page: Page) -> None:
    page.get_by_role("button", name="YAML").click()
    expect(page.get_by_role("textbox", name="The design as YAML")).to_have_value(
        re.compile("channels:")
    )
