"""How a language counts: which of its forms a number takes, as the header of its file says in C."""

import gettext
import re
from collections.abc import Callable
from dataclasses import dataclass

_HEADER = re.compile(r"\s*nplurals\s*=\s*([1-9])\s*;\s*plural\s*=\s*([^;]+?)\s*;?\s*")
_HARMLESS = re.compile(r"[n0-9?:<>=!&|%() ]+")
"""What the sum may be made of: it is handed to browsers, which carry it out."""
_UNSURE = re.compile(r"\b0[0-9]|%(?!\s*[1-9])")
"""What fails only in browsers, and what fails only for numbers that were not tried."""
_TRIED = (*range(1000), 10_000, 1_000_000)


@dataclass(frozen=True, slots=True)
class PluralForms:
    number: int
    expression: str
    """Of C, with `n` for the number; the same in JavaScript."""
    form_of: Callable[[int], int]

    def __str__(self) -> str:
        """As the header says it, without the liberties that gettext does not know."""
        return f"nplurals={self.number}; plural={self.expression};"


ENGLISH = PluralForms(2, "n != 1", gettext.c2py("n != 1"))


def read_plural_forms(header: str) -> PluralForms:
    """From `nplurals=2; plural=(n != 1);`. Raises ValueError with what is wrong."""
    found = _HEADER.fullmatch(header)
    if found is None:
        raise ValueError("Plural-Forms has to look like: nplurals=2; plural=(n != 1);")
    number, expression = int(found[1]), found[2]
    if not _HARMLESS.fullmatch(expression):
        raise ValueError("Plural-Forms may be made of n, numbers, brackets and ?:<>=!&|% alone")
    if _UNSURE.search(expression):
        raise ValueError("Plural-Forms: no number begins with 0, and % is by a number")
    try:
        form_of = gettext.c2py(expression)
        told = {form_of(one) for one in _TRIED}
    except (ValueError, ZeroDivisionError, RecursionError):
        raise ValueError("Plural-Forms cannot be worked out: look for a slip of the pen") from None
    if not told <= set(range(number)):
        raise ValueError(f"Plural-Forms leads to form {max(told)}, and there are {number}, from 0")
    return PluralForms(number, expression, form_of)
