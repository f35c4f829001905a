"""The parts of a sentence, `{who}` and `{number:,}`: a translation has the same ones."""

import re
from dataclasses import dataclass
from string import Formatter

NUMBER = "number"
_DATE = re.compile(r"(%[-_]?[A-Za-z%]|[^%{}])+")
"""What `strftime` writes: no part within it, which would be looked for in the date."""


@dataclass(frozen=True, slots=True, order=True)
class Part:
    name: str
    """With what converts it, `who!r`, where something does."""
    form: str

    def __str__(self) -> str:
        return f"{{{self.name}{f':{self.form}' if self.form else ''}}}"

    def may_stand_for(self, english: "Part") -> bool:
        """A date may be written in another order, and any part without its form; a form of another
        kind would be an error once it is said."""
        is_date = english.form.startswith("%") and _DATE.fullmatch(self.form) is not None
        return self.name == english.name and (self.form in {"", english.form} or is_date)


def parts_of(sentence: str) -> frozenset[Part] | None:
    """None where braces are no parts."""
    try:
        return frozenset(
            Part(f"{name}!{conversion}" if conversion else name, form or "")
            for _, name, form, conversion in Formatter().parse(sentence)
            if name is not None
        )
    except ValueError:
        return None


def wrong_parts(english: tuple[str, ...], told: str) -> str:
    """What is wrong with a translation of one sentence, or of one for one and one for many; empty
    where nothing is. A form of a counted one may do without the number."""
    every: set[Part] = set()
    for sentence in english:
        parts = parts_of(sentence)
        if parts is None:
            return ""  # said as it stands
        every |= parts
    # A sentence is found by its first form: what the second one has besides may be of another age.
    first = {part.name for part in parts_of(english[0]) or ()} | {NUMBER}
    every = {part for part in every if part.name in first}
    there = parts_of(told)
    if there is None:
        return "has a brace that is no part: write {{ for one that is to be seen"
    spare = {NUMBER} if len(english) > 1 else set()
    needed = {part.name for part in every} - spare
    fitting = all(any(one.may_stand_for(part) for part in every) for one in there)
    if fitting and needed <= {part.name for part in there}:
        return ""
    return f"has the parts {_listed(there)}, the English one has {_listed(every)}"


def _listed(parts: set[Part] | frozenset[Part]) -> str:
    return ", ".join(str(part) for part in sorted(parts)) or "none"
