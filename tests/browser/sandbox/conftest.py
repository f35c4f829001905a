"""The sandbox's page in a browser, with a guild, a bot that answers and people."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app.sandbox.world.channels import ChannelType
from app.sandbox.world.members import Member
from app.sandbox.world.permissions import Permission, channel_permissions
from tests.browser.sandbox.puppet import Puppet
from tests.browser.sandbox.scenes import COMMANDS
from tests.support.sandbox_beside import SandboxBeside, sandbox_beside

_WRITES = Permission.VIEW_CHANNEL | Permission.SEND_MESSAGES | Permission.ATTACH_FILES
PICTURES = Path(__file__).parents[3] / "build" / "screenshots"


@dataclass(frozen=True, slots=True)
class Scene:
    """`page` stands in a channel that all may write in; `complaints` are its console's errors."""

    page: Page
    beside: SandboxBeside
    puppet: Puppet
    channel: str
    complaints: list[str]

    def picture(self, name: str) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"sandbox-{name}.png", animations="disabled")


@pytest.fixture
def scene(chromium: Browser) -> Iterator[Scene]:
    """In dark, 1280 by 900."""
    with sandbox_beside() as beside:
        puppet = Puppet(beside, COMMANDS)
        context = chromium.new_context(
            color_scheme="dark",
            reduced_motion="reduce",
            viewport={"width": 1280, "height": 900},
            service_workers="block",
        )
        page = context.new_page()
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: _note(complaints, said.type, said.text))
        page.goto(beside.sandbox.url)
        channel = beside.do(lambda: _open_to_all(beside))
        page.locator("#channels .row-name", has_text=channel).first.click()
        expect(page.locator(".channel-head h2")).to_have_text(channel)
        page.locator(".composer").wait_for()
        yield Scene(page, beside, puppet, channel, complaints)
        context.close()
        assert not complaints, complaints


def _open_to_all(beside: SandboxBeside) -> str:
    """The name of the first channel that a plain member may write in."""
    guild = beside.seeded.guild
    plain = Member(0, joined_at=0.0)
    return next(
        channel.name
        for channel in guild.channels.values()
        if channel.type is ChannelType.TEXT
        and channel_permissions(guild, plain, channel, 0.0) & _WRITES == _WRITES
    )


def _note(complaints: list[str], kind: str, text: str) -> None:
    """A refusal by the sandbox is an answer, which browsers note as an error of the network."""
    if kind == "error" and "Failed to load resource" not in text:
        complaints.append(text)
