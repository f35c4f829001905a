"""Takes the pictures in docs/images/web from the demo, as its owner sees it.

    .venv/bin/python tools/take_pictures.py

Needs `make assets` and a Chromium at /usr/bin/chromium. Starts a demo of its own and ends it.
"""

import re
import signal
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

_PICTURES = Path("docs/images/web")
_CHROMIUM = "/usr/bin/chromium"
_SIZE = {"width": 1280, "height": 800}
_ASK = """async ([method, path, body]) => {
  const me = await (await fetch("/api/v1/me")).json();
  const answer = await fetch(path, {method, body: JSON.stringify(body),
    headers: {"content-type": "application/json", "x-csrf-token": me.csrf}});
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}"""


def main() -> None:
    demo = subprocess.Popen(  # noqa: S603 - the words are ours
        [Path(sys.executable).with_name("guildwright"), "demo"], stdout=subprocess.PIPE, text=True
    )
    try:
        address, run = _introduced(demo)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=_CHROMIUM, args=["--no-sandbox", "--force-color-profile=srgb"]
            )
            _take(browser, address, run)
            browser.close()
    finally:
        demo.send_signal(signal.SIGINT)
        demo.communicate()


def _introduced(demo: "subprocess.Popen[str]") -> tuple[str, str]:
    """Where the web app is, and the run that the demo has made."""
    address = run = ""
    for line in demo.stdout or ():
        if found := re.search(r"Run (\w+) is done", line):
            run = found.group(1)
        if found := re.search(r"Guildwright: (\S+)", line):
            address = found.group(1)
        if address and run:
            return address, run
    raise SystemExit("The demo has ended early.")


def _take(browser: Browser, address: str, run: str) -> None:
    _PICTURES.mkdir(parents=True, exist_ok=True)
    page = browser.new_context(viewport=_SIZE, color_scheme="dark").new_page()
    guild = _sign_in(page, address)
    page.goto(f"{address}{guild}")
    _shoot(page, "overview")
    page.goto(f"{address}{guild}/designer")
    page.get_by_role("treeitem", name=re.compile("journeymen")).click()
    _shoot(page, "designer")
    page.goto(f"{address}{guild}/runs/{run}")
    _shoot(page, "run")
    page.goto(f"{address}{guild}/plans/{_way_back(page, guild)}")
    _shoot(page, "plan")


def _sign_in(page: Page, address: str) -> str:
    """The path of the server of whoever owns it."""
    page.goto(f"{address}/servers")
    page.get_by_role("radio", name="Marten").check()
    page.get_by_role("button", name="Authorise").click()
    link = page.get_by_role("link", name=re.compile("Copper Guild")).first
    return link.get_attribute("href") or ""


def _way_back(page: Page, guild: str) -> str:
    """The hash of a plan back to how the demo found the server."""
    api = f"/api/v1/guilds/{guild.removeprefix('/g/')}"
    page.evaluate(_ASK, ["POST", f"{api}/versions/1/restore", {"message": "As it was"}])
    made = page.evaluate(_ASK, ["POST", f"{api}/plans", {}])
    return str(made["hash"])


def _shoot(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    page.locator("main .skeleton").first.wait_for(state="hidden")
    page.screenshot(path=_PICTURES / f"{name}.png")


if __name__ == "__main__":
    main()
