"""The parts of a sentence, `{who}` and `{number:,}`: a translation has the same ones."""

from string import Formatter

NUMBER = "number"


def parts_of(sentence: str) -> frozenset[str] | None:
    """Each as it stands between the braces. None where braces are no parts."""
    try:
        return frozenset(
            f"{name}{f'!{conversion}' if conversion else ''}{f':{spec}' if spec else ''}"
            for _, name, spec, conversion in Formatter().parse(sentence)
            if name is not None
        )
    except ValueError:
        return None


def listed_parts(parts: frozenset[str]) -> str:
    return ", ".join(f"{{{part}}}" for part in sorted(parts)) or "none"


def wrong_parts(english: tuple[str, ...], told: str) -> str:
    """What is wrong with a translation of one sentence, or of one for one and one for many; empty
    where nothing is. A form of a counted one may do without the number."""
    wanted = [parts_of(one) for one in english]
    if any(one is None for one in wanted):
        return ""  # said as it stands
    every = frozenset[str]().union(*(one for one in wanted if one is not None))
    there = parts_of(told)
    if there is None:
        return "has a brace that is no part: write {{ for one that is to be seen"
    needed = frozenset(
        part for part in every if len(english) == 1 or part.partition(":")[0] != NUMBER
    )
    if needed <= there <= every:
        return ""
    return f"has the parts {listed_parts(there)}, the English one has {listed_parts(every)}"
