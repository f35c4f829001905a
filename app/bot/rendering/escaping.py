"""Names that people chose, so that they are read as names and as nothing else.

A role may be called `**@everyone**` or `https://…`, and a name that is written from right to left
would turn round whatever stands behind it on the line.
"""

import re
import unicodedata

_MARKDOWN = re.compile(r"([\\*_~`|>#\[\]<:@]|^[-+])")
"""What stands inside of a name may mean anything, a dash only at its beginning: there is a list."""
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"
_LIKE_A_TICK = "\u02cb"
_SPACE = re.compile(r"\s+")
ELLIPSIS = "…"


def name(text: str, longest: int = 100) -> str:
    """One line of at most `longest` characters of the name; what is escaped counts on top."""
    shown = shortened(_SPACE.sub(" ", _DIRECTIONS.sub("", text)).strip(), longest)
    escaped = _MARKDOWN.sub(r"\\\1", shown)
    return f"{_ISOLATE}{escaped}{_END_ISOLATE}" if _turns(shown) else escaped


def plain(text: str, longest: int = 100) -> str:
    """For labels, options and choices, where Discord reads no markdown."""
    return shortened(_SPACE.sub(" ", _DIRECTIONS.sub("", text)).strip(), longest)


def code(text: str) -> str:
    """In the letters of a machine: keys and what to type."""
    return (
        f"`{_SPACE.sub(' ', _DIRECTIONS.sub('', text)).replace('`', _LIKE_A_TICK).strip() or ' '}`"
    )


def prose(text: str) -> str:
    """Sentences of the core, which quote names as they are: their marks mean nothing here."""
    escaped = _MARKDOWN_IN_PROSE.sub(r"\\\1", _DIRECTIONS.sub("", text))
    return f"{_ISOLATE}{escaped}{_END_ISOLATE}" if _turns(text) else escaped


_MARKDOWN_IN_PROSE = re.compile(
    r"([\\*_~`|<\[\]]|@(?=everyone|here)|(?:^|(?<=\n))[#>-]|(?<=http):|(?<=https):)"
)


def shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + ELLIPSIS


def _turns(text: str) -> bool:
    return any(unicodedata.bidirectional(sign) in ("R", "AL", "AN") for sign in text)
