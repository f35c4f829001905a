"""Documents that never change are decoded once, and no more of them are kept than was agreed."""

import json

import pytest

from app.shared.domain.structure.bindings import Binding, Bindings, Kind
from app.shared.domain.structure.identifiers import Key
from app.shared.infrastructure.postgres.documents import to_document
from app.shared.infrastructure.postgres.kept_values import KeptValues


def bindings(number: int = 1) -> Bindings:
    return Bindings(frozenset(Binding(Kind.ROLE, Key(f"role-{n}"), n) for n in range(number)))


def document(number: int = 1) -> str:
    return json.dumps(to_document(bindings(number)))


def test_a_row_is_decoded_once() -> None:
    kept = KeptValues()

    first, again = kept.of(Bindings, 1, document()), kept.of(Bindings, 1, document())

    assert first is again
    assert first == bindings()


def test_rows_are_told_apart() -> None:
    kept = KeptValues()
    kept.of(Bindings, 1, document())

    assert kept.of(Bindings, 2, document(3)) == bindings(3)


def test_a_document_that_cannot_be_read_is_refused_each_time() -> None:
    kept = KeptValues()

    for _ in range(2):
        with pytest.raises(ValueError, match="unknown version"):
            kept.of(Bindings, 1, '{"version": 0, "value": {}}')


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    one = KeptValues()
    one.of(Bindings, 1, document())
    kept = KeptValues(all_at_most=one.parts * 2)
    first, second = kept.of(Bindings, 1, document()), kept.of(Bindings, 2, document())
    kept.of(Bindings, 1, document())

    kept.of(Bindings, 3, document())

    assert kept.of(Bindings, 1, document()) is first
    assert kept.of(Bindings, 2, document()) is not second
    assert kept.parts == one.parts * 2


def test_what_is_too_large_is_not_kept() -> None:
    kept = KeptValues(one_at_most=50)

    first, again = kept.of(Bindings, 1, document(40)), kept.of(Bindings, 1, document(40))

    assert first == again == bindings(40)
    assert first is not again
    assert kept.parts == 0


def test_long_texts_count_for_more() -> None:
    short, long = KeptValues(), KeptValues()
    name = "a" * 1000

    short.of(Bindings, 1, document())
    of_one = Bindings(frozenset({Binding(Kind.ROLE, Key(name), 0)}))
    long.of(Bindings, 1, json.dumps(to_document(of_one)))

    assert long.parts == short.parts + 10
