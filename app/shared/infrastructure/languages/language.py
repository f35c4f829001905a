"""A language as its file says it: read once, looked through, and ready to be spoken."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

import polib

from app.shared.infrastructure.languages.parts import wrong_parts
from app.shared.infrastructure.languages.plural_forms import (
    ENGLISH,
    PluralForms,
    read_plural_forms,
)

LANGUAGES = Path(__file__).parents[3] / "languages"
ENGLISH_TAG = "en"
_SENTENCES = "guildwright.pot"
_SCRIPT = ".js"


class UnusableLanguage(ValueError):
    """`problems` are lines, each with what it is about."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Language:
    tag: str
    """As HTML and `Intl` write it: pt-BR."""
    translations: NullTranslations
    plural_forms: PluralForms
    in_scripts: tuple[tuple[str, str | tuple[str, ...]], ...] = ()
    """Sentences that JavaScript says, by the key under which gettext has them, each with its
    translation, or with one for each form."""


ENGLISH_ITSELF = Language(ENGLISH_TAG, NullTranslations(), ENGLISH)


def tags_in(folder: Path = LANGUAGES) -> dict[str, Path]:
    """The files of languages by tag, English not among them: it stands in the code."""
    return {path.stem.replace("_", "-"): path for path in sorted(folder.glob("*.po"))}


@cache
def read_language(tag: str, folder: Path = LANGUAGES) -> Language:
    """In any case, with - or _. Raises UnusableLanguage that says everything that is wrong."""
    wanted = tag.strip().replace("_", "-").lower()
    if wanted == ENGLISH_TAG:
        return ENGLISH_ITSELF
    known = tags_in(folder)
    for name, path in known.items():
        if name.lower() == wanted:
            return _read(name, path, folder / _SENTENCES)
    raise UnusableLanguage(f"is no language that there is: {', '.join([ENGLISH_TAG, *known])}")


def _read(tag: str, path: Path, sentences: Path) -> Language:
    file = _parsed(path)
    problems: list[str] = []
    forms = None
    try:
        forms = read_plural_forms(file.metadata.get("Plural-Forms", ""))
    except ValueError as wrong:
        problems.append(f"{path}:{_line_of_forms(path)}: {wrong}")
    told = [one for one in file if one.translated()]
    for entry in told:
        wrongs = _wrong(entry, None if forms is None else forms.number)
        problems += [f"{path}:{entry.linenum}: {wrong}: {entry.msgid}" for wrong in wrongs]
    if problems or forms is None:
        raise UnusableLanguage(*problems)
    file.metadata["Content-Type"] = "text/plain; charset=utf-8"  # as it was read
    translations = GNUTranslations(io.BytesIO(file.to_binary()))
    return Language(tag, translations, forms, tuple(_in_scripts(told, sentences)))


def _parsed(path: Path) -> polib.POFile:
    try:
        return polib.pofile(
            path.read_text(encoding="utf-8"), encoding="utf-8", check_for_duplicates=True
        )
    except UnicodeDecodeError:
        raise UnusableLanguage(f"{path}: is not UTF-8 text") from None
    except (OSError, ValueError) as wrong:
        raise UnusableLanguage(f"{path}: {wrong}") from None


def _line_of_forms(path: Path) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((at for at, line in enumerate(lines, 1) if "Plural-Forms" in line), 1)


def _wrong(entry: polib.POEntry, forms: int | None) -> Iterator[str]:
    if not entry.msgid_plural:
        if wrong := wrong_parts((entry.msgid,), entry.msgstr):
            yield wrong
        return
    if forms is not None and sorted(entry.msgstr_plural) != list(range(forms)):
        yield f"needs {forms} forms, from 0 on"
    for told in entry.msgstr_plural.values():
        if wrong := wrong_parts((entry.msgid, entry.msgid_plural), told):
            yield wrong


def _in_scripts(
    told: list[polib.POEntry], sentences: Path
) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    scripts = {
        _key(one)
        for one in polib.pofile(sentences.read_text(encoding="utf-8"), encoding="utf-8")
        if any(place.endswith(_SCRIPT) for place, _ in one.occurrences)
    }
    for entry in told:
        if _key(entry) in scripts:
            many = tuple(entry.msgstr_plural[form] for form in sorted(entry.msgstr_plural))
            yield _key(entry), many or entry.msgstr


def _key(entry: polib.POEntry) -> str:
    return f"{entry.msgctxt}\4{entry.msgid}" if entry.msgctxt else entry.msgid
