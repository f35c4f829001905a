"""Collects what is wrong with a document, so that all of it can be told at once."""

from app.shared.domain.blueprint.problems import BlueprintRefused, Path, Problem
from app.shared.infrastructure.files.tree import Node

MOST = 200
"""More problems than this help nobody."""


class Unreadable(Exception):
    """A value could not be read. Its problem is in the report already."""


class Report:
    def __init__(self, file: str) -> None:
        self._file = file
        self._problems: list[Problem] = []
        self._seen: set[tuple[int, int, str]] = set()

    @property
    def clean(self) -> bool:
        return not self._problems

    def at(self, node: Node, what: str, remedy: str = "") -> None:
        self.add(what, remedy, node.path, node.line, node.column)

    def unreadable(self, node: Node, what: str, remedy: str = "") -> Unreadable:
        """Note the problem, and give what to raise."""
        self.at(node, what, remedy)
        return Unreadable(what)

    def add(self, what: str, remedy: str, path: Path, line: int, column: int) -> None:
        if len(self._problems) >= MOST or (line, column, what) in self._seen:
            return
        self._seen.add((line, column, what))
        self._problems.append(
            Problem(
                what=visible(what),
                remedy=visible(remedy),
                path=path,
                file=self._file,
                line=line,
                column=column,
            )
        )

    def refuse_if_any(self) -> None:
        if self._problems:
            raise self.refusal()

    def refusal(self) -> BlueprintRefused:
        ordered = sorted(self._problems, key=lambda problem: (problem.line, problem.column))
        return BlueprintRefused(tuple(ordered))


def visible(sentence: str) -> str:
    """What was quoted from the document must not play tricks on a terminal."""
    return "".join(
        char if char.isprintable() or char == "\u200d" else f"\\u{ord(char):04x}"
        for char in sentence
    )
