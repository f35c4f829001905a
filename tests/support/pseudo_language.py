"""A language in which every sentence stands in ⟦brackets⟧, made from the file of all sentences:
what people read outside of brackets, no translator could have reached."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import polib

from app.shared.infrastructure.languages.language import (
    ENGLISH_ITSELF,
    LANGUAGES,
    Language,
    read_language,
)
from app.shared.infrastructure.languages.script_sentences import script_sentences
from app.shared.infrastructure.languages.speaking import speak_language

OPENS, CLOSES = "⟦", "⟧"
TAG = "en-x-brackets"
SENTENCES = LANGUAGES / "guildwright.pot"
FORMS = "nplurals=2; plural=(n != 1);"


@cache
def pseudo_language() -> Language:
    """Read from a file, as any other is."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        (place / SENTENCES.name).write_bytes(SENTENCES.read_bytes())
        _bracketed().save(str(place / f"{TAG}.po"))
        language = read_language(TAG, place)
        _ = script_sentences(language)  # kept from now on, as it is where pages are served
        return language


@contextmanager
def speaking_pseudo() -> Iterator[Language]:
    """English is spoken again after it."""
    language = pseudo_language()
    speak_language(language)
    try:
        yield language
    finally:
        speak_language(ENGLISH_ITSELF)


def _bracketed() -> polib.POFile:
    file = polib.pofile(str(SENTENCES), encoding="utf-8")
    file.metadata["Plural-Forms"] = FORMS
    for entry in file:
        if entry.msgid_plural:
            forms = (entry.msgid, entry.msgid_plural)
            entry.msgstr_plural = {at: bracketed(form) for at, form in enumerate(forms)}
        else:
            entry.msgstr = bracketed(entry.msgid)
    return file


def bracketed(text: str) -> str:
    return f"{OPENS}{text}{CLOSES}"


def outside_of_brackets(text: str) -> str:
    """What is left where every sentence is taken out, with the sentences inside of it."""
    left: list[str] = []
    depth = 0
    for letter in text:
        depth += letter == OPENS
        if not depth:
            left.append(letter)
        depth -= letter == CLOSES and depth > 0
    return "".join(left)
