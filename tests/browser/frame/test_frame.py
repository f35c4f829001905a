"""Header, menus, theme and the pages around signing in, in Chromium."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.frame.site import Site, site
from tests.support.builders import GUILD
from tests.support.processes import PROJECT

AXE = PROJECT / "build" / "axe" / "axe.min.js"
SHOTS = PROJECT / "build" / "screenshots"
LOOKS = [("dark", 1280), ("dark", 390), ("light", 1280), ("light", 390)]
PAGES = {"landing": "/", "first-run": "/first-run", "error": "/nothing"}


@pytest.fixture(scope="module")
def served() -> Iterator[Site]:
    with site() as found:
        yield found


def a_context(chromium: Browser, scheme: Any = "dark", width: int = 1280) -> BrowserContext:
    context = chromium.new_context(
        viewport={"width": width, "height": 844},
        color_scheme=scheme,
        reduced_motion="reduce",
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.set_default_timeout(10_000)
    return context


def signed_in(context: BrowserContext, served: Site) -> Page:
    page = context.new_page()
    page.goto(served.url + served.sign_in)
    return page


def violations(page: Page) -> list[str]:
    """Of WCAG 2.2 AA and good practice; through the debugger, which the page's policy lets be."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")
    return [f"{one['id']}: {one['nodes'][0]['target']}" for one in found["violations"]]


def keep(page: Page, name: str) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png", full_page=True)


def overflows(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
@pytest.mark.parametrize("name", PAGES)
def test_pages_before_signing_in_are_accessible_and_fit(
    chromium: Browser, served: Site, name: str, scheme: str, width: int
) -> None:
    context = a_context(chromium, scheme, width)
    page = context.new_page()

    page.goto(served.url + PAGES[name])
    found, too_wide = violations(page), overflows(page)
    keep(page, f"{name}-{scheme}-{width}")
    context.close()

    assert found == []
    assert not too_wide
    assert served.csp_reports == 0


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_the_frame_of_a_guild_is_accessible_with_its_menu_open(
    chromium: Browser, served: Site, scheme: str, width: int
) -> None:
    context = a_context(chromium, scheme, width)
    page = signed_in(context, served)

    page.goto(f"{served.url}/g/{GUILD}/activity")
    page.get_by_role("button", name="Menu of Owner").click()
    page.get_by_role("link", name="Your sessions").wait_for()
    found, too_wide = violations(page), overflows(page)
    keep(page, f"frame-{scheme}-{width}")
    context.close()

    assert found == []
    assert not too_wide


def test_chromium_takes_our_cookies_from_this_machine_without_encryption(
    chromium: Browser, served: Site
) -> None:
    """They are Secure and named __Host-, which holds for trustworthy addresses only."""
    context = a_context(chromium)
    page = signed_in(context, served)

    page.goto(f"{served.url}/servers")
    cookies = {one.get("name"): one for one in context.cookies()}
    seen_by_scripts = page.evaluate("document.cookie")
    context.close()

    assert page.url == f"{served.url}/servers"
    assert cookies["__Host-gw"].get("secure")
    assert cookies["__Host-gw"].get("httpOnly")
    assert cookies["__Host-gw"].get("sameSite") == "Lax"
    assert seen_by_scripts == ""


def test_the_theme_is_chosen_and_stays_without_a_flash(chromium: Browser, served: Site) -> None:
    context = a_context(chromium, "dark")
    page = context.new_page()
    page.goto(served.url)
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    dark = page.evaluate(ground)

    page.get_by_role("button", name="Theme: system").click()
    page.get_by_role("button", name="Theme: dark").click()
    page.get_by_role("button", name="Theme: light").wait_for()
    light = page.evaluate(ground)
    page.add_init_script(
        "window.first = new Promise((tell) => requestAnimationFrame("
        "() => tell(getComputedStyle(document.documentElement).backgroundColor)))"
    )
    page.reload()
    first = page.evaluate("window.first")
    page.get_by_role("button", name="Theme: light").click()
    system = page.evaluate(ground)
    context.close()

    assert dark == system == "rgb(19, 21, 25)"
    assert light == first == "rgb(246, 245, 242)"


def test_the_redirect_is_copied_letter_by_letter(chromium: Browser, served: Site) -> None:
    context = a_context(chromium)
    page = context.new_page()
    page.goto(f"{served.url}/first-run")

    page.get_by_role("button", name="Copy").click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    context.close()

    assert copied == f"{served.url}/auth/callback"


def test_signing_out_is_two_presses_and_final(chromium: Browser, served: Site) -> None:
    context = a_context(chromium)
    page = signed_in(context, served)
    page.goto(f"{served.url}/servers")

    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.textContent")
    page.get_by_role("button", name="Menu of Owner").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{served.url}/")
    page.goto(f"{served.url}/servers")
    after = page.url
    context.close()

    assert first == "Skip to the content"
    assert after == f"{served.url}/first-run"


def test_the_servers_open_from_the_header_by_keyboard(chromium: Browser, served: Site) -> None:
    context = a_context(chromium)
    page = signed_in(context, served)
    page.goto(f"{served.url}/g/{GUILD}/activity")

    page.locator("#picker-button").press("Enter")
    page.locator("#picker-list a").first.wait_for()
    page.keyboard.press("ArrowDown")
    focused = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Escape")
    closed = page.locator("#picker").is_hidden()
    context.close()

    assert focused == f"/g/{GUILD}"
    assert closed
