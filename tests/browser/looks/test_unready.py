"""Before anybody can sign in."""

from tests.browser.looks.catalogue import UNREADY
from tests.browser.looks.conftest import Gallery
from tests.browser.looks.each import each, wrong_with
from tests.browser.looks.look import Look


@each(UNREADY)
def test_a_page_before_sign_in_is_possible_is_as_it_should_be(
    unready: Gallery, look: Look, size: str
) -> None:
    assert wrong_with(unready, look, size) == []
