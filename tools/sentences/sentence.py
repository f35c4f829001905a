"""A sentence as it stands in the code, and calls that say one, whatever the code is written in."""

from collections.abc import Iterator
from dataclasses import dataclass

SAYING = "app.shared.domain.language.saying"
"""The module whose functions say sentences."""


@dataclass(frozen=True, slots=True, order=True)
class Sentence:
    text: str
    many: str = ""
    """The English one for many, where it counts."""
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Argument:
    """What stands in the place of a sentence: a literal, two of them to choose from, or something
    that is known when the program runs, such as a line of a table."""

    texts: tuple[str, ...] = ()
    is_put_together: bool = False
    """From pieces, so that nobody finds the whole."""

    @classmethod
    def either(cls, one: "Argument", other: "Argument") -> "Argument":
        return cls(one.texts + other.texts, one.is_put_together or other.is_put_together)


@dataclass(frozen=True, slots=True)
class Call:
    function: str
    """Its name in SAYING."""
    arguments: tuple[Argument, ...]
    line: int


def sentences_of(call: Call, path: str) -> tuple[Sentence, ...]:
    """Raises ValueError that names the place of a call from which none can be read."""
    try:
        return tuple(_sentences_of(call))
    except ValueError as wrong:
        raise ValueError(f"{path}:{call.line}: {call.function}: {wrong}") from None


def _sentences_of(call: Call) -> Iterator[Sentence]:
    match call.function:
        case "say":
            yield from map(Sentence, _texts(call, 0))
        case "to_say":
            yield Sentence(_one_text(call, 0))
        case "say_as":
            for text in _texts(call, 1):
                yield Sentence(text, meaning=_one_text(call, 0))
        case "say_counted":
            yield Sentence(_one_text(call, 1), many=_one_text(call, 2))


def _texts(call: Call, place: int) -> Iterator[str]:
    argument = call.arguments[place] if place < len(call.arguments) else Argument()
    if argument.is_put_together:
        raise ValueError("a sentence that is put together from pieces: give it parts instead")
    yield from (text for text in argument.texts if text)


def _one_text(call: Call, place: int) -> str:
    texts = list(_texts(call, place))
    if len(texts) != 1:
        raise ValueError("this needs a literal")
    return texts[0]
