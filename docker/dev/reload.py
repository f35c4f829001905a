# ruff: noqa: INP001 - one file, copied into an image by itself
"""Starts a command again whenever a file under /sources has changed. For development alone.

It looks twice a second, since file events do not reach containers on every system.
"""

import signal
import subprocess
import sys
import time
from pathlib import Path

SOURCES = Path("/sources")
EVERY_S = 0.5
ENDS_WITHIN_S = 20.0


def newest() -> float:
    """When anything was changed last; what goes away meanwhile does not count."""
    times = [0.0]
    for path in SOURCES.rglob("*"):
        if path.suffix in {".py", ".html", ".js", ".css", ".yaml"}:
            try:
                times.append(path.stat().st_mtime)
            except FileNotFoundError:
                continue
    return max(times)


def end(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(ENDS_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def main(command: list[str]) -> int:
    stopping = False

    def stop(_number: int, _frame: object) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while not stopping:
        seen = newest()
        process = subprocess.Popen(command)  # noqa: S603 - the command is the compose file's
        while not stopping and newest() == seen:
            time.sleep(EVERY_S)
        end(process)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
