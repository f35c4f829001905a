"""Characters that do not show: what they are called, and where they are no accident.

Somebody who reviews a blueprint must see all that is in it. Characters that hide, reorder or
imitate are refused unless the document declares them; joiners inside emoji and inside words of
scripts that need them are what they look like, and pass.
"""

import unicodedata
from collections.abc import Iterator

from app.shared.domain.language.saying import say

ZERO_WIDTH_NON_JOINER, ZERO_WIDTH_JOINER = "\u200c", "\u200d"
_JOINERS = ZERO_WIDTH_NON_JOINER + ZERO_WIDTH_JOINER
_BLANKS = "\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5"
"""Letters and marks, by their category, that are drawn as nothing."""
_BLACK_FLAG = "\U0001f3f4"
_TEXT_CONTROLS = "\n\t"


def invisible_characters(text: str, *, multiline: bool = True) -> Iterator[tuple[int, str]]:
    """Index and character of each one that does not show. Line breaks and tabs are told only
    when the text may not have several lines."""
    allowed = _TEXT_CONTROLS if multiline else ""
    if text.isascii() and text.isprintable():
        return
    for index, char in enumerate(text):
        if char in allowed or not _hides(char):
            continue
        if not _belongs(text, index):
            yield index, char


def forbidden_characters(text: str, *, multiline: bool = True) -> Iterator[tuple[int, str]]:
    """Index and character of each one that Discord cannot store: controls and half characters."""
    allowed = _TEXT_CONTROLS if multiline else ""
    if text.isascii() and text.isprintable():
        return
    for index, char in enumerate(text):
        category = unicodedata.category(char)
        if char not in allowed and category in ("Cc", "Cs", "Zl", "Zp"):
            yield index, char


def code_point(char: str) -> str:
    """`U+200B`."""
    return f"U+{ord(char):04X}"


def called(char: str) -> str:
    """`U+200B (zero width space)`."""
    if "\ud800" <= char <= "\udfff":
        return say("{code} (half of a character)", code=code_point(char))
    unnamed = say("control character") if ord(char) < 160 else say("no name")
    name = unicodedata.name(char, "").lower() or unnamed
    return f"{code_point(char)} ({name})"


def _hides(char: str) -> bool:
    if char.isascii():
        return not char.isprintable()
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") or char in _BLANKS


def _belongs(text: str, index: int) -> bool:
    char = text[index]
    before = text[index - 1] if index else ""
    after = text[index + 1] if index + 1 < len(text) else ""
    if char in _JOINERS:
        return bool(before and after) and not (before.isascii() or after.isascii())
    if "\U000e0020" <= char <= "\U000e007f":
        return before == _BLACK_FLAG or "\U000e0020" <= before <= "\U000e007e"
    return False
