"""What a worker's process does, once it is there: what `guildwright worker` does."""

import multiprocessing
import os
import threading
from collections.abc import Mapping
from multiprocessing.connection import wait
from pathlib import Path

from app.cli.handlers.worker import work_until_stopped


def work(folder: Path, log: Path, environment: Mapping[str, str]) -> None:
    threading.Thread(target=_go_with_the_campaign, daemon=True).start()
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    with log.open("ab") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    raise SystemExit(work_until_stopped())


def _go_with_the_campaign() -> None:
    """However that ends: nobody else would end its workers."""
    if (campaign := multiprocessing.parent_process()) is not None:
        wait([campaign.sentinel])
        os._exit(1)
