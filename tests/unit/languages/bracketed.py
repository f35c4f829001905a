"""What stands outside of brackets in the language of brackets, and what of it is data."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.support.pseudo_language import outside_of_brackets

_HARD = re.compile(r"\\+u20[0-9a-f]{2}|\\|[\u200b-\u200f\u202a-\u202e\u2066-\u2069]|(\w)\1{4,}")
"""What names are escaped by, what turns the direction of writing, and letters for the length."""
_WORDS = re.compile(r"[^\W\d_]{2,}(?:[ ,'’]+[^\W\d_]{2,})*")


def phrases_outside(text: str) -> Iterator[str]:
    """Words beside each other."""
    for found in _WORDS.finditer(_HARD.sub("", outside_of_brackets(text))):
        yield " ".join(found.group().split())


def data_in(paths: Iterable[Path]) -> str:
    """Every string that stands in the files, as what tests put in stands there."""
    return "\n".join(
        " ".join(_HARD.sub("", node.value).split())
        for path in paths
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
