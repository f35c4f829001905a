"""The table of tools/docker-test: what was left out is said, and is no reason to be green."""

import importlib.util
import json
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from tests.support.processes import PROJECT


@pytest.fixture(scope="module")
def results() -> ModuleType:
    path = PROJECT / "tools" / "docker_test" / "results.py"
    spec = importlib.util.spec_from_file_location("docker_test_results", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Dataclasses look their module up.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def raising(error: Exception) -> Callable[[], str]:
    def check() -> str:
        raise error

    return check


def looked(results: ModuleType, *checks: Callable[[], str]) -> Any:
    found = results.Results()
    for number, check in enumerate(checks):
        found.look(f"look {number}", check)
    return found


def test_what_was_left_out_is_said_beside_what_is_good(results: ModuleType) -> None:
    found = looked(results, lambda: "fine", raising(results.LeftOut("no history")))

    told = json.loads(found.line())
    assert told["docker_test"] == "good"
    assert told["checks"]["look 1"]["outcome"] == "left out"
    assert "left out  look 1" in found.table()
    assert "no history" in found.table()


def test_nothing_but_what_was_left_out_is_not_good(results: ModuleType) -> None:
    assert not looked(results, raising(results.LeftOut("no history"))).good


@pytest.mark.parametrize("error", [ValueError("a fault"), None])
def test_one_that_is_bad_makes_all_of_it_bad(results: ModuleType, error: Exception | None) -> None:
    found = looked(results, lambda: "fine", raising(error or results.Failed("No.")))

    assert not found.good
    assert json.loads(found.line())["docker_test"] == "bad"
