"""What pages hold before a script draws anything is said: in a language of brackets, nothing but
data stands outside of them."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import httpx2
import pytest

from tests.support.builders import OWNER
from tests.support.pseudo_language import speaking_pseudo
from tests.support.web import a_user, web_over_fakes, web_settings
from tests.unit.languages.bracketed import data_in, phrases_outside
from tests.unit.languages.markup import READ_ALOUD
from tests.unit.web.test_pages import JOINED, PAGES, a_web, with_ids

TESTS = Path(__file__).parents[2]
DATA = data_in([TESTS / "unit" / "web" / "test_pages.py", TESTS / "support" / "web.py"])
OURS = frozenset({"Guildwright", "Owner", "CG"})
"""Our name, how a test's user is shown, and the initials of its server."""
EXAMPLES = frozenset({"Helper", "memes", "ARCHIVE", "general", "lobby"})
"""Of the picture on the first page: names that somebody chose."""
_UNREAD = frozenset({"script", "style", "code", "pre"})


@pytest.fixture(autouse=True)
def _speaking() -> Iterator[None]:
    with speaking_pseudo():
        yield


@pytest.mark.parametrize("page", PAGES)
async def test_pages_of_people_who_are_signed_in(page: str) -> None:
    async with a_web().signed_in(a_user(OWNER), guilds=(JOINED,)) as client:
        answer = await client.get(with_ids(page))

    assert answer.status_code == 200
    assert unsaid_in(answer) == []


@pytest.mark.parametrize("page", ["/", "/sign-in?error=access_denied", "/g/1/nowhere", "/nowhere"])
async def test_pages_of_everybody(page: str) -> None:
    async with web_over_fakes().client() as client:
        answer = await client.get(page)

    assert unsaid_in(answer) == []


async def test_the_page_before_anybody_can_sign_in() -> None:
    settings = web_settings(client_id=None, client_secret=None)

    async with web_over_fakes(settings).client() as client:
        answer = await client.get("/first-run")

    assert answer.status_code == 200
    assert unsaid_in(answer) == []


def unsaid_in(answer: httpx2.Response) -> list[str]:
    read = Read()
    read.feed(answer.text)
    # A sentence may have elements within: its brackets are in texts beside each other.
    texts = ["\n".join(read.texts), *read.titles]
    phrases = {phrase for text in texts for phrase in phrases_outside(text)}
    return sorted(one for one in phrases if one not in DATA and one not in OURS | EXAMPLES)


class Read(HTMLParser):
    """Everything of a page that people see, or hear."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.titles: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unread += tag in _UNREAD
        self.titles += [value for name, value in attrs if name in READ_ALOUD and value]

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in _UNREAD

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.texts.append(data)
