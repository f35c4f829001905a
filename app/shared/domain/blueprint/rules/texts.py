"""Rules that hold for any text: length, blanks at the ends, what cannot be stored."""

from collections.abc import Iterator

from app.shared.domain.blueprint.invisible import called, forbidden_characters
from app.shared.domain.blueprint.problems import Path, Problem
from app.shared.domain.language.counting import characters
from app.shared.domain.language.saying import say


def line_problems(text: str, path: Path, what: str, most: int, least: int = 1) -> Iterator[Problem]:
    """One line, without blanks at its ends, `least` to `most` characters long."""
    yield from _unstorable(text, path, what, multiline=False)
    if text != text.strip():
        stored = text.strip()
        remedy = say('Discord would store "{text}": write that.', text=stored) if stored else ""
        yield Problem(
            what=say("{what} starts or ends with a blank.", what=what), remedy=remedy, path=path
        )
    elif len(text) < least:
        yield Problem(
            what=say("{what} is too short.", what=what)
            if text
            else say("{what} is empty.", what=what),
            remedy=say("It needs at least {characters}.", characters=characters(least)),
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
            what=say("{what} has {characters}.", what=what, characters=characters(len(text))),
            remedy=say(
                "Discord takes at most {most}: shorten it by {number}.",
                most=most,
                number=len(text) - most,
            ),
            path=path,
        )


def _unstorable(text: str, path: Path, what: str, *, multiline: bool) -> Iterator[Problem]:
    for index, char in forbidden_characters(text, multiline=multiline):
        yield Problem(
            what=say(
                "{what} has {character} as character {number}, which Discord cannot store.",
                what=what,
                character=called(char),
                number=index + 1,
            ),
            remedy=say("Remove it.") if char != "\n" else say("Write it on one line."),
            path=path,
        )
        return
