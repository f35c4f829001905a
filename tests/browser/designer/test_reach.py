"""Who may design parts of a server sees which, and is kept from the rest before it is refused."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from app.shared.domain.access.objects import outside_design
from app.shared.domain.blueprint.problems import BlueprintRefused
from app.shared.infrastructure.files.design.reading import read_design
from app.web.designer.registry import designer_registry
from tests.browser.designer.conftest import Opened
from tests.browser.designer.stage import Designer, Rules
from tests.browser.designer.test_edits import MODULES

AT_RANDOM = (Path(__file__).parent / "at_random.js").read_text()
CLUB = ("channel:lobby", "channel:starfarer", "role:plays-starfarer")


def topic(designer: Designer) -> Any:
    return designer.page.get_by_role("textbox", name="Topic")


def notice(designer: Designer) -> Any:
    return designer.page.locator(".notice p")


@pytest.mark.parametrize("seed", range(16))
def test_the_designer_and_the_server_draw_the_same_line(
    rules: Rules, example: Any, seed: int
) -> None:
    objects = frozenset(CLUB) | {"channel:events", "role:regular"}
    given = {"registry": designer_registry(), "design": example, "seed": seed, "steps": 25}
    told = rules.run(
        (*MODULES, "reach"),
        AT_RANDOM
        + """
        const objects = new Set(given.objects);
        const before = [designs[0], ...designs];
        return designs.map((after, at) =>
          [before[at], after, [...m.beyond(objects, before[at], after)]]);""",
        given | {"objects": sorted(objects)},
    )

    compared = [
        (sorted(sentences), sorted(outside_design(objects, before, after)))
        for was, now, sentences in told
        if (before := _read(was)) and (after := _read(now))
    ]

    assert len(compared) > 5
    assert [ours for ours, _ in compared] == [theirs for _, theirs in compared]


def _read(design: Any) -> Any:
    try:
        return read_design(design)
    except BlueprintRefused:
        return None


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"settings": {"community": False}}, "The server settings would change."),
        ({"welcome_screen": None}, "The welcome screen would change."),
        ({"automod": None}, "AutoMod would change."),
        (
            {"unmanaged": {"roles": "delete", "channels": "keep"}},
            "What becomes of things that the design does not name would change.",
        ),
        (
            {"ignore": {"roles": ["name"], "channels": [], "automod": []}},
            "What is left to people by hand would change.",
        ),
    ],
)
def test_what_reaches_all_of_the_server_needs_the_right_for_all_of_it(
    rules: Rules, example: Any, change: Any, sentence: str
) -> None:
    given = {"before": example, "after": example | change, "objects": list(CLUB)}

    told = rules.run(
        ("reach",),
        "return [m.firstBeyond(new Set(given.objects), given.before, given.after),"
        " m.firstBeyond(null, given.before, given.after)];",
        given,
    )

    assert told == [sentence, ""]


def test_it_is_told_what_may_be_designed_and_the_rest_is_greyed_out(opened: Opened) -> None:
    designer = opened(objects=CLUB)

    expect(designer.page.locator(".banner").first).to_contain_text(
        "You may design parts of this server: lobby, Starfarer, @Starfarer."
    )
    assert _beyond(designer, "clips", "common-room", "rules") == [True, True, True]
    assert _beyond(designer, "lobby", "starfarer", "starfarer-talk") == [False, False, False]
    expect(designer.row("clips")).to_have_accessible_name(re.compile("not yours to edit"))


def _beyond(designer: Designer, *keys: str) -> list[bool]:
    return ["is-beyond" in (designer.row(key).get_attribute("class") or "").split() for key in keys]


def test_what_is_beyond_can_be_looked_at_and_says_why_it_cannot_be_edited(opened: Opened) -> None:
    designer = opened(objects=CLUB)

    designer.row("clips").click()

    expect(topic(designer)).to_be_disabled()
    expect(designer.page.locator(".designer-side .is-beyond")).to_contain_text(
        "Your right to design does not cover it"
    )
    designer.row("clips").click(button="right")
    items = designer.page.get_by_role("menuitem")
    expect(items.first).to_be_visible()
    assert items.all_inner_texts() == ["Edit…\nEnter"]


def test_what_is_covered_is_edited_and_saved(opened: Opened) -> None:
    designer = opened(objects=CLUB)
    designer.row("lobby").click()

    topic(designer).fill("Come in")
    designer.save("A topic")

    lobby = next(one for one in designer.saved()["channels"] if one["key"] == "lobby")
    assert lobby["topic"] == "Come in"


def test_channels_are_made_in_a_category_that_is_covered_only(opened: Opened) -> None:
    designer = opened(objects=CLUB)

    expect(designer.button("Add a channel to Starfarer")).to_have_count(1)
    expect(designer.button("Add a channel to Common Room")).to_have_count(0)
    expect(designer.button("Channel")).to_have_count(0)


def test_a_named_channel_alone_is_edited_and_stays_where_it_is(opened: Opened) -> None:
    designer = opened(objects=CLUB)
    designer.row("lobby").click(button="right")

    items = designer.page.get_by_role("menuitem")

    expect(items.first).to_be_visible()
    told = [one.split("\n")[0] for one in items.all_inner_texts()]
    assert told == ["Edit…", "Rename", "Copy access", "Delete"]


@pytest.mark.parametrize(
    ("key", "onto"), [("clips", "lobby"), ("starfarer-talk", "lobby"), ("lobby", "starfarer-talk")]
)
def test_nothing_is_dragged_over_the_line(opened: Opened, key: str, onto: str) -> None:
    designer = opened(objects=CLUB)
    before = designer.names()

    designer.drag(key, onto)

    assert designer.names() == before


def test_a_drop_over_the_line_says_why_nothing_came_of_it(opened: Opened) -> None:
    designer = opened(objects=CLUB)

    designer.drag("starfarer-talk", "lobby")

    expect(notice(designer)).to_contain_text(
        'The channel "starfarer-talk" would move to another category. Your right to design covers'
        " other parts of this server only, so nothing was done."
    )


def test_the_keyboard_keeps_to_the_line_as_well(opened: Opened) -> None:
    designer = opened(objects=CLUB)
    before = designer.names()
    designer.row("clips").click()

    for key in ("Delete", "Control+d", "Alt+ArrowUp", "F2"):
        designer.page.keyboard.press(key)

    assert designer.names() == before
    expect(designer.page.locator(".rename-box")).to_have_count(0)


def test_roles_that_are_beyond_are_greyed_out_and_none_are_made(opened: Opened) -> None:
    designer = opened(objects=CLUB)
    designer.section("Roles")
    expect(designer.row("regular")).to_be_visible()

    assert _beyond(designer, "regular", "plays-starfarer") == [True, False]
    expect(designer.button("Role")).to_have_count(0)
    designer.row("regular").click()
    expect(designer.page.get_by_role("textbox", name="Name")).to_be_disabled()
    designer.row("plays-starfarer").click()
    expect(designer.page.get_by_role("textbox", name="Name")).to_be_enabled()


def test_a_role_is_not_taken_out_of_channels_that_are_beyond(opened: Opened) -> None:
    designer = opened(objects=(*CLUB, "role:moderator"))
    designer.section("Roles")
    designer.row("moderator").click()

    designer.button("Remove from all channels").click()

    expect(notice(designer)).to_contain_text("would change. Your right to design covers other")
    expect(designer.page.get_by_text("Has its own access in 10 channels")).to_be_visible()


def test_sections_of_the_whole_server_can_be_looked_at(opened: Opened) -> None:
    designer = opened(objects=CLUB)

    designer.section("Server")

    expect(designer.page.locator(".section-form .is-beyond")).to_be_visible()
    expect(designer.page.locator(".section-form select").first).to_be_disabled()
    expect(
        designer.page.locator(".section-form :is(input, select, textarea):enabled")
    ).to_have_count(0)


def test_typed_yaml_that_goes_beyond_is_not_applied_and_stays(opened: Opened) -> None:
    designer = opened(objects=CLUB)
    designer.button("YAML").click()
    text = designer.page.get_by_role("textbox", name="The design as YAML")
    expect(text).to_have_value(re.compile("clips"))
    typed = text.input_value().replace("- text: clips", "- text: clips\n        protect: true")

    text.fill(typed)
    text.press("Control+Enter")

    expect(designer.page.locator(".yaml-problems")).to_contain_text(
        "What is protected from deletion would change."
    )
    expect(text).to_have_value(typed)
    expect(designer.row("clips")).to_contain_text("clips")


def test_who_may_design_all_of_it_meets_no_line(opened: Opened) -> None:
    designer = opened()

    expect(designer.row("clips")).to_be_visible()
    expect(designer.page.locator(".is-beyond")).to_have_count(0)
    expect(designer.page.get_by_text("You may design parts")).to_have_count(0)
