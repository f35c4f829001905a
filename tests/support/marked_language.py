"""A language that puts marks around all that is said in it, so that what is not said stands out."""

from collections.abc import Iterator
from contextlib import contextmanager
from gettext import NullTranslations

from app.shared.infrastructure.languages.language import ENGLISH_ITSELF, Language
from app.shared.infrastructure.languages.plural_forms import ENGLISH
from app.shared.infrastructure.languages.speaking import speak_language

BEGINS, ENDS = "⟦", "⟧"


class _Marking(NullTranslations):
    def gettext(self, message: str) -> str:
        return marked(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return marked(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return marked(message)


def marked(sentence: str) -> str:
    return f"{BEGINS}{sentence}{ENDS}"


@contextmanager
def speaking_with_marks() -> Iterator[None]:
    speak_language(Language("en-x-marked", _Marking(), ENGLISH))
    try:
        yield
    finally:
        speak_language(ENGLISH_ITSELF)


def outside_of_marks(text: str) -> str:
    """A line for each piece."""
    depth = 0
    found: list[str] = []
    for letter in text:
        depth -= letter == ENDS
        if not depth:
            found.append("\n" if letter == ENDS else letter)
        depth += letter == BEGINS
    assert not depth, "a mark is not closed"
    return "".join(found)
