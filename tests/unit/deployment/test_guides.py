"""The commands of docs/deployment.md and docs/operations.md: what they name is there."""

import os
import re
import shlex
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import typer

from app.cli.main import app
from tests.support.processes import PROJECT
from tests.unit.deployment.compose_file import services

GUIDES = ("deployment.md", "operations.md")
_COMMAND = re.compile(
    r"^ {4,}((?:sudo |sh )?(?:gw|docker|deploy/|tools/|make|guildwright|kubectl|git|cosign)\b.*)$"
)
_OPTIONS_WITH_A_VALUE = {"--env-file", "-f", "--file", "--profile", "--tail", "--since", "--scale"}
_OF_SERVICES = {"up", "stop", "restart", "logs", "ps", "build", "pull"}
_OF_ONE_SERVICE = {"exec", "run"}


def commands() -> Iterator[str]:
    for guide in GUIDES:
        for line in (PROJECT / "docs" / guide).read_text(encoding="utf-8").splitlines():
            if found := _COMMAND.match(line):
                yield from found.group(1).split(" && ") if " -c '" not in line else found.groups()


ALL = sorted(set(commands()))


def words_of(command: str) -> list[str]:
    """Up to where a comment begins, or something is led elsewhere."""
    words = shlex.split(command, comments=True)
    ends = (index for index, word in enumerate(words) if word.startswith(("<", ">", "|")))
    return words[: next(ends, len(words))]


def without_options(words: list[str]) -> list[str]:
    kept, skipped = [], False
    for word in words:
        if not skipped and not word.startswith("-"):
            kept.append(word)
        skipped = word in _OPTIONS_WITH_A_VALUE
    return kept


def asked_of_compose(command: str) -> list[str]:
    """Verb and what follows it; nothing where the command is another's."""
    words = words_of(command)
    if words[:1] == ["gw"]:
        return without_options(words[1:])
    return without_options(words[2:]) if words[:2] == ["docker", "compose"] else []


def asked_of_us(command: str) -> list[str]:
    words = words_of(command)
    if words[0] not in {"gw", "docker", "guildwright"} or "guildwright" not in words:
        return []
    return words[words.index("guildwright") + 1 :]


def test_the_guides_have_commands() -> None:
    assert len(ALL) > 40


@pytest.mark.parametrize("command", [one for one in ALL if asked_of_compose(one)])
def test_services_are_services(command: str) -> None:
    verb, *rest = asked_of_compose(command)
    named = rest if verb in _OF_SERVICES else rest[:1] if verb in _OF_ONE_SERVICE else []

    assert verb in _OF_SERVICES | _OF_ONE_SERVICE | {"cp", "down", "version"}
    assert set(named) <= set(services())


@pytest.mark.parametrize("command", [one for one in ALL if asked_of_us(one)])
def test_what_guildwright_is_asked_for_it_knows(command: str) -> None:
    known: Any = typer.main.get_command(app)
    rest = asked_of_us(command)
    while hasattr(known, "commands"):
        assert rest[0] in known.commands
        known, rest = known.commands[rest[0]], rest[1:]

    options = {word for parameter in known.params for word in parameter.opts}
    assert {word for word in rest if word.startswith("--")} <= options


def test_scripts_and_targets_are_there() -> None:
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")

    for command in ALL:
        words = words_of(command)
        if words[0] == "make":
            assert re.search(rf"(?m)^{words[1]}:", makefile), command
        for word in words:
            if re.fullmatch(r"(docker|deploy|tools)/[\w/-]+(\.sh)?", word):
                _there(word, executable=word == words[0])


def test_files_of_environment_and_overlays_are_there_or_made() -> None:
    made = {"docker/.env", "docker/images.env", "deploy/kubernetes/mine"}

    for command in ALL:
        words = words_of(command)
        for option in ("--env-file", "-f", "--kustomize"):
            for before, word in pairwise(words):
                if before == option and word not in made:
                    _there(word, executable=False)


def _there(path: str, *, executable: bool) -> None:
    found = PROJECT / Path(path)
    assert found.exists(), path
    assert not executable or os.access(found, os.X_OK), path
