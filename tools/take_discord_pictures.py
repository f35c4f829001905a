"""Takes the pictures in docs/images/discord from the demo: the bot's messages, as its owner gets
them in the sandbox's page.

    .venv/bin/python tools/take_discord_pictures.py

Needs `make assets` and a Chromium at /usr/bin/chromium. Starts a demo of its own and ends it.
"""

import asyncio
import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx2
from playwright.async_api import Page, async_playwright

from app.sandbox.driving.humans import Human, Humans
from app.sandbox.driving.sent import SeenMessage

_PICTURES = Path("docs/images/discord")
_CHROMIUM = "/usr/bin/chromium"
_SIZE = {"width": 1280, "height": 2400}
"""High, since a message is taken whole."""


def main() -> None:
    _PICTURES.mkdir(parents=True, exist_ok=True)
    demo = subprocess.Popen(  # noqa: S603 - the words are ours
        [Path(sys.executable).with_name("guildwright"), "demo"], stdout=subprocess.PIPE, text=True
    )
    try:
        asyncio.run(_take_all(_introduced(demo)))
    finally:
        demo.send_signal(signal.SIGINT)
        demo.communicate()


def _introduced(demo: "subprocess.Popen[str]") -> str:
    """Where the sandbox is, once everything runs."""
    sandbox = ""
    for line in demo.stdout or ():
        if found := re.search(r"The server: (\S+)", line):
            sandbox = found.group(1)
        if sandbox and "Ctrl-C" in line:
            return sandbox.rstrip("/")
    raise SystemExit("The demo has ended early.")


async def _take_all(sandbox: str) -> None:
    async with async_playwright() as playwright, Humans(sandbox) as humans:
        browser = await playwright.chromium.launch(
            executable_path=_CHROMIUM, args=["--no-sandbox", "--force-color-profile=srgb"]
        )
        guild, owner, room = await _where(sandbox)
        human = humans.human(guild, room, owner)
        await _commands_there(human)
        page = await (await browser.new_context(viewport=_SIZE, color_scheme="dark")).new_page()
        await page.goto(sandbox)
        await page.locator(f'[data-key="c{room}"]').click()
        await _story(page, human, guild, room)
        await _by_hand(sandbox, room)
        await _shoot(page, "drift", await (await human.use("drift")).answer())
        await browser.close()


async def _commands_there(human: Human) -> None:
    """The bot tells Discord of its commands once it is connected."""
    async with asyncio.timeout(60):
        while not await human.commands():  # noqa: ASYNC110 - it is another process
            await asyncio.sleep(0.2)


async def _where(sandbox: str) -> tuple[str, str, str]:
    """The server, its owner, and the channel that people talk in."""
    async with httpx2.AsyncClient(base_url=f"{sandbox}/sandbox", trust_env=False) as http:
        listed = (await http.get("/guilds")).json()
        guild = (await http.get(f"/guilds/{listed[0]['id']}")).json()
    rooms = [
        channel["id"]
        for group in guild["groups"]
        for channel in group["channels"]
        if channel["kind"] == "text" and not channel["private"]
    ]
    return guild["id"], guild["owner_id"], rooms[-1]


async def _story(page: Page, human: Human, guild: str, room: str) -> None:
    why = {"role": guild, "channel": room}
    for name, command, options in (
        ("help", "help", {}),
        ("overview", "server overview", {}),
        ("plan", "plan", {"version": 1}),
        ("why", "permissions why", why),
        ("history", "history", {}),
    ):
        await _shoot(page, name, await (await human.use(command, **options)).answer())
    plan = await (await human.use("plan", version=1)).answer()
    question = await (await human.press(plan, "Apply…")).answer()
    await _shoot(page, "apply", question)
    apply = next(label for label in question.labels if label.startswith("Apply"))
    await human.press(question, apply)
    await _shoot(page, "run", await human.sees("Run: Done", within_s=60))


async def _by_hand(sandbox: str, room: str) -> None:
    async with httpx2.AsyncClient(base_url=f"{sandbox}/sandbox", trust_env=False) as http:
        await http.patch(f"/channels/{room}", json={"topic": "Ask me anything."})


async def _shoot(page: Page, name: str, message: SeenMessage) -> None:
    row = page.locator(f'[data-id="{message.id}"]')
    await row.locator(".thinking").wait_for(state="detached")
    await row.get_by_text(message.labels[-1]).first.wait_for()
    await row.screenshot(path=_PICTURES / f"{name}.png")


if __name__ == "__main__":
    main()
