"""Checks a blueprint, asking nobody."""

from pathlib import Path

from app.cli.handlers.files import read_document
from app.cli.terminal import say, show_json
from app.shared.domain.blueprint.problems import BlueprintRefused
from app.shared.domain.fingerprint import plain
from app.shared.infrastructure.languages.speaking import speak_language
from app.shared.infrastructure.settings import load_language


def check_file(file: Path, *, json: bool) -> int:
    speak_language(load_language())
    if json:
        return _as_json(file)
    structure = read_document(file).blueprint.structure
    roles, channels = len(structure.roles) - 1, len(structure.channels)
    counts = f"{_counted(roles, 'role')}, {_counted(channels, 'channel')}"
    print(f"{file} is a valid blueprint: {counts}.")
    say(f"Next: guildwright plan {file}", "muted")
    return 0


def _as_json(file: Path) -> int:
    """What is wrong is the answer here, so it goes to standard output."""
    problems: tuple[object, ...] = ()
    try:
        read_document(file)
    except BlueprintRefused as refusal:
        problems = refusal.problems
    show_json({"valid": not problems, "problems": plain(problems)})
    return 1 if problems else 0


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
