"""Slips of the pen in the file of settings: what is misspelled or means nothing is never read,
unnoticed."""

import difflib
from collections.abc import Collection
from pathlib import Path

from dotenv import dotenv_values
from dotenv.parser import parse_stream

from app.shared.domain.language.saying import say
from app.shared.infrastructure.settings_sources import LONGEST_BYTES

_CLOSE = 0.8


def misspelled_in(file: Path, known: Collection[str]) -> list[str]:
    """One line for each name that was meant for us: it begins as ours do, or nearly is one. Names
    of other programs are theirs. Raises OSError and UnicodeDecodeError; a file that is not there
    has none."""
    if not file.is_file():
        return []
    beginnings = {name.partition("_")[0] for name in known if "_" in name}
    problems = []
    for name in dotenv_values(file, encoding="utf-8", interpolate=False):
        if name.upper() in known:
            continue
        likely = difflib.get_close_matches(name.upper(), known, n=1, cutoff=_CLOSE)
        if likely or name.upper().partition("_")[0] in beginnings:
            problems.append(f"{name}: {_unknown(likely)}")
    return problems


def unreadable_in(file: Path) -> list[str]:
    """One line for each that means nothing or is too long to be looked through. Raises as above."""
    if not file.is_file():
        return []
    return [*_too_long_in(file), *_meaningless_in(file)]


def _too_long_in(file: Path) -> list[str]:
    return [
        say(
            "{file}: line {line} has more than {most} bytes, which no setting needs: look whether "
            "it is the right file",
            file=file,
            line=number,
            most=LONGEST_BYTES,
        )
        for number, line in enumerate(file.read_bytes().split(b"\n"), start=1)
        if len(line) > LONGEST_BYTES
    ]


def _meaningless_in(file: Path) -> list[str]:
    with file.open(encoding="utf-8-sig") as stream:
        bindings = list(parse_stream(stream))
    return [
        say(
            "{file}: line {line} is neither NAME=value nor a comment, or has a quote that is not "
            "closed",
            file=file,
            line=one.original.line,
        )
        for one in bindings
        if one.error or (one.key is not None and one.value is None)
    ]


def _unknown(likely: list[str]) -> str:
    if likely:
        return say(
            "is no setting: did you mean {name}? docs/configuration.md lists all, and one that is "
            "another program's belongs into another file",
            name=likely[0],
        )
    return say(
        "is no setting: docs/configuration.md lists all, and one that is another program's "
        "belongs into another file"
    )
