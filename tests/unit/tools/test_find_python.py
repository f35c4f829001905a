"""Which Python the project is set up with, and what is said where none fits."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.processes import PROJECT

FIND = PROJECT / "tools" / "find-python"
_OLD = """#!/bin/sh
case "$*" in --version) echo "Python 3.9.2" ;; *) exit 1 ;; esac
"""


def a_program(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


def a_new_python(path: Path) -> None:
    a_program(path, f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')


def find(home: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """With nothing on the path but what lies in the home's `bin`."""
    shell = shutil.which("sh") or "/bin/sh"
    cat = shutil.which("cat") or "/bin/cat"
    (home / "bin").mkdir(exist_ok=True)
    if not (home / "bin" / "cat").exists():
        (home / "bin" / "cat").symlink_to(cat)
    environment = {"PATH": str(home / "bin"), "HOME": str(home), **variables}
    return subprocess.run(
        [shell, str(FIND)], capture_output=True, text=True, check=False, env=environment
    )


def test_where_only_an_old_python_is_what_to_install_is_said(tmp_path: Path) -> None:
    a_program(tmp_path / "bin" / "python3", _OLD)

    ended = find(tmp_path)

    assert ended.returncode == 1
    assert ended.stdout == ""
    assert "needs Python 3.12 or newer" in ended.stderr
    assert "Found here: Python 3.9.2" in ended.stderr
    assert "apt-get install" in ended.stderr


def test_where_no_python_is_that_is_said(tmp_path: Path) -> None:
    ended = find(tmp_path)

    assert ended.returncode == 1
    assert "Found here: no python3" in ended.stderr


@pytest.mark.parametrize(
    "place", ["bin/python3.13", "bin/python3", ".pyenv/versions/3.13.1/bin/python"]
)
def test_a_new_one_is_found_beside_an_old_one(tmp_path: Path, place: str) -> None:
    a_program(tmp_path / "bin" / "python", _OLD)
    a_new_python(tmp_path / place)

    ended = find(tmp_path)

    assert ended.returncode == 0, ended.stderr
    assert Path(ended.stdout.strip()).resolve() == Path(sys.executable).resolve()


def test_one_may_be_chosen_by_hand(tmp_path: Path) -> None:
    a_new_python(tmp_path / "elsewhere" / "my python")

    ended = find(tmp_path, PYTHON=str(tmp_path / "elsewhere" / "my python"))

    assert ended.returncode == 0, ended.stderr


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not on this machine")
def test_make_stops_with_that_message(tmp_path: Path) -> None:
    """In a fresh copy of what makes the environment."""
    for name in ("Makefile", "pyproject.toml", "requirements-dev.txt"):
        shutil.copy(PROJECT / name, tmp_path)
    shutil.copytree(PROJECT / "tools", tmp_path / "tools")
    a_program(tmp_path / "bin" / "python3", _OLD)
    for name in ("sh", "cat", "make"):
        (tmp_path / "bin" / name).symlink_to(str(shutil.which(name)))

    ended = subprocess.run(
        [str(tmp_path / "bin" / "make"), "demo"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={"PATH": str(tmp_path / "bin"), "HOME": str(tmp_path), "LC_ALL": "C"},
    )

    assert ended.returncode != 0
    assert "needs Python 3.12 or newer" in ended.stderr
    assert not (tmp_path / ".venv").exists()
