"""Lines of text whose parts say what they are; each surface gives them its own colours."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.shared.domain.language.saying import say


class Style(StrEnum):
    """What a piece of text is about. Never the only sign of it: every style has its own words."""

    PLAIN = "plain"
    HEADING = "heading"
    MUTED = "muted"
    CREATE = "create"
    CHANGE = "change"
    MOVE = "move"
    REMOVE = "remove"
    ACCESS = "access"
    BLOCKS = "blocks"
    WARNS = "warns"
    INFORMS = "informs"


@dataclass(frozen=True, slots=True)
class Span:
    text: str
    style: Style = Style.PLAIN


Line = tuple[Span, ...]
_LISTED = 20


def line(*parts: str | Span) -> Line:
    return tuple(part if isinstance(part, Span) else Span(part) for part in parts)


def plain_text(lines: Iterable[Line]) -> str:
    return "\n".join("".join(span.text for span in one).rstrip() for one in lines)


_INVISIBLE = {
    *range(0x20),
    *range(0x7F, 0xA0),
    *(set(range(0x200B, 0x2010)) - {0x200D}),
    *range(0x2028, 0x202F),
    *range(0x2060, 0x2070),
    0xFEFF,
}


def safe(text: str) -> str:
    """Text from a guild, fit for one line of a terminal or a page.

    Control characters, line breaks, bidirectional overrides and zero-width characters become
    visible escapes, so that a name cannot pretend to be another one or move the cursor. The joiner
    that emoji are built with stays.
    """
    return "".join(f"\\u{ord(c):04x}" if ord(c) in _INVISIBLE else c for c in text)


def safe_lines(text: str) -> str:
    """The same for a text of several lines, whose line breaks are ours."""
    return "\n".join(safe(line) for line in text.split("\n"))


def listed(sentences: Sequence[str]) -> Iterator[Line]:
    """The first of them below what they belong to, and how many more there are."""
    for sentence in sentences[:_LISTED]:
        yield line(f"    {safe(sentence)}")
    if len(sentences) > _LISTED:
        more = say("and {number} more", number=len(sentences) - _LISTED)
        yield line(Span(f"    {more}", Style.MUTED))
