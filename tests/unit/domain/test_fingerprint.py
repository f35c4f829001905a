from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

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
    ],
)
def test_what_counts(one: object, other: object) -> None:
    assert fingerprint(one) != fingerprint(other)


def test_it_is_the_same_in_every_process() -> None:
    found = fingerprint(Mixed("x", {"a": A}, datetime(2026, 3, 1)), {"b", "a"})  # noqa: DTZ001

    assert found == "7cd0e0c6a6cb897872c2871e89821ef3ddb71e6c7a92d466d6ddec01ad4dd65e"


def test_what_has_no_plain_form_is_refused() -> None:
    with pytest.raises(TypeError, match="no fingerprint for object"):
        fingerprint(Single(object()))
