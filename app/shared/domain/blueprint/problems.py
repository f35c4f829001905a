"""What is wrong with a document, each with its place and what would be right."""

from dataclasses import dataclass, field
from typing import ClassVar

from app.shared.domain.errors import Invalid

Path = tuple[str | int, ...]
"""Where in the document's tree: `("channels", 3, "topic")`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong. `line` and `column` count from 1; 0 where there is no text."""

    what: str
    remedy: str = ""
    path: Path = ()
    file: str = ""
    line: int = 0
    column: int = 0
    points_nowhere: bool = field(default=False, compare=False)
    """It says that something pointed to is not there."""

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        sentence = f"{self.what} {self.remedy}".rstrip()
        return f"{place}: {sentence}" if place else sentence


class BlueprintRefused(Invalid):
    """The document is no valid blueprint. `problems` has all of them, in the order of the text."""

    code: ClassVar[str] = "blueprint_refused"

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
