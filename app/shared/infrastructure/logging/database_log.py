"""Keeps the lines of this process in the database, in batches, beside everything else it does."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime

from app.shared.application.logging.configuration import KeptLines
from app.shared.application.logging.redaction import Redaction
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.log_lines import LogLine, LogLines
from app.shared.domain.errors import DomainError
from app.shared.infrastructure.logging.configuration import formatter
from app.shared.infrastructure.logging.line_queue import Dropped, LineQueue, not_kept

log = logging.getLogger(__name__)

_BATCH = 200
_GATHERED_FOR_S = 0.5
_AGAIN_AFTER_S = 5.0
_WITHIN_S = 10.0
_FORGOTTEN_EVERY_S = 3600.0
_LAST_LINES_WITHIN_S = 1.0
_MAIN = ("timestamp", "level", "logger", "event", "exception")


@asynccontextmanager
async def keeping_lines(
    chosen: KeptLines,
    lines: LogLines,
    clock: Clock,
    *,
    process: str,
    redaction: Redaction,
    dropped: Callable[[Dropped, int], None],
) -> AsyncIterator[None]:
    """While it is entered. What waits at the end is kept if that is quick."""
    keeper = _Keeper(chosen, lines, clock, process, redaction, dropped)
    root = logging.getLogger()
    root.addHandler(keeper.queue)
    tasks = [asyncio.create_task(keeper.keep_on()), asyncio.create_task(keeper.forget_on())]
    try:
        yield
    finally:
        root.removeHandler(keeper.queue)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        with suppress(TimeoutError):
            async with asyncio.timeout(_LAST_LINES_WITHIN_S):
                await keeper.keep_rest()


class _Keeper:
    def __init__(
        self,
        chosen: KeptLines,
        lines: LogLines,
        clock: Clock,
        process: str,
        redaction: Redaction,
        dropped: Callable[[Dropped, int], None],
    ) -> None:
        self._lines = lines
        self._clock = clock
        self._process = process
        self._kept_for = chosen.kept_for
        self._dropped = dropped
        self._missing = 0
        self._come = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self.queue = LineQueue(
            logging.getLevelNamesMapping()[chosen.level.upper()],
            redaction,
            wake=self._wake,
            dropped=self._drop,
        )
        self.queue.setFormatter(formatter(redaction))

    def _wake(self) -> None:
        self._loop.call_soon_threadsafe(self._come.set)

    async def keep_on(self) -> None:
        while True:
            await self._come.wait()
            await self._clock.sleep(_GATHERED_FOR_S)
            self._come.clear()
            await self.keep_rest()

    async def keep_rest(self) -> None:
        is_kept = True
        while batch := self.queue.take(_BATCH):
            with not_kept():
                is_kept = await self._store(batch)
            if not is_kept:
                await self._clock.sleep(_AGAIN_AFTER_S)
        # Only where it can be kept itself: else each of these would make the next.
        if self._missing and is_kept:
            missing, self._missing = self._missing, 0
            log.warning("%d lines of the log could not be kept in the database", missing)

    async def _store(self, batch: list[str]) -> bool:
        """Never raises: a batch that cannot be kept is given up, so that the next one can be."""
        try:
            async with asyncio.timeout(_WITHIN_S):
                await self._lines.keep([line_of(text, self._process) for text in batch])
        except (DomainError, TimeoutError, asyncio.CancelledError) as missed:
            self._drop(Dropped.NOT_STORED, len(batch))
            if isinstance(missed, asyncio.CancelledError):
                raise
            return False
        except Exception:
            self._drop(Dropped.FAULTY, len(batch))
            log.exception("lines of the log could not be kept")
            return False
        return True

    def _drop(self, why: Dropped, number: int) -> None:
        self._missing += number
        self._dropped(why, number)

    async def forget_on(self) -> None:
        while True:
            with not_kept():
                await self._forget(self._clock.now() - self._kept_for)
            await self._clock.sleep(_FORGOTTEN_EVERY_S)

    async def _forget(self, before: datetime) -> None:
        try:
            while await self._lines.forget(before):
                pass
        except DomainError as away:
            log.info("old lines of the log could not be cleared away: %s", away.code)
        except Exception:
            log.exception("old lines of the log could not be cleared away")


def line_of(text: str, process: str) -> LogLine:
    """From a line of JSON as it is written."""
    written = json.loads(text)
    fields = {name: value for name, value in written.items() if name not in _MAIN}
    return LogLine(
        at=datetime.fromisoformat(written["timestamp"]).astimezone(UTC),
        level=str(written["level"]),
        process=process,
        logger=str(written.get("logger", "")),
        event=_text(written["event"]),
        exception=_text(written.get("exception", "")),
        fields={name: _text(value) for name, value in fields.items()},
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
