"""Lines in a file, which begins anew before it fills the disk."""

import io
import json
import logging
from pathlib import Path

import pytest

from app.shared.application.logging.configuration import (
    LogConfiguration,
    LogFormat,
    LogLevel,
    RotatingFile,
)
from app.shared.infrastructure.logging.configuration import configure_logging
from app.shared.infrastructure.logging.file_handler import LogFileUnusable
from tests.support.logged_secrets import EVERY_SECRET, LINES, SECRET, log_secrets


def configure(out: io.StringIO, path: Path, **fields: int) -> None:
    chosen = LogConfiguration(LogLevel.INFO, LogFormat.CONSOLE, RotatingFile(path, **fields))
    configure_logging(chosen, secrets=[SECRET], stream=out)


def test_lines_are_json_in_the_file_whatever_the_terminal_gets(
    out: io.StringIO, tmp_path: Path
) -> None:
    path = tmp_path / "logs" / "web.log"
    configure(out, path)

    logging.getLogger("app").info("said", extra={"number": 7})

    (line,) = path.read_text().splitlines()
    written = json.loads(line)
    assert (written["event"], written["number"], written["level"]) == ("said", 7, "info")
    assert written["timestamp"].endswith("Z")
    assert "said" in out.getvalue()
    assert path.stat().st_mode & 0o777 == 0o600


def test_no_way_of_logging_brings_a_secret_into_the_file(out: io.StringIO, tmp_path: Path) -> None:
    path = tmp_path / "web.log"
    configure(out, path)

    log_secrets()

    written = path.read_text()
    assert len(written.splitlines()) == LINES
    assert not [one for one in EVERY_SECRET if one in written]


def test_a_full_file_begins_anew_and_so_many_are_kept(out: io.StringIO, tmp_path: Path) -> None:
    path = tmp_path / "web.log"
    configure(out, path, largest_bytes=2000, kept=2)

    for number in range(100):
        logging.getLogger("app").info("line %d", number)

    assert {one.name for one in tmp_path.iterdir()} == {"web.log", "web.log.1", "web.log.2"}
    assert all(one.stat().st_size <= 2000 for one in tmp_path.iterdir())
    assert all(one.stat().st_mode & 0o777 == 0o600 for one in tmp_path.iterdir())
    assert "line 99" in path.read_text()


def test_a_file_that_cannot_be_written_is_told_at_once(out: io.StringIO, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(LogFileUnusable, match="cannot be written") as caught:
        configure(out, tmp_path / "file" / "web.log")

    assert "LOG_FILE" in caught.value.remedy


def test_a_file_that_is_gone_later_costs_the_line_and_nothing_else(
    out: io.StringIO, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "logs" / "web.log"
    configure(out, path, largest_bytes=1)
    logging.getLogger("app").info("an empty file never begins anew")
    for one in path.parent.iterdir():
        one.unlink()
    path.parent.rmdir()

    logging.getLogger("app").info("with %s", SECRET)

    assert "with ***" in out.getvalue()
    complaint = capsys.readouterr().err
    assert "could not be written" in complaint
    assert SECRET not in complaint
