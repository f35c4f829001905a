"""Every sentence that people read, in the language that this Guildwright speaks.

Sentences stand in English where they are said, and a language is one file that has each of them
again (`app/languages`). One process speaks one language: what is kept, such as findings of a plan
and the report of a run, is read by everybody of a community, whoever was the first to ask for it.
"""

from collections.abc import Mapping
from gettext import NullTranslations
from string import Formatter

_ENGLISH_COMMA = ","


class _Spoken:
    """English, until the process is told otherwise at its start."""

    language: NullTranslations = NullTranslations()
    between_thousands: str = _ENGLISH_COMMA


def speak(language: NullTranslations) -> None:
    """From now on, in the whole process. A sentence that it lacks is said in English."""
    _Spoken.language = language


def separate_thousands(between: str) -> None:
    """What stands in `{number:,}` in place of the comma: 1,204 is more than one elsewhere."""
    _Spoken.between_thousands = between


def say(sentence: str, /, **parts: object) -> str:
    """`say("{who} changed {thing}.", who=…, thing=…)`. `sentence` is a literal, or the file of a
    language would lack it; without parts, braces are braces."""
    told = _Spoken.language.gettext(sentence) if sentence else ""  # gettext keeps its header there
    return _filled(told, parts) if parts else told


def say_as(meaning: str, sentence: str, /, **parts: object) -> str:
    """For words that are one in English and several elsewhere: `say_as("button", "Open")`."""
    told = _Spoken.language.pgettext(meaning, sentence)
    return _filled(told, parts) if parts else told


def say_counted(number: int, one: str, many: str, /, **parts: object) -> str:
    """`say_counted(n, "{number:,} role", "{number:,} roles")`; `number` is among the parts."""
    told = _Spoken.language.ngettext(one, many, number)
    return _filled(told, {"number": number, **parts})


def to_say(sentence: str) -> str:
    """Marks a sentence that stands in a table: `say` says it when it is wanted, for a table is made
    before the process knows its language."""
    return sentence


def _filled(told: str, parts: Mapping[str, object]) -> str:
    if _Spoken.between_thousands == _ENGLISH_COMMA:
        return told.format(**parts)
    return _Numbers().vformat(told, (), parts)


class _Numbers(Formatter):
    def format_field(self, value: object, format_spec: str) -> str:
        text = format(value, format_spec)
        return text.replace(",", _Spoken.between_thousands) if format_spec == "," else text
