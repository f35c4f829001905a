"""A plan's page in somebody's hands."""

import re

from playwright.sync_api import Page, expect


def run_it(page: Page, button: str = "Approve and run") -> None:
    """Approve the plan that is shown, and watch its run until the server was read back."""
    page.get_by_role("button", name=button, exact=True).click()
    confirm = page.get_by_role("dialog").get_by_role("button", name=button, exact=True)
    if button.startswith("Delete"):
        confirm.click()
    page.wait_for_url("**/runs/*")
    expect(page.get_by_role("heading", name=re.compile("^Done: the server is as"))).to_be_visible()


def leave_out(page: Page, what: str) -> None:
    page.get_by_role("checkbox", name=f"Include {what}", exact=True).uncheck()


def allow(page: Page, what: str) -> None:
    """Tick something that will be lost."""
    page.get_by_role("checkbox", name=f"Allow {what}", exact=True).check()
