"""How every benchmark ends."""

import subprocess
import sys

_ENDED = """
import asyncio, os, signal
from benchmarks.reporting import run_benchmark

async def measured():
    try:
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.sleep(60)
    finally:
        print("cleaned up")

run_benchmark("here", lambda: asyncio.run(measured()))
"""


def test_what_is_asked_to_end_cleans_up_first() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _ENDED], check=False, capture_output=True, text=True
    )

    assert ended.stdout == "cleaned up\n"
    assert ended.returncode != 0
