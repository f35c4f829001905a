from app.shared.domain.language.listing import (
    and_more,
    capital,
    first_of,
    in_a_row,
    listed,
    one_of,
)


def test_words_are_listed_as_a_sentence_lists_them() -> None:
    assert [listed(words) for words in ("", "a", "ab", "abc")] == ["", "a", "a and b", "a, b and c"]
    assert [one_of(words) for words in ("", "a", "ab", "abc")] == ["", "a", "a or b", "a, b or c"]
    assert in_a_row("abc") == "a, b, c"


def test_of_many_words_the_first_are_listed_and_the_others_counted() -> None:
    assert first_of("abc", 3) == "a, b, c"
    assert first_of("abcde", 3) == "a, b, c and 2 more"
    assert and_more("a", 0) == "a"


def test_a_sentence_begins_with_a_large_letter_whatever_it_begins_with() -> None:
    assert [capital(text) for text in ("the role x", "#rules", "")] == ["The role x", "#rules", ""]
