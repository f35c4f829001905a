"""Keys: which are allowed, and how one is made from a name.

A key is made of letters and digits of any script, `-` and `_`; it starts with a letter or digit,
is lower case and at most 64 characters long. A key of digits only is not one of ours: it stands
for a Discord id, so that what nobody named (a bot's own role) can still be pointed to.
"""

import unicodedata
from collections.abc import Iterable, Iterator

from app.shared.domain.language.saying import say
from app.shared.domain.structure.identifiers import EVERYONE, Key

KEY_LENGTH = 64
_APOSTROPHES = "'\u2019"


def key_problem(text: str) -> str:
    """Why this cannot be a key, as the end of a sentence ("a key …"); empty when it can."""
    if not text:
        return say("may not be empty")
    if len(text) > KEY_LENGTH:
        return say("has at most {most} characters", most=KEY_LENGTH)
    if text.isdecimal():
        return say("needs a letter, because digits alone stand for a Discord id")
    if not _is_letter_or_digit(text[0]):
        return say("starts with a letter or a digit")
    strange = next((char for char in text if not _may_follow(char)), None)
    if strange is not None:
        return say(
            "has letters, digits, - and _ only, and {character!r} is none of them",
            character=strange,
        )
    if text != _small(text):
        return say("is written in lower case")
    return ""


def names_an_id(key: Key) -> bool:
    """Whether the key is a Discord id and not a name of ours."""
    return key.isdecimal()


def key_from(name: str, fallback: str) -> Key:
    """A readable key for a name; `fallback` where the name has nothing to make one of.

    The same name gives the same key on every machine. Accents on Latin letters are dropped, other
    scripts are kept; a name of symbols only is called by what Unicode calls them.
    """
    slug = _slug(name) or _slug(" ".join(_symbol_names(name)))
    if not slug:
        return Key(fallback)
    if slug.isdecimal():
        slug = f"{fallback}-{slug}"[:KEY_LENGTH]
    return Key(slug)


def unique_key(wanted: Key, taken: Iterable[Key]) -> Key:
    """The wanted key, or with `-2`, `-3`, … behind it when it is taken."""
    held = set(taken) | {EVERYONE}
    if wanted not in held:
        return wanted
    number = 2
    while (key := Key(f"{wanted[: KEY_LENGTH - 1 - len(str(number))]}-{number}")) in held:
        number += 1
    return key


def _slug(text: str) -> str:
    parts: list[str] = []
    for char in _plain(text):
        if _may_follow(char) and char not in "-_":
            parts.append(char)
        elif char in _APOSTROPHES:
            continue
        elif parts and parts[-1] != "-":
            parts.append("-")
    slug = "".join(parts).strip("-")
    while slug and not _is_letter_or_digit(slug[0]):
        slug = slug[1:].strip("-")
    return slug[:KEY_LENGTH].rstrip("-")


def _plain(text: str) -> str:
    """Lower case, compatibility forms replaced, accents dropped from Latin letters."""
    kept: list[str] = []
    for char in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).lower()):
        latin_accent = unicodedata.combining(char) and kept and kept[-1].isascii()
        if not latin_accent:
            kept.append(char)
    return _small("".join(kept))


def _small(text: str) -> str:
    """Lower case and composed: what a key looks like that was typed in another way."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower())


def _symbol_names(text: str) -> Iterator[str]:
    for char in text:
        if unicodedata.category(char) in ("So", "Sm", "Sc", "Po"):
            yield unicodedata.name(char, f"u{ord(char):x}")


def _is_letter_or_digit(char: str) -> bool:
    return char.isalnum()


def _may_follow(char: str) -> bool:
    return char.isalnum() or char in "-_" or unicodedata.category(char) in ("Mn", "Mc")
