"""What somebody has typed and not saved yet is theirs, whatever happens to the page."""

from playwright.sync_api import Page, expect

from tests.browser.story.conftest import Visit
from tests.browser.story.designing import Designing


def test_unsaved_edits_in_two_tabs_each_outlive_a_reload(visit: Visit) -> None:
    marten = visit()
    marten.sign_in("Marten", to=f"{marten.place.guild}/designer")
    first = Designing(marten.page)
    first.take_over()
    second = Designing(marten.another_tab())
    second.page.goto(f"{marten.place.guild}/designer")
    for designer, name in ((first, "Tool shed"), (second, "Workbench")):
        designer.rename("tools", to=name)

    for designer in (first, second):
        reload(designer.page)
        designer.page.get_by_role("button", name="Take them up").click()

    expect(first.row("tool-shed")).to_be_visible()
    expect(second.row("workbench")).to_be_visible()
    for designer in (first, second):
        expect(designer.page.get_by_role("button", name="1 unsaved change")).to_be_visible()
        expect(designer.row("tools")).to_have_count(0)
    assert "tools" in marten.place.discord.names()


def reload(page: Page) -> None:
    """And say to the browser's question that it really shall."""
    page.once("dialog", lambda question: question.accept())
    page.reload()
