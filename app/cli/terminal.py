"""What goes to the terminal: answers to standard output, everything else to standard error."""

import json
import os
import sys
from collections.abc import Iterable
from typing import Any, ClassVar

from rich.console import Console
from rich.text import Text
from rich.theme import Theme

from app.shared.application.rendering.spans import Line, Style, plain_text
from app.shared.domain.errors import Invalid

# The five kinds of change keep their colours everywhere; each has its sign besides.
THEME = Theme(
    {
        Style.PLAIN: "none",
        Style.HEADING: "bold",
        Style.MUTED: "dim",
        Style.CREATE: "#4cc38a",
        Style.CHANGE: "#e5b454",
        Style.MOVE: "#6aaef0",
        Style.REMOVE: "#f2777a",
        Style.ACCESS: "#b595f2",
        Style.BLOCKS: "bold #f2777a",
        Style.WARNS: "#e5b454",
        Style.INFORMS: "dim",
        "accent": "#e4935a",
    },
    inherit=True,
)


class NoTerminal(Invalid):
    """A question cannot be asked where nobody can answer."""

    code: ClassVar[str] = "no_terminal"

    def __init__(self, message: str, *, remedy: str = "Add --yes to say it beforehand.") -> None:
        super().__init__(message, remedy=remedy)


def _console(*, stderr: bool) -> Console:
    # Markup is off: a channel may be called [red].
    return Console(
        theme=THEME, stderr=stderr, highlight=False, emoji=False, markup=False, soft_wrap=True
    )


out = _console(stderr=False)
err = _console(stderr=True)


def show(lines: Iterable[Line]) -> None:
    """Lines of the core, in colour where the terminal has it."""
    if not out.is_terminal:
        sys.stdout.write(plain_text(lines) + "\n")
        return
    for one in lines:
        out.print(Text.assemble(*((span.text, span.style) for span in one)))


def show_json(value: Any) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def say(text: str, style: str = "") -> None:
    """A remark beside the answer."""
    err.print(Text(text, style=style))


def can_ask() -> bool:
    return sys.stdin.isatty() and err.is_terminal and not os.environ.get("CI")


def confirm(question: str) -> bool:
    """Ask for a yes at the terminal."""
    err.print(Text(f"{question} [y/N] ", style="accent"), end="")
    answer = sys.stdin.readline()
    if not answer:
        err.print()
    return answer.strip().lower() in {"y", "yes"}
