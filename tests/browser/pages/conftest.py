"""The pages, each on a stage of its own."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.pages.stage import ALL_RIGHTS, Scene, Stage

PATIENCE_MS = 20_000
"""What a page may take on a machine that does much else; nothing waits this long by itself."""

expect.set_options(timeout=PATIENCE_MS)

type Staged = Callable[..., Stage]


@pytest.fixture
def staged(chromium: Browser) -> Iterator[Staged]:
    """Set a scene; after the test nothing may have been complained about in the console."""
    stages: list[Stage] = []
    contexts: list[BrowserContext] = []

    def make(
        scene: Scene,
        *,
        rights: tuple[str, ...] = ALL_RIGHTS,
        phone: bool = False,
        light: bool = False,
    ) -> Stage:
        context = chromium.new_context(
            viewport={"width": 390, "height": 844} if phone else {"width": 1440, "height": 900},
            color_scheme="light" if light else "dark",
            has_touch=phone,
            permissions=["clipboard-read", "clipboard-write"],
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        stage = Stage(context, scene, rights)
        stages.append(stage)
        return stage

    yield make
    for context in contexts:
        context.close()
    assert [one for stage in stages for one in stage.complaints] == []
