"""Installations that stand as long as their looks are taken, and browsers of those who look."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import redis
from playwright.sync_api import Browser, expect

from tests.browser.looks.api import Api
from tests.browser.looks.living import live
from tests.browser.looks.look import OWNER, SIZES, VISITOR
from tests.browser.story.backstage import Backstage
from tests.browser.story.conftest import NEXTCORD_WARNS, PATIENCE_MS, backstage
from tests.browser.story.installation import Installation, installation
from tests.browser.story.visitor import Visitor
from tests.support.services import postgres_url, redis_url

__all__ = ["backstage", "postgres_url", "redis_url"]
_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(_HERE):
            item.add_marker(pytest.mark.filterwarnings(NEXTCORD_WARNS))


class Gallery:
    """One installation, and a browser for everybody who looks at it in one size."""

    def __init__(self, browser: Browser, place: Installation) -> None:
        self.place = place
        self.names: dict[str, str] = {}
        self._browser = browser
        self._visitors: dict[tuple[str, str], Visitor] = {}

    def visitor(self, who: str, size: str) -> Visitor:
        """Signed in, if it is somebody; the same one at each call."""
        if (who, size) not in self._visitors:
            width, height = SIZES[size]
            context = self._browser.new_context(
                viewport={"width": width, "height": height},
                has_touch=size == "phone",
                reduced_motion="reduce",
            )
            context.set_default_timeout(PATIENCE_MS)
            self._visitors[who, size] = visitor = Visitor(context, self.place)
            if who != VISITOR:
                visitor.sign_in(who, to=f"{self.place.url}/servers")
        return self._visitors[who, size]

    def close(self) -> None:
        for visitor in self._visitors.values():
            visitor.close()
        assert self.place.policy_reports() == 0


@contextmanager
def _gallery(
    browser: Browser, backstage: Backstage, postgres_url: str, redis_url: str, **settings: object
) -> Iterator[Gallery]:
    expect.set_options(timeout=PATIENCE_MS)
    with redis.Redis.from_url(redis_url) as client:
        client.flushall()
    with installation(backstage, postgres_url, redis_url, **settings) as place:
        gallery = Gallery(browser, place)
        try:
            yield gallery
        finally:
            gallery.close()


@pytest.fixture(scope="module")
def unready(
    chromium: Browser, backstage: Backstage, postgres_url: str, redis_url: str
) -> Iterator[Gallery]:
    """Nobody has told it the client's id and secret yet."""
    unset = {"client_id": None, "client_secret": None}
    with _gallery(chromium, backstage, postgres_url, redis_url, **unset) as gallery:
        yield gallery


@pytest.fixture(scope="module")
def fresh(
    chromium: Browser, backstage: Backstage, postgres_url: str, redis_url: str
) -> Iterator[Gallery]:
    """Nobody has designed anything yet."""
    with _gallery(chromium, backstage, postgres_url, redis_url) as gallery:
        gallery.names = {"invited": gallery.place.discord.guild_called("Tin Row")}
        yield gallery


@pytest.fixture(scope="module")
def lived_in(
    chromium: Browser, backstage: Backstage, postgres_url: str, redis_url: str
) -> Iterator[Gallery]:
    with _gallery(chromium, backstage, postgres_url, redis_url) as gallery:
        owner = gallery.visitor(OWNER, "desktop")
        api = Api(owner.page.context, gallery.place.url, gallery.place.discord.guild_id)
        gallery.names = live(gallery.place, api, owner.page)
        yield gallery
