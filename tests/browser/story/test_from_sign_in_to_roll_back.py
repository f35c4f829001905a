"""What an admin does with a server from the first sign-in on, each step seen in Discord itself."""

import re

from playwright.sync_api import Page, expect

from tests.browser.story.conftest import Visit
from tests.browser.story.deciding import allow, leave_out, run_it
from tests.browser.story.designing import Designing
from tests.browser.story.discord import Discord
from tests.browser.story.visitor import Visitor

type Tree = dict[str, list[str]]
NOTHING = (0, 0)


def test_a_server_is_taken_over_changed_watched_and_brought_back(visit: Visit) -> None:
    marten = visit()
    discord = marten.place.discord
    before = discord.tree()

    sign_in_and_find_the_server(marten)
    designer = import_it(marten)
    edit_by_mouse(designer)
    edit_by_keyboard(designer)
    designer.save("Board games have a place", 2)
    assert discord.tree() == before, "a version is not a change"
    run_a_part_of_the_plan(designer)
    after = see_what_was_done(discord, before)
    viewer = look_by_hand(marten, after)
    rename_by_hand(viewer, "tavern", "pub")
    assert "pub" in discord.names()
    revert_what_was_done_by_hand(marten)
    assert discord.tree() == after
    roll_back_the_first_run(marten)
    assert discord.tree() == before
    expect(viewer.locator("#channels").get_by_text("tools", exact=True)).to_be_visible()


def sign_in_and_find_the_server(marten: Visitor) -> None:
    marten.sign_in("Marten", to=f"{marten.place.guild}/permissions?from=a-friend")
    marten.page.goto(f"{marten.place.url}/servers")
    marten.page.get_by_role("link", name=re.compile("^Copper Guild")).click()
    expect(marten.page.get_by_role("heading", name="Copper Guild", level=1)).to_be_visible()
    expect(marten.page.get_by_role("heading", name="Nothing applied yet")).to_be_visible()


def import_it(marten: Visitor) -> Designing:
    marten.page.get_by_role("link", name="Designer", exact=True).click()
    designer = Designing(marten.page)
    designer.take_over()
    return designer


def edit_by_mouse(designer: Designing) -> None:
    designer.drag("pets", below="general")
    designer.rename("tools", to="Tool shed")
    designer.row("metallurgy").click()
    designer.switch("@everyone", "Add Reactions", "Deny")


def edit_by_keyboard(designer: Designing) -> None:
    press = designer.page.keyboard.press
    designer.row("games").focus()
    press("Alt+ArrowUp")
    press("F2")
    designer.type_name("board games")
    expect(designer.row("board-games")).to_be_focused()
    press("ArrowDown")
    press("Delete")
    expect(designer.row("tavern")).to_have_count(0)
    press("Control+z")
    expect(designer.row("tavern")).to_have_count(1)
    designer.row("tavern").focus()
    press("Control+d")
    expect(designer.row("tavern-copy")).to_be_focused()


def run_a_part_of_the_plan(designer: Designing) -> None:
    designer.plan()
    leave_out(designer.page, "channel #metallurgy")
    run_it(designer.page, "Run 5 of 6 changes")


def see_what_was_done(discord: Discord, before: Tree) -> Tree:
    after = before | {
        "The Forge": ["general", "pets", "tool-shed", *before["The Forge"][2:]],
        "Off duty": ["board-games", "tavern", "tavern-copy", "bot-commands"],
    }
    assert discord.tree() == after
    assert discord.overwrite("metallurgy", "@everyone") == NOTHING
    return after


def look_by_hand(marten: Visitor, after: Tree) -> Page:
    viewer = marten.another_tab()
    viewer.goto(marten.place.discord.viewer)
    for name in after["The Forge"]:
        expect(viewer.locator("#channels").get_by_text(name, exact=True)).to_be_visible()
    return viewer


def rename_by_hand(viewer: Page, name: str, to: str) -> None:
    viewer.get_by_role("button", name=f"More for {name}", exact=True).click()
    viewer.get_by_role("button", name="Rename…").click()
    viewer.get_by_role("dialog").get_by_label("Name").fill(to)
    viewer.get_by_role("dialog").get_by_role("button", name="Rename", exact=True).click()
    expect(viewer.locator("#channels").get_by_text(to, exact=True)).to_be_visible()


def revert_what_was_done_by_hand(marten: Visitor) -> None:
    overview = marten.open()
    drifted = overview.get_by_role("region", name="Drifted")
    expect(drifted.get_by_role("checkbox", name=re.compile("pub"))).to_be_visible()
    expect(drifted.get_by_text("by you")).to_be_visible()
    drifted.get_by_role("button", name="Plan to revert it").click()
    overview.wait_for_url("**/plans/*")
    run_it(overview)
    marten.open()
    expect(overview.get_by_role("heading", name="In sync")).to_be_visible()


def roll_back_the_first_run(marten: Visitor) -> None:
    page = marten.open("/runs")
    page.locator("main").get_by_role("link", name=re.compile("done")).last.click()
    page.get_by_role("button", name="Plan the way back").click()
    page.wait_for_url("**/plans/*")
    allow(page, "channel #tavern-copy")
    run_it(page, "Delete 1 channel and roll back")
