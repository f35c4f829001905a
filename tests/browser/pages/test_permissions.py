"""The permissions explorer: right, explained, and smooth at the largest size."""

import re

from playwright.sync_api import Page, expect

from tests.browser.pages.conftest import Staged
from tests.browser.pages.scenes.matrices import largest, permissions_scene
from tests.browser.pages.stage import GUILD, Stage

# Rows of the small design: rules, The Forge, general, games, Lounge, Staff, staff-log.
# Columns: council, moderator, helper, quiet, @everyone.
FRAME_MS = 50.0


def explorer(stage: Stage) -> Page:
    return stage.ready(f"/g/{GUILD}/permissions", "guild/permissions.html")


def test_a_cell_says_who_may_and_the_rule_that_decides(staged: Staged) -> None:
    page = explorer(staged(permissions_scene()))

    page.locator("#cell-6-2").click()

    expect(page.get_by_role("heading", name="Yes: @Helper in staff-log")).to_be_visible()
    expect(page.locator(".deciding")).to_contain_text("This channel allows it to Helper.")
    page.locator("#cell-6-3").click()
    expect(page.get_by_role("heading", name="No: @Quiet in staff-log")).to_be_visible()


def test_the_question_can_be_changed(staged: Staged) -> None:
    page = explorer(staged(permissions_scene()))

    page.get_by_label("Question").select_option("write")

    expect(page.locator("#cell-3-3")).to_have_attribute("aria-label", "no, by this channel")
    expect(page.locator("#cell-3-4")).to_have_attribute("aria-label", "yes")


def test_who_cannot_see_a_channel_cannot_write_there_either(staged: Staged) -> None:
    page = explorer(staged(permissions_scene()))

    page.get_by_label("Question").select_option("write")

    expect(page.locator("#cell-6-3")).to_have_attribute("aria-label", "no, by this channel")
    page.locator("#cell-6-3").click()
    expect(page.locator(".deciding")).to_contain_text("of no use here without View Channels")


def test_what_does_not_apply_to_a_channel_is_left_empty(staged: Staged) -> None:
    page = explorer(staged(permissions_scene()))

    page.get_by_label("Question").select_option("talk")

    expect(page.locator("#cell-2-4")).to_have_attribute("aria-label", "does not apply")
    expect(page.locator("#cell-4-4")).to_have_attribute("aria-label", "yes")


def test_it_is_walked_by_keyboard(staged: Staged) -> None:
    page = explorer(staged(permissions_scene()))
    grid = page.get_by_role("grid")

    grid.focus()
    grid.press("Control+End")
    grid.press("ArrowLeft")
    grid.press("Enter")

    expect(grid).to_have_attribute("aria-activedescendant", "cell-6-3")
    expect(page.get_by_role("heading", name="No: @Quiet in staff-log")).to_be_visible()


def test_a_member_is_looked_at_with_the_roles_they_have(staged: Staged) -> None:
    page = explorer(staged(permissions_scene()))

    page.get_by_text("Look at a member, or at roles together").click()
    page.get_by_role("combobox", name="Look at a member").fill("iv")
    page.get_by_role("option", name="Ivo").click()
    page.locator("#cell-6-0").click()

    expect(page.get_by_role("heading", name="Yes: Ivo in staff-log")).to_be_visible()


def test_the_design_can_be_asked_instead_of_the_server(staged: Staged) -> None:
    stage = staged(permissions_scene(saved=None))
    page = explorer(stage)

    expect(page.get_by_label("In the design (none yet)")).to_be_disabled()
    stage.scene = permissions_scene()
    page.reload()
    page.get_by_label("In the design").check()

    expect(page.get_by_text("version 12")).to_be_visible()


def test_channels_are_found_by_name_with_their_category(staged: Staged) -> None:
    page = explorer(staged(permissions_scene()))

    page.get_by_role("searchbox", name="Channels").fill("log")

    expect(page.get_by_role("rowheader")).to_have_text(["Staff", "staff-log"])


SCROLLING = """async ([down, right]) => {
  const grid = document.querySelector('.matrix');
  const frame = () => new Promise(requestAnimationFrame);
  for (let n = 0; n < 60; n += 1) {
    grid.scrollTop += down; grid.scrollLeft += right;
    await frame();
  }
  const cells = document.querySelectorAll('.matrix-cell').length;
  return { cells, top: grid.scrollTop, left: grid.scrollLeft };
}"""


def busy_ms(page: Page, down: int, right: int) -> tuple[float, dict[str, float]]:
    """CPU time that the page's main thread takes for one frame: other work on the machine, which
    makes frames late, does not count."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return next(float(one["value"]) for one in metrics if one["name"] == "TaskDuration")

    before = spent()
    end = page.evaluate(SCROLLING, [down, right])
    return (spent() - before) * 1000 / 60, end


def test_the_largest_matrix_scrolls_smoothly(staged: Staged) -> None:
    page = explorer(staged(permissions_scene(largest(), None)))
    expect(page.get_by_text(re.compile("500 channels .* 250 roles"))).to_be_visible()

    down, after_down = busy_ms(page, 190, 0)
    right, after_right = busy_ms(page, 0, 130)

    assert after_down["top"] > 10_000
    assert after_right["left"] > 7_000
    assert max(after_down["cells"], after_right["cells"]) < 3000
    assert max(down, right) < FRAME_MS, (down, right)
