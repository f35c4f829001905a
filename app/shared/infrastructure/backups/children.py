"""Programs that are started for a backup, and that end with it whatever happens."""

import asyncio
import re
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import IO, Any

from app.shared.domain.language.saying import say

_LONGEST = 400


class Children:
    """Started in a thread, ended from any."""

    def __init__(self) -> None:
        self._started: list[subprocess.Popen[bytes]] = []
        self._ended = False

    def start(
        self, words: Sequence[str], *, env: Mapping[str, str], **streams: Any
    ) -> subprocess.Popen[bytes]:
        """As subprocess.Popen does it; the words are ours, and no shell reads them."""
        child = subprocess.Popen(words, env=env, **streams)  # noqa: S603
        self._started.append(child)
        if self._ended:
            child.kill()
        return child

    def end(self) -> None:
        self._ended = True
        for child in self._started:
            with suppress(ProcessLookupError):
                child.kill()

    def reap(self) -> None:
        """End what is left, and wait for it: no child outlives what it was started for."""
        self.end()
        for child in self._started:
            child.wait()


async def in_thread[Result](work: Callable[[], Result], children: Children) -> Result:
    """Do what blocks. Whoever is cancelled ends the children first, and so the work."""

    def worked() -> Result:
        try:
            return work()
        finally:
            children.reap()

    working = asyncio.create_task(asyncio.to_thread(worked))
    try:
        return await asyncio.shield(working)
    except asyncio.CancelledError:
        children.end()
        with suppress(Exception):
            await working
        raise


def last_words(said: IO[bytes]) -> str:
    """What a program complained of first on its standard error, without the rows that it may quote
    after it."""
    said.seek(0)
    lines = [line.strip() for line in said.read().decode("utf-8", errors="replace").split("\n")]
    complaints = [line for line in lines if re.search("error:|ERROR:|FATAL:", line)]
    told = next(iter(complaints), "") or next((line for line in reversed(lines) if line), "")
    return told[:_LONGEST] or say("it said nothing.")
