"""How every benchmark ends."""

import subprocess
import sys

import pytest

_ENDED = """
import asyncio, os, signal
from benchmarks.reporting import run_benchmark

async def measured():
    try:
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.sleep(60)
    finally:
        print("cleaned up")

{before}
run_benchmark("here", lambda: asyncio.run(measured()))
"""


@pytest.mark.parametrize("before", ["", "signal.signal(signal.SIGINT, signal.SIG_IGN)"])
def test_what_is_asked_to_end_cleans_up_first_in_the_background_as_well(before: str) -> None:
    script = _ENDED.replace("{before}", before)
    ended = subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True, text=True
    )

    assert ended.stdout == "cleaned up\n"
    assert ended.returncode != 0
