"""Nothing that axe can see keeps anybody from the designer, in any state, size and theme."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.designer.conftest import Opened
from tests.browser.designer.stage import Designer
from tests.browser.looks.icons import missing_icons

AXE = Path(__file__).parents[3] / "build" / "axe" / "axe.min.js"


def access(designer: Designer) -> None:
    designer.row("mod-log").click()
    designer.page.locator(".target-row").nth(1).click()


def forum(designer: Designer) -> None:
    designer.row("starfarer-crews").click()


def role(designer: Designer) -> None:
    designer.section("Roles")
    designer.row("moderator").click()


def section(name: str) -> Callable[[Designer], None]:
    return lambda designer: designer.section(name)


def yaml(designer: Designer) -> None:
    designer.button("YAML").click()
    designer.page.get_by_role("textbox", name="The design as YAML").wait_for()


def menu(designer: Designer) -> None:
    designer.row("lobby").click(button="right")
    expect(designer.page.get_by_role("menuitem").first).to_be_visible()


def move(designer: Designer) -> None:
    menu(designer)
    designer.page.get_by_role("menuitem", name="Move to").click()


def view_as(designer: Designer) -> None:
    designer.page.get_by_role("button", name="View as").click()
    designer.button("@everyone").click()


def renaming(designer: Designer) -> None:
    designer.row("lobby").dblclick()


def problems(designer: Designer) -> None:
    designer.row("clips").click()
    designer.page.keyboard.press("Delete")
    designer.page.get_by_role("button", name="1 problem", exact=True).click()


STATES: dict[str, Callable[[Designer], None]] = {
    "access": access, "forum": forum, "role": role, "yaml": yaml, "menu": menu, "move": move,
    "view as": view_as, "renaming": renaming, "problems": problems, "server": section("Server"),
    "welcome screen": section("Welcome screen"), "onboarding": section("Onboarding"),
    "automod": section("AutoMod"), "not in the design": section("Not in the design"),
    "versions": lambda designer: designer.button("Versions").click(),
}  # fmt: skip


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_clean(opened: Opened, state: str) -> None:
    designer = opened(light=len(state) % 2 == 0)

    STATES[state](designer)

    assert violations(designer) == []
    assert missing_icons(designer.page) == []


@pytest.mark.parametrize("state", ["access", "role", "yaml"])
def test_a_phone_is_clean(opened: Opened, state: str) -> None:
    designer = opened(phone=True, light=state == "role")

    STATES[state](designer)

    assert violations(designer) == []


@pytest.mark.parametrize("light", [False, True])
def test_parts_that_are_greyed_out_are_clean(opened: Opened, *, light: bool) -> None:
    designer = opened(objects=("channel:starfarer",), light=light)

    forum(designer)
    designer.row("clips").click()

    assert violations(designer) == []


@pytest.mark.parametrize("light", [False, True])
def test_the_first_steps_are_clean(opened: Opened, *, light: bool) -> None:
    designer = opened(design=None, light=light)

    assert violations(designer) == []


def violations(designer: Designer) -> list[Any]:
    expect(designer.page.locator("main .skeleton")).to_have_count(0)
    # By the protocol and not as a script of the page, which its policy would not let in.
    designer.page.evaluate(AXE.read_text())
    found: list[Any] = designer.page.evaluate(
        """async () => {
          const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
          const { violations } = await axe.run(document, { runOnly: tags });
          const told = ({ target, any }) => `${target.join(" ")} ${any[0]?.message ?? ""}`;
          return violations.map(({ id, nodes }) => [id, nodes.map(told).slice(0, 4)]);
        }"""
    )
    return found
