"""Looking at processes from outside: who is there, and who has gone."""

import os
import select
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Self

PROJECT = Path(__file__).parents[2]
_WITHIN_S = 60.0


def processes_of(folder: Path) -> set[int]:
    """Processes that work in the folder or name it on their command line, ourselves excepted."""
    found = set()
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            works_in = (entry / "cwd").readlink()
            named = str(folder) in os.fsdecode((entry / "cmdline").read_bytes())
        except OSError:
            continue
        if named or works_in.is_relative_to(folder):
            found.add(int(entry.name))
    return found - {os.getpid()}


def wait_until_gone(pids: Iterable[int], within_s: float = 30) -> None:
    for pid in pids:
        try:
            handle = os.pidfd_open(pid)
        except ProcessLookupError:
            continue
        try:
            ended, _, _ = select.select([handle], [], [], within_s)
        finally:
            os.close(handle)
        assert ended, f"process {pid} is still there after {within_s} s"


class Child:
    """A Python program run beside the test, spoken to line by line."""

    def __init__(
        self,
        code: str,
        *arguments: str,
        prefix: Iterable[str] = (),
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.process = subprocess.Popen(
            [*prefix, sys.executable, "-c", code, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={
                "PATH": os.environ["PATH"],
                "PYTHONPATH": str(PROJECT),
                "PYTHONDONTWRITEBYTECODE": "1",
                **(environment or {}),
            },
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.process.kill()
        self.process.communicate()

    def line(self) -> str:
        """The next line it prints; when it ends instead, a failure with what it complained of."""
        assert self.process.stdout is not None
        ready, _, _ = select.select([self.process.stdout], [], [], _WITHIN_S)
        text = self.process.stdout.readline() if ready else ""
        if not text:
            self.process.kill()
            raise AssertionError(self.process.communicate()[1])
        return text.rstrip("\n")

    def finish(self) -> int:
        """Close its input, and wait for its end."""
        self.process.communicate(timeout=_WITHIN_S)
        return self.process.returncode

    def kill(self) -> None:
        """As the kernel does when memory is short: no warning, no clean-up."""
        self.process.kill()
        self.process.wait(_WITHIN_S)


def as_ordinary_user() -> tuple[str, ...]:
    """Words that make a program run without root's rights; none when we have none ourselves.

    Reading is still allowed everywhere: the interpreter may lie in root's home folder.
    """
    if os.geteuid() != 0:
        return ()
    read_anything = ("--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search")
    return ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *read_anything, "--")
