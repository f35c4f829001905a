"""Every page in every state holds to WCAG 2.2 AA as far as axe can tell, large and small, dark and
light, and fits the width of a phone."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.looks.icons import missing_icons
from tests.browser.pages.conftest import Staged
from tests.browser.pages.stage import Scene
from tests.browser.pages.states import STATES

AXE = Path(__file__).parents[3] / "build" / "axe" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize(("path", "template", "scene"), STATES)
@pytest.mark.parametrize("phone", [False, True], ids=["large-dark", "phone-light"])
def test_a_page_has_no_violation(
    staged: Staged, path: str, template: str, scene: Scene, *, phone: bool
) -> None:
    page = staged(scene, phone=phone, light=phone).ready(path, template)

    assert violations(page) == []
    assert missing_icons(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def violations(page: Page) -> list[str]:
    # By the debugger, since the page's policy lets no script in from outside.
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})
    found = page.evaluate("(rules) => axe.run(document, {runOnly: rules})", RULES)
    return [f"{one['id']}: {node['html']}" for one in found["violations"] for node in one["nodes"]]
