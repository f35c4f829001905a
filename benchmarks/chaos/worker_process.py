"""What a worker's process does, once it is there: what `guildwright worker` does."""

import os
from collections.abc import Mapping
from pathlib import Path

from app.cli.handlers.worker import work_until_stopped


def work(folder: Path, log: Path, environment: Mapping[str, str]) -> None:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    with log.open("ab") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    raise SystemExit(work_until_stopped())
