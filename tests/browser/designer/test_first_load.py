"""What is drawn first comes first; the rest waits until somebody is at work."""

from playwright.sync_api import expect

from tests.browser.designer.conftest import Opened
from tests.browser.designer.server import BASE
from tests.browser.designer.stage import Designer
from tests.browser.pages.stage import problem

LATER = (
    "inspector/channel.js", "roles/list.js", "yaml/editor.js", "saving/versions.js",
    "saving/save_form.js", "tree/channel_menu.js",
)  # fmt: skip


def came(designer: Designer, *names: str) -> list[str]:
    loaded: list[str] = designer.page.evaluate(
        "performance.getEntriesByType('resource').map((one) => one.name)"
    )
    return [name for name in names if any(one.endswith(f"/designer/{name}") for one in loaded)]


def test_parts_that_few_open_come_once_somebody_touches_the_page(opened: Opened) -> None:
    designer = opened()
    designer.page.wait_for_load_state("networkidle")
    before = came(designer, "tree/tree.js", *LATER)

    designer.page.keyboard.press("Shift")

    assert before == ["tree/tree.js"]
    for name in LATER:
        designer.page.wait_for_function(
            "(name) => performance.getEntriesByType('resource')"
            ".some((one) => one.name.endsWith(`/designer/${name}`))",
            arg=name,
        )


def test_edits_that_cannot_be_checked_are_said_to_be_unchecked_until_they_are(
    opened: Opened,
) -> None:
    designer = opened()
    down = problem(503, "unavailable", "Too much to do.", "Try again soon.")
    designer.refuse(f"POST {BASE}/design/check", down)
    designer.row("lobby").click()

    designer.page.get_by_role("textbox", name="Topic").fill("Mine")
    expect(designer.button("Not checked")).to_be_visible()
    designer.page.keyboard.press("Escape")
    designer.button("Undo: Edit lobby").click()

    expect(designer.button("No problems")).to_be_visible()
