from collections.abc import Callable

import pytest

from app.shared.domain.language import counting


@pytest.mark.parametrize(
    ("counted", "one", "many"),
    [
        (counting.roles, "1 role", "1,200 roles"),
        (counting.channels, "1 channel", "1,200 channels"),
        (counting.members, "1 member", "1,200 members"),
        (counting.things, "1 thing", "1,200 things"),
        (counting.changes, "1 change", "1200 changes"),
        (counting.steps, "1 step", "1200 steps"),
        (counting.characters, "1 character", "1200 characters"),
    ],
)
def test_a_noun_is_one_or_many(counted: Callable[[int], str], one: str, many: str) -> None:
    assert (counted(1), counted(1200)) == (one, many)
    assert counted(0).startswith("0 ")
