"""What a notice offers is about what it tells."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.designer.conftest import Opened
from tests.browser.designer.stage import Rules
from tests.browser.designer.test_saving import type_topic


@pytest.mark.parametrize("moves_on", ["undo", "edit"])
def test_an_undo_is_offered_until_the_history_moves_on(opened: Opened, moves_on: str) -> None:
    designer = opened()
    type_topic(designer, "lobby", "Mine")
    designer.row("clips").click()
    designer.page.keyboard.press("Delete")
    undo = designer.page.locator(".notice").get_by_role("button", name="Undo")
    expect(undo).to_be_visible()

    if moves_on == "undo":
        designer.page.keyboard.press("Control+z")
    else:
        type_topic(designer, "news", "Another")

    expect(undo).to_be_hidden()
    designer.row("lobby").click()
    expect(designer.page.get_by_role("textbox", name="Topic")).to_have_value("Mine")


def test_a_removed_category_tells_what_goes_with_it(opened: Opened) -> None:
    designer = opened()
    designer.row("starfarer").click(button="right")

    designer.page.get_by_role("menuitem", name=re.compile("^Delete with")).click()

    expect(designer.page.locator(".notice p")).to_have_text(
        "Starfarer is out of the design, with the 4 channels inside. Also gone: 1 entry of the"
        " welcome screen, 1 default channel of the onboarding and what 1 onboarding answer gives."
    )


def test_a_removed_category_tells_which_channels_stay(opened: Opened) -> None:
    designer = opened()
    designer.row("events").click(button="right")

    designer.page.get_by_role("menuitem", name="Delete, keep its channels").click()

    expect(designer.page.locator(".notice p")).to_have_text(
        "Events is out of the design. 2 channels that stood inside have no category now."
    )


@pytest.mark.parametrize(
    ("removal", "told"),
    [
        (
            "m.removeRoles(given, ['moderator'])",
            "the access of 10 channels and 2 AutoMod exemptions",
        ),
        ("m.removeRoles(given, ['plays-starfarer'])", "what 1 onboarding answer gives"),
        (
            "m.removeChannels(given, ['lobby', 'mod-log'])",
            (
                "1 server setting, 1 entry of the welcome screen, 1 default channel of the"
                " onboarding and 4 AutoMod alert channels"
            ),
        ),
        ("m.removeRoles(given, ['captain'])", ""),
    ],
)
def test_all_that_loses_a_reference_is_counted(
    rules: Rules, example: Any, removal: str, told: str
) -> None:
    modules = ("losses", "commands/roles", "commands/channels")

    losses = rules.run(modules, f"return m.lossesBetween(given, {removal});", example)

    assert losses == told


def test_leaving_a_section_alone_can_be_undone_at_once(opened: Opened) -> None:
    designer = opened()
    designer.section("Onboarding")
    question = designer.page.get_by_role("textbox", name="Question").first
    expect(question).to_be_visible()

    designer.button("Leave alone").click()
    notice = designer.page.locator(".notice")
    expect(notice).to_contain_text("Onboarding is out of the design, and stays as it is")
    notice.get_by_role("button", name="Undo").click()

    expect(question).to_be_visible()
