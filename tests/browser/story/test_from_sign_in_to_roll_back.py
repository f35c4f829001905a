"""What an admin does with a server from the first sign-in on, each step seen in Discord itself."""

import re

from playwright.sync_api import Page, expect

from tests.browser.story.conftest import Visit
from tests.browser.story.designing import Designing
from tests.browser.story.discord import Discord
from tests.browser.story.visitor import Visitor

ADD_REACTIONS = 1 << 6


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
    designer.plan()
    leave_one_change_out(marten.page)
    run(marten.page, "Run 4 of 5 changes")
    see_what_was_done(discord, before)


def sign_in_and_find_the_server(marten: Visitor) -> None:
    deep = f"{marten.place.guild}/permissions?from=a-friend"
    marten.sign_in("Marten", to=deep)
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
    designer.row("tools").dblclick()
    designer.type_name("Tool shed")
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


def leave_one_change_out(page: Page) -> None:
    page.get_by_role("checkbox", name="Include channel #metallurgy").uncheck()


def run(page: Page, button: str) -> None:
    """Approve the plan that is shown, and watch its run until the server was read back."""
    page.get_by_role("button", name=button).click()
    page.wait_for_url("**/runs/*")
    expect(page.get_by_role("heading", name=re.compile("^Done: the server is as"))).to_be_visible()


def see_what_was_done(discord: Discord, before: dict[str, list[str]]) -> None:
    assert discord.tree() == before | {
        "The Forge": ["general", "pets", "tool-shed", *before["The Forge"][2:]],
        "Off duty": ["board-games", "tavern", "bot-commands"],
    }
    assert discord.overwrite("metallurgy", "@everyone") == (0, 0)
