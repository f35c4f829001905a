"""A whole installation for each test, and people who visit it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.story.backstage import Backstage
from tests.browser.story.installation import Installation, installation
from tests.browser.story.visitor import Visitor
from tests.support.services import clean_redis_url, postgres_url, redis_url

__all__ = ["clean_redis_url", "postgres_url", "redis_url"]

PATIENCE_MS = 20_000
type Visit = Callable[[], Visitor]
NEXTCORD_WARNS = "ignore:parameter 'timeout' of type 'float' is deprecated:DeprecationWarning"
_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The bot runs beside these tests, and its library calls aiohttp in an old way."""
    for item in items:
        if item.path.is_relative_to(_HERE):
            item.add_marker(pytest.mark.filterwarnings(NEXTCORD_WARNS))


@pytest.fixture(scope="session")
def backstage() -> Iterator[Backstage]:
    backstage = Backstage()
    yield backstage
    backstage.close()


@pytest.fixture
def place(backstage: Backstage, postgres_url: str, clean_redis_url: str) -> Iterator[Installation]:
    with installation(backstage, postgres_url, clean_redis_url) as place:
        yield place


@pytest.fixture
def visit(chromium: Browser, place: Installation) -> Iterator[Visit]:
    """A browser of somebody's own. Afterwards no browser may have complained about anything."""
    expect.set_options(timeout=PATIENCE_MS)
    visitors: list[Visitor] = []

    def come() -> Visitor:
        context = chromium.new_context(
            viewport={"width": 1440, "height": 900},
            permissions=["clipboard-read", "clipboard-write"],
        )
        context.set_default_timeout(PATIENCE_MS)
        visitors.append(Visitor(context, place))
        return visitors[-1]

    yield come
    for visitor in visitors:
        visitor.close()
    assert [one for visitor in visitors for one in visitor.complaints] == []
    assert place.policy_reports() == 0
