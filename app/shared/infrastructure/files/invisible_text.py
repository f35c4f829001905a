"""Refuses characters that do not show, unless the document declares them."""

from collections.abc import Iterator

from app.shared.domain.blueprint.invisible import called, code_point, invisible_characters
from app.shared.domain.language.saying import say
from app.shared.infrastructure.files.report import Report
from app.shared.infrastructure.files.tree import Node, scalars


def refuse_invisible(text: str, root: Node, declared: frozenset[str], report: Report) -> None:
    """Comments are looked through too: whoever reviews the text reads them."""
    if text.isascii() and "\\" not in text:
        return
    raw: set[tuple[int, int]] = set()
    for line, column, char in _in_text(text):
        raw.add((line, column))
        if char not in declared:
            _refuse(char, line, column, report)
    for node in scalars(root):
        if node.style != '"' or "\\" not in text[node.start : node.end]:
            continue
        written = text[node.start : node.end]
        for _, char in invisible_characters(node.text):
            if char not in written and char not in declared and not _unstorable(char):
                _refuse(char, node.line, node.column, report)


def _in_text(text: str) -> Iterator[tuple[int, int, str]]:
    for number, line in enumerate(text.split("\n"), start=1):
        for index, char in invisible_characters(line.removesuffix("\r")):
            yield number, index + 1, char


def _unstorable(char: str) -> bool:
    # Discord's own rules name these, in the words of the field.
    return not char.isprintable() and (ord(char) < 160 or "\ud800" <= char <= "\udfff")


def _refuse(char: str, line: int, column: int, report: Report) -> None:
    report.add(
        say("Here is {character}, which does not show.", character=called(char)),
        say(
            "Remove it, or declare that it is meant: `invisible_characters: [{code}]`.",
            code=code_point(char),
        ),
        (),
        line,
        column,
    )
