"""Where people have worked."""

from tests.browser.looks.catalogue import LIVED_IN
from tests.browser.looks.conftest import Gallery
from tests.browser.looks.each import each, wrong_with
from tests.browser.looks.look import Look


@each(LIVED_IN)
def test_a_page_of_a_guild_that_people_work_on_is_as_it_should_be(
    lived_in: Gallery, look: Look, size: str
) -> None:
    assert wrong_with(lived_in, look, size) == []
