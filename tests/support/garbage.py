"""Python's collector of garbage, left to a test as it was found."""

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture
def collector_as_before() -> Iterator[None]:
    thresholds = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)
