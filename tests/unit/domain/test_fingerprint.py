from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.shared.domain.column_fingerprint import column_fingerprint
from app.shared.domain.fingerprint import fingerprint


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Pair:
    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Twin:
    first: int
    second: int


class Row(NamedTuple):
    first: int
    second: int


@dataclass(frozen=True)
class Single:
    only: Any


@dataclass(frozen=True)
class Mixed:
    name: str
    pairs: Any
    when: datetime | None = None


A, B = Pair(1, 2), Pair(3, 4)
LARGE = {f"key {n}": Row(n, 0) for n in range(20)}
both = pytest.mark.parametrize("fingerprint", [fingerprint, column_fingerprint])
BY_VALUE = "1ea167f43981149b45f2c4d686ef05075911550f1b300142dd7d3cbe701f0b7f"
BY_COLUMN = "4e42c8b5730081ec4377e6072a06ada27e04ba78e4d097b1617d5a8d10bc81cc"
OF_MUCH = "1d14317d1695eddabfd9907ac70d301505997a7b4f47ac882540b9b82dd248b5"
type Fingerprint = Callable[..., str]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param({"a": A, "b": B}, {"b": B, "a": A}, id="the order of a mapping"),
        pytest.param(
            Mixed("x", {"a": A, "b": B}), Mixed("x", {"b": B, "a": A}), id="one in a dataclass"
        ),
        pytest.param(
            Mixed("x", {"a": A}), Mixed("x", MappingProxyType({"a": A})), id="the kind of mapping"
        ),
        pytest.param(frozenset({A, B}), {B, A}, id="the order of a set"),
        pytest.param(
            set(range(1, 18, 8)),
            set(range(17, 0, -8)),
            id="the order of a set whose hashes collide",
        ),
        pytest.param([A, B], (A, B), id="the kind of sequence"),
        pytest.param({1: "x"}, {"1": "x"}, id="a number as a key"),
        pytest.param(Colour.RED, "red", id="an enumeration's value"),
        pytest.param(
            [{"a": 1, "b": "2"}, {"a": 3, "b": "4"}],
            [{"b": "2", "a": 1}, {"b": "4", "a": 3}],
            id="the order of fields in a list of objects",
        ),
        pytest.param({"a": "b"}, MappingProxyType({"a": "b"}), id="the kind of one with one text"),
        pytest.param(
            {"a": Row(1, 2), "b": Row(3, 4)},
            MappingProxyType({"b": Row(3, 4), "a": Row(1, 2)}),
            id="the order of a mapping to rows",
        ),
        pytest.param(LARGE, dict(reversed(LARGE.items())), id="the order of many rows"),
        pytest.param(
            dict.fromkeys(range(10, 30), A),
            {str(n): A for n in reversed(range(10, 30))},
            id="many numbers as keys",
        ),
    ],
)
@both
def test_what_does_not_count(fingerprint: Fingerprint, one: object, other: object) -> None:
    assert fingerprint(one) == fingerprint(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param([A, B], [B, A], id="the order of a sequence"),
        pytest.param(A, Pair(2, 1), id="which field has which value"),
        pytest.param(A, Twin(1, 2), id="the class"),
        pytest.param({"a": A}, {"a": Twin(1, 2)}, id="the class in a mapping"),
        pytest.param(
            Mixed("x", {"a": A}), Mixed("x", {"a": Twin(1, 2)}), id="the class in one's mapping"
        ),
        pytest.param(
            Mixed("x", {"a": A, "b": Twin(3, 4)}),
            Mixed("x", {"a": A, "b": B}),
            id="one of several classes in a mapping",
        ),
        pytest.param({"a": A}, {"b": A}, id="a key"),
        pytest.param({"a": A}, {"a": A, "b": B}, id="one more"),
        pytest.param(Mixed("x", {}), Mixed("x", None), id="empty or none"),
        pytest.param(Single(1), Single("1"), id="the type of a value"),
        pytest.param(Single((A,)), Single(A), id="one in a sequence or alone"),
        pytest.param({A}, {A, B}, id="one more in a set"),
        pytest.param([[1], [2]], [[1, 2]], id="where a sequence ends"),
        pytest.param({"a": Row(1, 2)}, {"a": Row(2, 1)}, id="which part of a row has which value"),
        pytest.param(
            {"a": Row(1, 2), "b": Row(3, 4)}, {"a": Row(3, 4), "b": Row(1, 2)}, id="whose row it is"
        ),
        pytest.param({"a": Row(1, 2)}, {"a": 1, "Row": 2}, id="rows or plain values"),
        pytest.param(
            [{"a": 1, "b": 2}, {"a": 3, "b": 4}],
            [{"a": 1, "b": 3}, {"a": 2, "b": 4}],
            id="which object of a list has which value",
        ),
        pytest.param(
            [{"a": 1, "b": 2}, {"a": 3}], [{"a": 1, "b": 2}, {"a": 3, "b": None}], id="a null"
        ),
        pytest.param([A, Twin(3, 4)], [Twin(1, 2), B], id="which of a list has which class"),
        pytest.param([A, None], [None, A], id="which of a list is none"),
        pytest.param([{}, [], ()], [[], {}, ()], id="which of a list is empty"),
        pytest.param([{"a": [1], "b": [2, 3]}], [{"a": [1, 2], "b": [3]}], id="where a part ends"),
        pytest.param(LARGE, {**LARGE, "key 3": Row(3, 1)}, id="one of many rows"),
        pytest.param({"a\0b": A, "c": B}, {"a": A, "b\0c": B}, id="where a key ends"),
        pytest.param(
            {**LARGE, "a\0b": Row(1, 2), "c": Row(1, 2)},
            {**LARGE, "a": Row(1, 2), "b\0c": Row(1, 2)},
            id="where one of many keys ends",
        ),
        pytest.param([{1}, {2, 3}], [{1, 2}, {3}], id="where a set ends"),
        pytest.param([1, True], [True, 1], id="numbers and truths"),
    ],
)
@both
def test_what_counts(fingerprint: Fingerprint, one: object, other: object) -> None:
    assert fingerprint(one) != fingerprint(other)


def test_it_is_the_same_in_every_process_of_every_python() -> None:
    """Differences are kept by the first and plans by the second: whoever changes one makes every
    difference that is ignored a new one, or every kept plan a stale one."""
    values = (
        Mixed("x", {"a": A}, datetime(2026, 3, 1)),  # noqa: DTZ001
        {"b", "a"},
        {"role:helper": Row(1 << 52, 0)},
        [{"id": "1", "allow": "0"}, {"id": {"$ref": "role:helper"}, "allow": "8"}],
        (True, None, 1.5, "\N{FIRE}"),
    )

    assert fingerprint(*values) == BY_VALUE
    assert column_fingerprint(*values) == BY_COLUMN
    assert column_fingerprint(LARGE, {A, B}, [A, None, LARGE, Twin(1, 2)]) == OF_MUCH


@both
def test_what_has_no_plain_form_is_refused(fingerprint: Fingerprint) -> None:
    with pytest.raises(TypeError, match="no fingerprint for object"):
        fingerprint(Single(object()))


@both
def test_what_stands_in_several_places_counts_as_what_is_merely_equal_does(
    fingerprint: Fingerprint,
) -> None:
    row, pair = {"id": "1", "allow": "0"}, Row(1, 0)
    shared = ([row, row], [row], {"a": pair, "b": pair}, A, A)
    alike = (
        [{"allow": "0", "id": "1"}, dict(row)],
        [dict(row)],
        {"a": Row(1, 0), "b": Row(1, 0)},
        Pair(1, 2),
        Pair(1, 2),
    )

    assert fingerprint(*shared) == fingerprint(*alike)


@both
def test_one_object_counts_differently_alone_and_in_a_list_of_others_that_have_other_keys(
    fingerprint: Fingerprint,
) -> None:
    row, other = {"id": "1", "allow": "0"}, {"id": "1", "deny": "0"}

    assert fingerprint([row, row], [row, other]) != fingerprint([row, row], [row, row])
    assert fingerprint([row, row], [other, other]) != fingerprint([row, row], [row, row])


@both
@pytest.mark.parametrize(
    ("number", "truth"),
    [
        (frozenset({1}), frozenset({True})),
        (frozenset({0.0}), frozenset({-0.0})),
        ({1: "a"}, {True: "a"}),
        (dict.fromkeys(range(1, 12), "a"), {True: "a", **dict.fromkeys(range(2, 12), "a")}),
    ],
    ids=["in a set", "by its sign", "as a name", "as one of many names"],
)
def test_what_is_equal_and_is_not_written_alike_counts_differently_one_after_the_other(
    fingerprint: Fingerprint, number: object, truth: object
) -> None:
    assert number == truth

    assert fingerprint([number], [number]) != fingerprint([number], [truth])
    assert fingerprint([number, number]) != fingerprint([number, truth])


PLAIN = st.sampled_from([None, True, 0, 1, "", "a", "b"])
KEYS = st.sampled_from(["a", "b", "c", "a\0b"])
NUMBERS = st.sampled_from([0, False, 1, True, 2, 3])
ANYTHING = st.recursive(
    PLAIN,
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(KEYS, inside, max_size=3)
        | st.dictionaries(NUMBERS, inside, max_size=3)
        | st.frozensets(PLAIN, max_size=2)
        | st.builds(Pair, inside, inside)
        | st.builds(Twin, inside, inside)
        | st.builds(Single, inside)
    ),
    max_leaves=6,
)


@given(ANYTHING, ANYTHING)
def test_both_ways_tell_the_same_values_apart(one: object, other: object) -> None:
    """They share nothing but how plain values are written."""
    pairs = [(one, other), ([one, other], [other, one]), ({"a": one, "b": 1}, {"a": other, "b": 1})]

    for left, right in pairs:
        same = fingerprint(left) == fingerprint(right)
        assert (column_fingerprint(left) == column_fingerprint(right)) is same
