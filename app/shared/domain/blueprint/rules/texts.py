"""Rules that hold for any text: length, blanks at the ends, what cannot be stored."""

from collections.abc import Iterator

from app.shared.domain.blueprint.invisible import called, forbidden_characters
from app.shared.domain.blueprint.problems import Path, Problem


def line_problems(text: str, path: Path, what: str, most: int, least: int = 1) -> Iterator[Problem]:
    """One line, without blanks at its ends, `least` to `most` characters long."""
    yield from _unstorable(text, path, what, multiline=False)
    if text != text.strip():
        remedy = f'Discord would store "{text.strip()}": write that.' if text.strip() else ""
        yield Problem(what=f"{what} starts or ends with a blank.", remedy=remedy, path=path)
    elif len(text) < least:
        yield Problem(
            what=f"{what} is {'empty' if not text else 'too short'}.",
            remedy=f"It needs at least {_characters(least)}.",
            path=path,
        )
    yield from _too_long(text, path, what, most)


def text_problems(text: str, path: Path, what: str, most: int) -> Iterator[Problem]:
    """Any number of lines, at most `most` characters; may be empty."""
    yield from _unstorable(text, path, what, multiline=True)
    yield from _too_long(text, path, what, most)


def _too_long(text: str, path: Path, what: str, most: int) -> Iterator[Problem]:
    if len(text) > most:
        yield Problem(
            what=f"{what} has {_characters(len(text))}.",
            remedy=f"Discord takes at most {most}: shorten it by {len(text) - most}.",
            path=path,
        )


def _unstorable(text: str, path: Path, what: str, *, multiline: bool) -> Iterator[Problem]:
    for index, char in forbidden_characters(text, multiline=multiline):
        yield Problem(
            what=f"{what} has {called(char)} as character {index + 1}, which Discord cannot store.",
            remedy="Remove it." if char != "\n" else "Write it on one line.",
            path=path,
        )
        return


def _characters(count: int) -> str:
    return "1 character" if count == 1 else f"{count} characters"
