"""A language as its file says it: read once, looked through, and ready to be spoken."""

import io
import re
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
_TAG = re.compile(
    r"(?:[a-z]{2,3}|[a-z]{5,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-x(?:-[a-z0-9]{1,8})+)?",
    re.IGNORECASE,
)
"""What `Intl` takes: anything else would stop every script of the pages."""


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
    file: Path | None = None
    """None for English, which stands in the code."""


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
            return _read(name, path)
    raise UnusableLanguage(f"is no language that there is: {', '.join([ENGLISH_TAG, *known])}")


def _read(tag: str, path: Path) -> Language:
    file = _parsed(path)
    problems: list[str] = []
    if not _TAG.fullmatch(tag):
        problems.append(f"{path}: browsers know no language {tag}: a name is like de or pt-BR")
    forms = None
    try:
        forms = read_plural_forms(file.metadata.get("Plural-Forms", ""))
    except ValueError as wrong:
        problems.append(f"{path}:{_line_of_forms(path)}: {wrong}")
    problems += [f"{path}:{line}: stands there twice: {text}" for line, text in _doubled(file)]
    for entry in file.translated_entries():
        wrongs = _wrong(entry, None if forms is None else forms.number)
        problems += [f"{path}:{entry.linenum}: {wrong}: {entry.msgid}" for wrong in wrongs]
    if problems or forms is None:
        raise UnusableLanguage(*problems)
    file.metadata["Content-Type"] = "text/plain; charset=utf-8"  # as it was read
    file.metadata["Plural-Forms"] = str(forms)
    file.extend(_alone(file, forms.form_of(1)))
    return Language(tag, GNUTranslations(io.BytesIO(file.to_binary())), forms, path)


def _alone(file: polib.POFile, form: int) -> list[polib.POEntry]:
    """What counts in one place may stand alone in another, which gettext finds by itself only in
    newer versions of Python."""
    return [
        polib.POEntry(msgctxt=one.msgctxt, msgid=one.msgid, msgstr=one.msgstr_plural[form])
        for one in file.translated_entries()
        if one.msgid_plural
    ]


def _parsed(path: Path) -> polib.POFile:
    try:
        text = path.read_text(encoding="utf-8")
        # A text of one line could be the name of a file, which polib would read instead.
        return polib.pofile(f"{text}\n", encoding="utf-8")
    except UnicodeDecodeError:
        raise UnusableLanguage(f"{path}: is not UTF-8 text") from None
    except OSError as wrong:
        raise UnusableLanguage(f"{path}: {wrong}") from None


def _doubled(file: polib.POFile) -> Iterator[tuple[int, str]]:
    """polib would compare each sentence with all before it, which takes seconds."""
    known = set()
    for entry in file:
        key = entry.msgid_with_context
        if key in known and not entry.obsolete:
            yield entry.linenum, entry.msgid
        known.add(key)


def _line_of_forms(path: Path) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((at for at, line in enumerate(lines, 1) if "Plural-Forms" in line), 1)


def _wrong(entry: polib.POEntry, forms: int | None) -> Iterator[str]:
    told_of = (*entry.msgstr_plural.values(), *([] if entry.msgid_plural else [entry.msgstr]))
    if any(map(str.isalpha, entry.msgid)) and not all(map(str.strip, told_of)):
        yield "is blank, which Discord takes for nothing: leave it empty to have it in English"
    if not entry.msgid_plural:
        if wrong := wrong_parts((entry.msgid,), entry.msgstr):
            yield wrong
        return
    if forms is not None and sorted(entry.msgstr_plural) != list(range(forms)):
        yield f"needs {forms} forms, from 0 on"
    for told in entry.msgstr_plural.values():
        if wrong := wrong_parts((entry.msgid, entry.msgid_plural), told):
            yield wrong
