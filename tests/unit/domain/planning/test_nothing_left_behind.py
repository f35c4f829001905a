"""A plan that nobody holds is gone at once. Plans of large guilds hold tens of thousands of things,
and in a circle they would stay until Python next looks for garbage."""

import gc
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given

from app.shared.domain.planning.planner import make_plan
from tests.support.structures import Scene, scenes
from tests.unit.domain.planning.test_any_guild import a_request


@pytest.fixture(scope="module", autouse=True)
def _only_what_is_made_here() -> Iterator[None]:
    gc.collect()
    gc.freeze()
    gc.disable()
    yield
    gc.enable()
    gc.unfreeze()


@given(scenes())
def test_a_plan_leaves_no_circle(scene: Scene) -> None:
    request = a_request(scene)
    gc.collect()

    _ = make_plan(request).hash

    assert gc.collect() == 0


@given(scenes())
def test_nor_does_a_part_of_one(scene: Scene) -> None:
    request = a_request(scene)
    ids = sorted(change.id for change in make_plan(request).changes)
    request = replace(request, selected=frozenset(ids[::2]))
    gc.collect()

    _ = make_plan(request).hash

    assert gc.collect() == 0
