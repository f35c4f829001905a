"""Whatever a command raises: a sentence, an exit code, and no traceback at the terminal."""

import errno
import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from typing import Any, ClassVar

import pytest

from app.cli.failures import guarded
from app.shared.domain.blueprint.problems import BlueprintRefused, Problem
from app.shared.domain.errors import Conflict, DomainError, Forbidden, Invalid
from tests.support.command_line import CommandLine
from tests.support.processes import PROJECT

TOKEN = "MTk4NjIyNDgzNDcxOTI1MjQ4.G2abcd.not-a-real-token-but-long-enough"


class OutOfOre(Conflict):
    code: ClassVar[str] = "out_of_ore"


def raising(error: BaseException) -> Callable[[], int]:
    def work() -> int:
        raise error

    return work


def told(error: BaseException, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """What a command that raises this answers with --json."""
    code = guarded(raising(error), command="plan", as_json=True)
    captured = capsys.readouterr()
    assert captured.out == ""
    described: dict[str, Any] = json.loads(captured.err)["error"]
    return {"exit": code, **described}


def test_an_error_of_ours_is_its_sentence_and_its_remedy(
    capsys: pytest.CaptureFixture[str],
) -> None:
    error = OutOfOre("There is no ore left.", remedy="Dig deeper.")

    code = guarded(raising(error), command="plan", as_json=False)

    assert code == 1
    assert capsys.readouterr().err == "Error: There is no ore left.\n       Dig deeper.\n"


@pytest.mark.parametrize("kind", [Invalid, Forbidden, OutOfOre])
def test_the_code_of_an_error_is_in_its_json(
    kind: type[DomainError], capsys: pytest.CaptureFixture[str]
) -> None:
    found = told(kind("So it is.", remedy="Do this."), capsys)

    assert found == {
        "exit": 1,
        "code": kind.code,
        "message": "So it is.",
        "remedy": "Do this.",
    }


def test_every_problem_of_a_blueprint_is_told_with_its_place(
    capsys: pytest.CaptureFixture[str],
) -> None:
    problems = (
        Problem(what="No name.", remedy="Give it one.", file="a.yaml", line=3, column=5),
        Problem(what="Too long.", file="a.yaml", line=9, column=1),
    )

    code = guarded(raising(BlueprintRefused(problems)), command="plan", as_json=False)
    people = capsys.readouterr().err.splitlines()
    machines = told(BlueprintRefused(problems), capsys)

    assert code == 1
    assert people[:2] == ["a.yaml:3:5: No name. Give it one.", "a.yaml:9:1: Too long."]
    assert "2 problems" in people[2]
    assert [one["line"] for one in machines["problems"]] == [3, 9]


@pytest.mark.parametrize("name", ["nowhere.yaml", "[red]nowhere[/red].yaml"])
def test_a_file_that_is_not_there_is_told_by_name(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    error = FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name)

    guarded(raising(error), command="plan", as_json=False)

    assert f"Error: {name}: No such file or directory." in capsys.readouterr().err


def test_a_full_disk_is_told_as_such_with_and_without_a_name(
    capsys: pytest.CaptureFixture[str],
) -> None:
    named = told(OSError(errno.ENOSPC, "No space left on device", "plan.json"), capsys)
    bare = told(OSError(errno.ENOSPC, "No space left on device"), capsys)

    assert named["code"] == bare["code"] == "disk_full"
    assert "plan.json" in named["message"]


def test_what_nobody_expected_goes_to_the_log_and_a_reference_to_the_terminal(
    guildwright: CommandLine, capsys: pytest.CaptureFixture[str]
) -> None:
    guildwright.set(DISCORD_TOKEN=TOKEN)

    code = guarded(raising(RuntimeError(f"odd: {TOKEN}")), command="plan", as_json=False)

    said = capsys.readouterr().err
    assert code == 1
    assert "Traceback" not in said
    assert "odd" not in said
    reference = said.rpartition("reference ")[2].rstrip(")\n")
    assert reference in guildwright.log
    assert "Traceback" in guildwright.log
    assert "odd: ***" in guildwright.log
    assert TOKEN not in guildwright.log + said


def test_the_log_is_readable_by_its_owner_alone(guildwright: CommandLine) -> None:
    guarded(raising(RuntimeError("odd")), command="plan", as_json=False)

    path = guildwright.folder / ".guildwright" / "guildwright.log"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_secret_in_settings_that_cannot_be_read_is_hidden_too(
    guildwright: CommandLine, capsys: pytest.CaptureFixture[str]
) -> None:
    guildwright.set(DATABASE_URL="mysql//open-sesame-123", LOG_LEVEL="shouting")

    guarded(raising(RuntimeError("with mysql//open-sesame-123")), command="plan", as_json=False)

    assert "open-sesame-123" not in guildwright.log + capsys.readouterr().err
    assert "with ***" in guildwright.log


def test_where_no_log_can_be_written_that_is_said(
    guildwright: CommandLine, capsys: pytest.CaptureFixture[str]
) -> None:
    (guildwright.folder / ".guildwright").write_text("a file where the folder should be")

    code = guarded(raising(RuntimeError("odd")), command="plan", as_json=False)

    said = capsys.readouterr().err
    assert code == 1
    assert "could not be written" in said
    assert "Traceback" not in said


def test_several_failures_at_once_are_told_as_the_one_that_people_understand(
    capsys: pytest.CaptureFixture[str],
) -> None:
    group = ExceptionGroup("all", [ValueError("inner"), ExceptionGroup("x", [OutOfOre("No ore.")])])

    assert told(group, capsys)["message"] == "No ore."


def test_an_interruption_has_its_own_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    code = guarded(raising(KeyboardInterrupt()), command="plan", as_json=False)

    assert code == 130
    assert capsys.readouterr().err == "Interrupted.\n"


def test_a_reader_that_has_gone_is_no_disaster(guildwright: CommandLine) -> None:
    guildwright.folder.joinpath("guildwright.yaml").write_text("version: 1\n")
    reading, writing = os.pipe()
    os.close(reading)

    assert _into_a_closed_pipe(guildwright, writing) == (1, "")


def _into_a_closed_pipe(guildwright: CommandLine, writing: int) -> tuple[int, str]:
    ended = subprocess.run(
        [sys.executable, "-c", "from app.cli.main import main; main()", "validate", "--json"],
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        cwd=guildwright.folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(PROJECT)},
    )
    os.close(writing)
    return ended.returncode, ended.stderr
