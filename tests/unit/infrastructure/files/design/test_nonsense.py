import copy
import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.blueprint.problems import BlueprintRefused, Problem
from app.shared.infrastructure.files.design.reading import read_design
from app.shared.infrastructure.files.design.writing import design_of
from tests.support.blueprints import blueprints
from tests.unit.infrastructure.files.design.test_refusals import DESIGN

_strange = st.sampled_from(
    [
        10**4000,
        -(10**400),
        2**63,
        float("nan"),
        float("inf"),
        1e308,
        "\ud800",
        "\x00",
        "9" * 5000,
        "٣٣",
        "role:",
        "member:",
        "member:²",
        "everyone",
        "",
        "x" * 5000,
        "\u202e",
    ]
)
_any_text = st.text(st.characters(exclude_categories=()), max_size=6)
_words = st.sampled_from(
    sorted({*DESIGN, *DESIGN["roles"][0], *DESIGN["channels"][2], *DESIGN["automod"][0], "id"})
)
_json: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | _any_text | _strange,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(_words | _any_text, inner, max_size=4)
    ),
    max_leaves=12,
)


def outcome(value: Any) -> Blueprint | None:
    try:
        return read_design(value)
    except BlueprintRefused as refused:
        _check(refused.problems)
    return None


def _check(problems: tuple[Problem, ...]) -> None:
    assert problems
    for problem in problems:
        # It has to fit into an answer.
        json.dumps([problem.what, problem.remedy, problem.path], ensure_ascii=False).encode()
        assert len(problem.what) <= 500


@settings(max_examples=80)
@given(_json)
def test_any_json_is_refused_or_read(value: Any) -> None:
    outcome(value)


@settings(max_examples=80)
@given(st.dictionaries(st.sampled_from(sorted(DESIGN)), _json))
def test_any_json_in_the_sections_is_refused_or_read(sections: dict[str, Any]) -> None:
    outcome({**DESIGN, **sections})


def _places(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = (
        node.items()
        if isinstance(node, dict)
        else enumerate(node)
        if isinstance(node, list)
        else ()
    )
    return [path, *(place for name, item in inner for place in _places(item, (*path, name)))]


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(blueprints(), st.data())
def test_a_damaged_design_is_refused_or_read_as_what_it_says(
    blueprint: Blueprint, data: st.DataObject
) -> None:
    design: Any = copy.deepcopy(design_of(blueprint))
    *way, last = data.draw(st.sampled_from(_places(design)[1:]))
    node = design
    for part in way:
        node = node[part]
    node[last] = data.draw(_json)

    read = outcome(design)

    if read is not None:
        assert read_design(design_of(read)) == read


def test_deep_nesting_is_refused() -> None:
    deep: Any = []
    for _ in range(20_000):
        deep = [deep]

    assert outcome(deep) is None
    assert outcome({**DESIGN, "settings": deep}) is None
    rule = {**DESIGN["automod"][0], "metadata": {"new": deep}}
    assert outcome({**DESIGN, "automod": [rule]}) is None


def test_numbers_too_long_to_be_printed_are_refused_wherever_they_stand() -> None:
    for way in _places(DESIGN)[1:]:
        design: Any = copy.deepcopy(DESIGN)
        node = design
        for part in way[:-1]:
            node = node[part]
        node[way[-1]] = 10**5000

        assert outcome(design) is None, way
