"""The designer in somebody's hands."""

import re

from playwright.sync_api import Locator, Page, expect


class Designing:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.inspector = page.get_by_role("complementary", name="Inspector")

    def rename(self, name: str, to: str) -> None:
        self.row(name).dblclick()
        self.type_name(to)

    def row(self, name: str) -> Locator:
        """Of the channel or category that has this name now."""
        return self.page.get_by_role("treeitem", name=re.compile(rf"^{re.escape(name)}[ ,]"))

    def take_over(self) -> None:
        """Begin with the server as it is, and save that."""
        self.page.get_by_role("button", name="Import the server as it is").click()
        self.page.get_by_role("button", name="Understood").click()
        self.save("As it is", 1)

    def drag(self, name: str, below: str) -> None:
        """Drag a channel by mouse to the place right below another."""
        start, end = self.row(name).bounding_box(), self.row(below).bounding_box()
        assert start is not None
        assert end is not None
        self.page.mouse.move(start["x"] + 80, start["y"] + start["height"] / 2)
        self.page.mouse.down()
        self.page.mouse.move(start["x"] + 90, start["y"] + start["height"] / 2 + 12, steps=3)
        self.page.mouse.move(end["x"] + 90, end["y"] + end["height"] * 0.9, steps=4)
        self.page.mouse.up()

    def type_name(self, text: str) -> None:
        """Into the box that renaming in place has opened."""
        expect(self.page.get_by_role("textbox", name=re.compile("^New name for"))).to_be_focused()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")

    def switch(self, who: str, permission: str, state: str) -> None:
        """One permission of one role in the selected channel, by mouse."""
        self.inspector.get_by_role("button", name=re.compile(f"^{who}")).click()
        switch = self.inspector.get_by_role("radiogroup", name=permission, exact=True)
        switch.get_by_title(state).click()
        expect(switch.get_by_role("radio", name=state)).to_be_checked()

    def try_to_save(self, message: str) -> None:
        """By the keyboard alone."""
        self.page.keyboard.press("Control+s")
        expect(self.page.get_by_role("dialog").get_by_role("textbox")).to_be_focused()
        self.page.keyboard.type(message)
        self.page.keyboard.press("Enter")

    def save(self, message: str, version: int) -> None:
        """And wait until it is this version."""
        self.try_to_save(message)
        self.is_version(version)

    def is_version(self, number: int) -> None:
        expect(self.page.get_by_text(f"Version {number}", exact=True)).to_be_visible()

    def plan(self) -> None:
        """On to the plan of the version that is saved."""
        self.page.get_by_role("button", name="Plan →").click()
        self.page.wait_for_url("**/plans/*")
