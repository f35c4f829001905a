"""From a server without the bot to one that it is on."""

import re

from playwright.sync_api import expect

from tests.browser.story.conftest import Visit

TIN_ROW = "Tin Row"


def test_the_bot_is_invited_and_a_page_waits_until_it_is_there(visit: Visit) -> None:
    marten = visit()
    discord = marten.place.discord
    marten.sign_in("Marten", to=f"{marten.place.url}/servers")
    invite = marten.page.get_by_role("link", name=f"Invite the bot to {TIN_ROW}")
    guild_id = (invite.get_attribute("href") or "").rpartition("/")[2]
    waiting = marten.another_tab()
    waiting.goto(f"{marten.place.url}/g/{guild_id}/welcome")
    expect(waiting.get_by_role("heading", name="Waiting for the bot")).to_be_visible()

    invite.click()
    page = marten.page
    expect(page.get_by_text(TIN_ROW)).to_be_visible()
    asked = {label.inner_text().strip() for label in page.locator("label.check").all()}
    page.get_by_role("button", name="Authorise").click()

    assert "Administrator" not in asked
    assert {"Manage Roles", "Manage Channels"} <= asked
    for tab in (page, waiting):
        expect(tab.get_by_role("heading", name=f"The bot is on {TIN_ROW}")).to_be_visible()
    assert TIN_ROW in discord.guilds_of_bot()
    page.get_by_role("link", name="To the overview").click()
    expect(page.get_by_role("heading", name=re.compile(TIN_ROW), level=1)).to_be_visible()
