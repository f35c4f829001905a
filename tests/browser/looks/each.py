"""A test for each look of a gallery."""

import pytest

from tests.browser.looks.conftest import Gallery
from tests.browser.looks.look import SIZES, Look
from tests.browser.looks.showing import take


def each(looks: tuple[Look, ...]) -> pytest.MarkDecorator:
    """Of `look` and `size`. Who looks first looks at everything of theirs first."""
    return pytest.mark.parametrize(
        ("look", "size"),
        [
            pytest.param(look, size, id=f"{look.name}-{size}")
            for size in SIZES
            for look in sorted(looks, key=lambda one: one.who)
        ],
    )


def wrong_with(gallery: Gallery, look: Look, size: str) -> list[str]:
    address = look.address(gallery.place, gallery.names)
    return take(look, size, gallery.visitor(look.who, size), address)
