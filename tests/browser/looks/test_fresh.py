"""Before anything is designed."""

from tests.browser.looks.catalogue import FRESH
from tests.browser.looks.conftest import Gallery
from tests.browser.looks.each import each, wrong_with
from tests.browser.looks.look import Look


@each(FRESH)
def test_a_page_of_a_fresh_guild_is_as_it_should_be(fresh: Gallery, look: Look, size: str) -> None:
    assert wrong_with(fresh, look, size) == []
