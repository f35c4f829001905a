from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest

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
    ],
)
def test_what_does_not_count(one: object, other: object) -> None:
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
    ],
)
def test_what_counts(one: object, other: object) -> None:
    assert fingerprint(one) != fingerprint(other)


def test_it_is_the_same_in_every_process_of_every_python() -> None:
    """Plans are kept with their hash: whoever changes it makes every kept plan a stale one."""
    found = fingerprint(
        Mixed("x", {"a": A}, datetime(2026, 3, 1)),  # noqa: DTZ001
        {"b", "a"},
        {"role:helper": Row(1 << 52, 0)},
        [{"id": "1", "allow": "0"}, {"id": {"$ref": "role:helper"}, "allow": "8"}],
        (True, None, 1.5, "\N{FIRE}"),
    )

    assert found == "1ea167f43981149b45f2c4d686ef05075911550f1b300142dd7d3cbe701f0b7f"


def test_what_has_no_plain_form_is_refused() -> None:
    with pytest.raises(TypeError, match="no fingerprint for object"):
        fingerprint(Single(object()))


def test_what_stands_in_several_places_counts_as_what_is_merely_equal_does() -> None:
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


def test_one_object_counts_differently_alone_and_in_a_list_of_others_that_have_other_keys() -> None:
    row, other = {"id": "1", "allow": "0"}, {"id": "1", "deny": "0"}

    assert fingerprint([row, row], [row, other]) != fingerprint([row, row], [row, row])
    assert fingerprint([row, row], [other, other]) != fingerprint([row, row], [row, row])
