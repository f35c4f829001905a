"""Workers in processes of their own, which can be killed and are replaced at once."""

import multiprocessing
import os
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from app.shared.application.ports.unit_of_work import StoreUnavailable
from app.shared.domain.runs.run import RunId
from app.shared.infrastructure.composition import Addresses
from benchmarks.chaos.worker_process import work

# Forked from a process that has read the program already: a worker that is killed is replaced in
# milliseconds, where reading it anew would be most of what a campaign costs.
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload([work.__module__])
type _Process = multiprocessing.process.BaseProcess

_GOES_WITHIN_S = 20.0
_FIRST_NUMBER = 20
"""Above all versions of Discord's."""
_EXPECTED = frozenset({0})
_LINES_OF_THE_FALLEN = 25


@dataclass(frozen=True, slots=True)
class _Worker:
    number: int
    process: _Process
    log: Path


class Crew:
    """Each worker that is begun has a number of its own, by which its calls are known: it asks for
    that version of the API (the sandbox answers all alike). So a call that comes when its worker
    has been replaced is not taken for one of the new worker's."""

    def __init__(self, folder: Path, addresses: Addresses, size: int) -> None:
        self._folder = folder
        self._addresses = addresses
        self._size = size
        self._begun = 0
        self._workers: list[_Worker] = []
        self._gone: list[_Process] = []
        self.gone: list[int] = []
        """The number of each worker that has been replaced, in order."""
        self.killed = 0
        self.terminated = 0
        self.fallen: list[str] = []
        """Workers that ended although nobody had made them."""

    def __enter__(self) -> Self:
        logs = [self._folder / f"worker-{place}.log" for place in range(self._size)]
        self._workers = [self._begin(log) for log in logs]
        return self

    def __exit__(self, *_exception: object) -> None:
        processes = [*self._gone, *(worker.process for worker in self._workers)]
        for process in processes:
            if process.exitcode is None:
                process.kill()
            process.join(_GOES_WITHIN_S)

    def at_work(self, base: str) -> int | None:
        """The number of the worker that calls this base path; None where it is none's, or has
        gone since."""
        number = number_of(base)
        return number if any(one.number == number for one in self._workers) else None

    def kill(self, number: int) -> None:
        """-9. Nothing, where that worker has gone already."""
        if process := self._replaced(number):
            process.kill()
            process.join(_GOES_WITHIN_S)
            self.killed += 1

    def terminate(self, number: int) -> None:
        if process := self._replaced(number):
            process.terminate()
            self._gone.append(process)
            self.terminated += 1

    def look_after(self) -> None:
        """Note and replace whoever fell by itself."""
        for worker in list(self._workers):
            if (code := worker.process.exitcode) is not None:
                self.fallen.append(
                    f"a worker ended by itself with {code}; its last lines:\n"
                    f"{_last_lines(worker.log)}"
                )
                self._replaced(worker.number)
        for process in list(self._gone):
            if (code := process.exitcode) is not None:
                self._gone.remove(process)
                if code not in _EXPECTED:
                    self.fallen.append(f"a worker that was asked to stop ended with {code}")

    def let_go_of(self, run_id: RunId) -> int:
        """How often a worker has said that it could not go on with a run without the database."""
        said = f"run {run_id} stands still: {StoreUnavailable.code}"
        logs = {worker.log for worker in self._workers}
        return sum(log.read_text("utf-8", "replace").count(said) for log in logs if log.exists())

    def _replaced(self, number: int) -> _Process | None:
        for place, worker in enumerate(self._workers):
            if worker.number == number:
                self._workers[place] = self._begin(worker.log)
                self.gone.append(number)
                return worker.process
        return None

    def _begin(self, log: Path) -> _Worker:
        number = _FIRST_NUMBER + self._begun
        self._begun += 1
        root = self._addresses.discord_api_url.rpartition("/v")[0]
        environment = {
            "PATH": os.environ["PATH"],
            "DATABASE_URL": self._addresses.database_url,
            "REDIS_URL": self._addresses.redis_url,
            "DISCORD_TOKEN": self._addresses.discord_token,
            "DISCORD_API_URL": f"{root}/v{number}",
        }
        process = _PROCESSES.Process(target=work, args=(self._folder, log, environment))
        process.start()
        return _Worker(number, process, log)


def number_of(base: str) -> int | None:
    """Of the worker that calls this base path, which may have gone since; None where it is
    none's."""
    version = base.rpartition("/v")[2]
    number = int(version) if version.isdigit() else 0
    return number if number >= _FIRST_NUMBER else None


def _last_lines(log: Path) -> str:
    if not log.exists():
        return "(none: it had no log yet)"
    with log.open(encoding="utf-8", errors="replace") as lines:
        return "".join(deque(lines, _LINES_OF_THE_FALLEN)).rstrip()
