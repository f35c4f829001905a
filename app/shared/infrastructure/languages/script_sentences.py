"""What of a language browsers need: the sentences that JavaScript says."""

from functools import cache
from pathlib import Path

import polib

from app.shared.infrastructure.languages.language import Language

SENTENCES = "guildwright.pot"
_SCRIPT = ".js"

type Told = str | tuple[str, ...]
"""A translation, or one for each form of a sentence that counts."""


@cache
def script_sentences(language: Language) -> dict[str, Told]:
    """By the key under which gettext has them. Reads both files, which takes a moment: for what
    serves browsers, once at its start."""
    if language.file is None:
        return {}
    said = _said_in_scripts(language.file.parent / SENTENCES)
    return {
        _key(entry): _told(entry)
        for entry in _read(language.file).translated_entries()
        if _key(entry) in said
    }


def _said_in_scripts(sentences: Path) -> frozenset[str]:
    return frozenset(
        _key(one)
        for one in _read(sentences)
        if any(place.endswith(_SCRIPT) for place, _ in one.occurrences)
    )


def _read(path: Path) -> polib.POFile:
    return polib.pofile(path.read_text(encoding="utf-8"), encoding="utf-8")


def _told(entry: polib.POEntry) -> Told:
    return tuple(entry.msgstr_plural[form] for form in sorted(entry.msgstr_plural)) or entry.msgstr


def _key(entry: polib.POEntry) -> str:
    return f"{entry.msgctxt}\4{entry.msgid}" if entry.msgctxt else entry.msgid
