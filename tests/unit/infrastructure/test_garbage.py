"""What a service holds from its beginning on is no longer looked through for garbage."""

import gc

import pytest

from app.shared.infrastructure.garbage import spare_what_stays
from tests.support.garbage import collector_as_before

__all__ = ["collector_as_before"]

pytestmark = pytest.mark.usefixtures("collector_as_before")


class Told:
    """Holds itself, so that only the collector lets it go."""

    def __init__(self, gone: list[str]) -> None:
        self.gone = gone
        self.itself = self

    def __del__(self) -> None:
        self.gone.append("gone")


def test_what_was_there_is_looked_through_no_more() -> None:
    there_before = [object]

    spare_what_stays()

    made_since = [object]
    looked_through = gc.get_objects()
    assert not any(one is there_before for one in looked_through)
    assert any(one is made_since for one in looked_through)


def test_what_nobody_holds_is_not_kept_for_good() -> None:
    gone: list[str] = []
    Told(gone)

    spare_what_stays()

    assert gone == ["gone"]


def test_what_is_made_later_and_let_go_is_found() -> None:
    before = gc.get_threshold()
    spare_what_stays()
    gone: list[str] = []
    Told(gone)

    held = [[n] for n in range(1_500)]
    gone_early = list(gone)
    held += [[n] for n in range(1_500)]

    assert (gone_early, gone) == ([], ["gone"])
    assert gc.get_threshold()[1:] == before[1:]
    assert len(held) == 3_000
