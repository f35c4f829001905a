from dataclasses import FrozenInstanceError, dataclass, replace

import pytest

from app.shared.domain.altered import altered
from tests.support.builders import a_channel


@dataclass(frozen=True, slots=True)
class Pair:
    first: int
    second: int


def test_a_copy_is_what_replace_gives() -> None:
    channel = a_channel("lobby", topic="Hello", slowmode=5)

    copy = altered(channel, topic="", nsfw=True)

    assert copy == replace(channel, topic="", nsfw=True)
    assert hash(altered(Pair(1, 2), first=3)) == hash(Pair(3, 2))


def test_what_is_copied_stays_as_it_was() -> None:
    pair = Pair(1, 2)

    altered(pair, first=3)

    assert pair == Pair(1, 2)


def test_a_copy_cannot_be_changed_either() -> None:
    copy = altered(Pair(1, 2), first=3)

    with pytest.raises(FrozenInstanceError):
        copy.first = 4  # type: ignore[misc]


def test_a_field_that_there_is_not_is_refused() -> None:
    with pytest.raises(KeyError):
        altered(Pair(1, 2), third=3)
