"""The designer in Chromium: by itself on its page, or its rules alone."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.designer.server import DesignServer
from tests.browser.designer.site import Site, running_site
from tests.browser.designer.stage import Designer, Rules

EXAMPLE = Path(__file__).parent / "example.json"
PATIENCE_MS = 15_000
type Opened = Callable[..., Designer]


expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    with running_site() as site:
        yield site


@pytest.fixture(scope="session")
def desktop(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context()
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture(scope="session")
def handheld(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def example() -> Any:
    """A lived-in server: 27 channels, 8 roles, every section."""
    return json.loads(EXAMPLE.read_text())


@pytest.fixture
def opened(
    site: Site, desktop: BrowserContext, handheld: BrowserContext, example: Any
) -> Iterator[Opened]:
    """Open the designer on a server that has `design` saved; afterwards the console is empty."""
    tabs: list[Designer] = []

    def make(
        design: Any = example,
        *,
        rights: tuple[str, ...] = ("view", "design"),
        objects: tuple[str, ...] = (),
        phone: bool = False,
        light: bool = False,
        width: int = 1440,
        server: DesignServer | None = None,
    ) -> Designer:
        page = (handheld if phone else desktop).new_page()
        if not phone:
            page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="light" if light else "dark", reduced_motion="reduce")
        server = server or DesignServer()
        if design is not None and not server.versions:
            server.save(design, "First")
        site.rights, site.objects = rights, objects
        designer = Designer(page, server)
        tabs.append(designer)
        designer.open(site)
        return designer

    yield make
    for tab in tabs:
        tab.page.close()
    assert [one for tab in tabs for one in tab.complaints] == []


@pytest.fixture(scope="module")
def rules(desktop: BrowserContext, site: Site) -> Iterator[Rules]:
    """The designer's pure modules, to be called from Python."""
    page = desktop.new_page()
    page.goto(f"{site.origin}/nothing-here")
    yield Rules(page, site)
    page.close()
