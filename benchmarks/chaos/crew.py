"""Workers in processes of their own, which can be killed and are replaced at once."""

import multiprocessing
import os
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from app.shared.infrastructure.composition import Addresses
from benchmarks.chaos.worker_process import work

# Forked from a process that has read the program already: a worker that is killed is replaced in
# milliseconds, where reading it anew would be most of what a campaign costs.
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload([work.__module__])
type _Process = multiprocessing.process.BaseProcess

_GOES_WITHIN_S = 20.0
_FIRST_VERSION = 20
_EXPECTED = frozenset({0})
_LINES_OF_THE_FALLEN = 25


@dataclass(slots=True)
class _Worker:
    process: _Process
    generation: int


class Crew:
    """Each worker has a number, by which its calls are known: it asks for a version of the API of
    its own (the sandbox answers all alike)."""

    def __init__(self, folder: Path, addresses: Addresses, size: int) -> None:
        self._folder = folder
        self._addresses = addresses
        self._size = size
        self._workers: list[_Worker] = []
        self._gone: list[_Process] = []
        self.gone: list[int] = []
        """The number of each worker that has been replaced, in order."""
        self.killed = 0
        self.terminated = 0
        self.fallen: list[str] = []
        """Workers that ended although nobody had made them."""

    def __enter__(self) -> Self:
        self._workers = [_Worker(self._started(number), 0) for number in range(self._size)]
        return self

    def __exit__(self, *_exception: object) -> None:
        processes = [*self._gone, *(worker.process for worker in self._workers)]
        for process in processes:
            if process.exitcode is None:
                process.kill()
            process.join(_GOES_WITHIN_S)

    def who(self, base: str) -> tuple[int, int] | None:
        """The worker, and which of those that had its number, behind a call to this base path."""
        number = number_of(base)
        if number is None or number >= len(self._workers):
            return None
        return number, self._workers[number].generation

    def kill(self, who: tuple[int, int]) -> None:
        """-9. Nothing, where that one has gone already."""
        if process := self._replaced(who):
            process.kill()
            process.join(_GOES_WITHIN_S)
            self.killed += 1

    def terminate(self, who: tuple[int, int]) -> None:
        if process := self._replaced(who):
            process.terminate()
            self._gone.append(process)
            self.terminated += 1

    def look_after(self) -> None:
        """Note and replace whoever fell by itself."""
        for number, worker in enumerate(self._workers):
            if (code := worker.process.exitcode) is not None:
                self.fallen.append(
                    f"worker {number} ended by itself with {code}; its last lines:\n"
                    f"{_last_lines(self._log(number))}"
                )
                self._replaced((number, worker.generation))
        for process in list(self._gone):
            if (code := process.exitcode) is not None:
                self._gone.remove(process)
                if code not in _EXPECTED:
                    self.fallen.append(f"a worker that was asked to stop ended with {code}")

    def _replaced(self, who: tuple[int, int]) -> _Process | None:
        number, generation = who
        worker = self._workers[number]
        if worker.generation != generation:
            return None
        self._workers[number] = _Worker(self._started(number), generation + 1)
        self.gone.append(number)
        return worker.process

    def _started(self, number: int) -> _Process:
        root = self._addresses.discord_api_url.rpartition("/v")[0]
        environment = {
            "PATH": os.environ["PATH"],
            "DATABASE_URL": self._addresses.database_url,
            "REDIS_URL": self._addresses.redis_url,
            "DISCORD_TOKEN": self._addresses.discord_token,
            "DISCORD_API_URL": f"{root}/v{_FIRST_VERSION + number}",
        }
        process = _PROCESSES.Process(
            target=work, args=(self._folder, self._log(number), environment)
        )
        process.start()
        return process

    def _log(self, number: int) -> Path:
        return self._folder / f"worker-{number}.log"


def number_of(base: str) -> int | None:
    """Of the worker that calls this base path; None where it is none's."""
    version = base.rpartition("/v")[2]
    number = int(version) - _FIRST_VERSION if version.isdigit() else -1
    return number if number >= 0 else None


def _last_lines(log: Path) -> str:
    if not log.exists():
        return "(none: it had no log yet)"
    with log.open(encoding="utf-8", errors="replace") as lines:
        return "".join(deque(lines, _LINES_OF_THE_FALLEN)).rstrip()
