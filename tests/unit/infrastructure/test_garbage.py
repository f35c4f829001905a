"""What a service holds from its beginning on is no longer looked through for garbage."""

import gc
from collections.abc import Iterator

import pytest

from app.shared.infrastructure.garbage import spare_what_stays


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    thresholds = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)


def test_what_was_there_is_looked_through_no_more() -> None:
    there_before = [object]

    spare_what_stays()

    made_since = [object]
    looked_through = gc.get_objects()
    assert not any(one is there_before for one in looked_through)
    assert any(one is made_since for one in looked_through)


def test_what_nobody_holds_is_not_kept_for_good() -> None:
    class Told:
        def __init__(self, gone: list[str]) -> None:
            self.gone = gone
            self.itself = self

        def __del__(self) -> None:
            self.gone.append("gone")

    gone: list[str] = []
    Told(gone)

    spare_what_stays()

    assert gone == ["gone"]


def test_what_comes_later_is_still_looked_for() -> None:
    spare_what_stays()

    assert gc.isenabled()
    assert all(0 < threshold <= 10_000 for threshold in gc.get_threshold())
