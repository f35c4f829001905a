import asyncio
import time
from datetime import UTC, datetime

from app.shared.application.ports.clock import Clock

_UNTOUCHED = getattr(time, "CLOCK_MONOTONIC_RAW", None)
"""By which Linux and macOS count without making the second longer or shorter, as they do while they
put the wall clock right by and by."""


class SystemClock(Clock):
    def now(self) -> datetime:
        return datetime.now(UTC)

    def elapsed(self) -> float:
        return time.monotonic() if _UNTOUCHED is None else time.clock_gettime(_UNTOUCHED)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(max(0.0, seconds))
