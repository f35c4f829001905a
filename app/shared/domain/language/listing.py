"""Words in a row, as a sentence lists them."""

from collections.abc import Iterable

from app.shared.domain.language.saying import say, say_as, say_counted


def in_a_row(words: Iterable[str]) -> str:
    """`a, b, c`."""
    return say_as("between words of a list", ", ").join(words)


def listed(words: Iterable[str]) -> str:
    """`a, b and c`."""
    *before, last = list(words) or [""]
    return say("{words} and {last}", words=in_a_row(before), last=last) if before else last


def one_of(words: Iterable[str]) -> str:
    """`a, b or c`."""
    *before, last = list(words) or [""]
    return say("{words} or {last}", words=in_a_row(before), last=last) if before else last


def first_of(words: Iterable[str], most: int) -> str:
    """`a, b, c`; past `most`, `a, b and 12 more`."""
    known = list(words)
    return and_more(in_a_row(known[:most]), len(known) - most)


def and_more(words: str, number: int) -> str:
    """`words and 12 more`; `words` alone where `number` is 0 or less."""
    if number <= 0:
        return words
    return say_counted(
        number, "{words} and {number} more", "{words} and {number} more", words=words
    )


def capital(sentence: str) -> str:
    """With its first letter large, where it begins with the name of something."""
    return sentence[:1].upper() + sentence[1:]
