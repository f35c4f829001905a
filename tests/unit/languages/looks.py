"""Which literals look like words that people read."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Unsaid:
    line: int
    text: str
    """Where something is put in, `{}` stands."""


def looks_like_a_sentence(text: str) -> bool:
    """Two words beside each other, one that begins large as on a button, or the end of an English
    word for many."""
    return text in {"s", "es"} or bool(_TWO_WORDS.search(text) or _ONE_WORD.fullmatch(text.strip()))


def has_a_word(text: str) -> bool:
    """For what is read wherever it stands: text between tags, and titles."""
    return bool(_WORD.search(text.replace("{}", " ")))


def shortened(text: str) -> str:
    return " ".join(text.split())


_TWO_WORDS = re.compile(
    r"(?<![\w/.-])[^\W\d_]{2,}[’'\w]*[,;:.…]? "
    r"(?:[(“\"]?[^\W\d_]{2,}(?![\w.]*[=(])|a |\{\})"
)
_ONE_WORD = re.compile(r"(?:\{\}[ .,:·]+)?[A-Z][a-z’]{2,}(?: ?[.…:?]| ?\{\})*")
_WORD = re.compile(r"(?<!&)\b[^\W\d_]{2,}")
