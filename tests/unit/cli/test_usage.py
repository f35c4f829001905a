"""What is told to somebody who mistypes a command."""

import json
import subprocess
import sys

import pytest

from tests.support.command_line import CommandLine

MISTAKES = [
    (("plna",), "Did you mean 'plan'?"),
    (("plan", "--nope"), "No such option: --nope"),
    (("plan", "--jsn"), "--json"),
    (("runs", "--limit", "many"), "--limit"),
    (("runs", "--limit", "0"), "--limit"),
    (("validate", "a", "b"), "unexpected extra argument"),
    (("explain",), "WHO"),
    (("apply", "--plan"), "requires an argument"),
    (("sandbox", "--port", "99999"), "--port"),
    (("--nope",), "No such option: --nope"),
]


@pytest.mark.parametrize(("words", "told"), MISTAKES)
def test_a_mistyped_command_is_one_clear_line_and_the_way_to_help(
    guildwright: CommandLine, words: tuple[str, ...], told: str
) -> None:
    ended = guildwright(*words)

    assert ended.code == 1
    assert ended.out == ""
    error, remedy = ended.err.rstrip("\n").split("\n")
    assert error.startswith("Error: ")
    assert told in error
    assert remedy.strip().startswith("What is possible: guildwright")
    assert remedy.endswith("--help")


def test_a_mistake_is_json_where_json_was_asked_for(guildwright: CommandLine) -> None:
    ended = guildwright("plan", "--json", "--nope")

    error = json.loads(ended.err)["error"]
    assert ended.code == 1
    assert error["code"] == "usage"
    assert "--nope" in error["message"]


@pytest.mark.parametrize("words", [(), ("--help",), ("-h",), ("plan", "--help")])
def test_help_is_an_answer_and_no_mistake(guildwright: CommandLine, words: tuple[str, ...]) -> None:
    ended = guildwright(*words)

    assert ended.code == 0
    assert "Usage: guildwright" in ended.out
    assert ended.err == ""


def test_help_lists_every_command(guildwright: CommandLine) -> None:
    listed = guildwright.ok("--help").out

    names = "init import validate plan apply runs show cancel resume rollback drift explain"
    for name in f"{names} sandbox demo worker bot migrate doctor pause".split():
        assert f"│ {name} " in listed


def test_the_version_is_said(guildwright: CommandLine) -> None:
    assert guildwright.ok("--version").out.startswith("guildwright 0.")


@pytest.mark.parametrize("module", ["app.cli.main", "app.cli.handlers.validate"])
def test_what_needs_no_database_loads_none_of_its_libraries(module: str) -> None:
    heavy = "sqlalchemy redis pgqueuer nextcord fastapi alembic httpx2 asyncpg app.sandbox"
    code = f"import sys, {module}; print([m for m in {heavy.split()!r} if m in sys.modules])"

    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert loaded.stdout.strip() == "[]"
