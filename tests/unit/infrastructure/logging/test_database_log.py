"""Lines on their way to the database: bounded, never in the way, never about themselves."""

import asyncio
import io
import logging
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest

from app.sandbox.clock import DrivenClock
from app.shared.application.logging.configuration import KeptLines, LogConfiguration, LogLevel
from app.shared.application.logging.context import log_bound
from app.shared.application.logging.redaction import Redaction
from app.shared.application.ports.log_lines import LogLine, LogLines, NumberedLine
from app.shared.application.ports.unit_of_work import StoreUnavailable
from app.shared.infrastructure.logging.configuration import configure_logging
from app.shared.infrastructure.logging.database_log import keeping_lines
from app.shared.infrastructure.logging.line_queue import Dropped, LineQueue
from tests.support.held_clock import HeldClock
from tests.support.logged_secrets import EVERY_SECRET, LINES, SECRET, log_secrets

log = logging.getLogger("app.test")
_MOST_BATCHES = 20
_WITHIN_S = 5.0


class Store(LogLines):
    def __init__(self) -> None:
        self.kept: list[LogLine] = []
        self.batches: list[int] = []
        self.fails: Exception | None = None
        self.forgotten: list[datetime] = []

    async def keep(self, lines: Sequence[LogLine]) -> None:
        logging.getLogger("sqlalchemy").warning("a statement is sent")
        if self.fails is not None:
            raise self.fails
        self.batches.append(len(lines))
        if len(self.batches) > _MOST_BATCHES:
            # Each would make the next, in one turn of the loop and for ever.
            self.fails = StoreUnavailable("away")
        self.kept += lines

    async def latest(self, **_: object) -> tuple[NumberedLine, ...]:
        return ()

    async def forget(self, before: datetime) -> int:
        self.forgotten.append(before)
        return 0


class Place:
    def __init__(self) -> None:
        self.clock = HeldClock(DrivenClock())
        self.store = Store()
        self.dropped: Counter[Dropped] = Counter()

    def drop(self, why: Dropped, number: int) -> None:
        self.dropped[why] += number

    async def gathered(self) -> None:
        """Until what was logged has been sent on."""
        await self.clock.waited_by(0.5)
        self.clock.advance(0.5)
        for _ in range(20):
            await asyncio.sleep(0)

    @asynccontextmanager
    async def keeping(self, level: LogLevel = LogLevel.INFO) -> AsyncIterator[None]:
        async with (
            asyncio.timeout(_WITHIN_S),
            keeping_lines(
                KeptLines(level, timedelta(days=14)),
                self.store,
                self.clock,
                process="web",
                redaction=Redaction.of([SECRET]),
                dropped=self.drop,
            ),
        ):
            await self.clock.asleep(1)
            yield


@pytest.fixture
def place(out: io.StringIO) -> Place:
    configure_logging(LogConfiguration(), secrets=[SECRET], stream=out)
    return Place()


async def test_a_line_is_kept_with_what_stands_in_it(place: Place) -> None:
    async with place.keeping():
        with log_bound(request_id="5f0a1b2c3d", guild_id="42"):
            log.warning("slow after %d ms", 250, extra={"tries": 2, "path": "/x"})
        await place.gathered()

    (line,) = place.store.kept
    assert (line.level, line.process, line.logger) == ("warning", "web", "app.test")
    assert line.event == "slow after 250 ms"
    assert line.at.utcoffset() == timedelta(0)
    assert line.fields == {
        "request_id": "5f0a1b2c3d",
        "guild_id": "42",
        "tries": "2",
        "path": "/x",
    }


async def test_no_way_of_logging_brings_a_secret_into_the_database(place: Place) -> None:
    async with place.keeping():
        log_secrets()
        await place.gathered()

    written = str(place.store.kept)
    assert len(place.store.kept) == LINES
    assert not [one for one in EVERY_SECRET if one in written]


async def test_lines_are_kept_in_batches(place: Place) -> None:
    async with place.keeping():
        for number in range(450):
            log.info("line %d", number)
        await place.gathered()

    assert place.store.batches == [200, 200, 50]


async def test_what_is_below_the_level_is_not_kept(place: Place) -> None:
    async with place.keeping(LogLevel.ERROR):
        log.warning("small")
        log.error("large")
        await place.gathered()

    assert [line.event for line in place.store.kept] == ["large"]


async def test_what_waits_at_the_end_is_kept(place: Place) -> None:
    async with place.keeping():
        log.info("last words")

    assert [line.event for line in place.store.kept] == ["last words"]


async def test_what_keeping_logs_itself_is_not_kept(place: Place) -> None:
    async with place.keeping():
        log.info("one")
        await place.gathered()

        assert [line.event for line in place.store.kept] == ["one"]
        assert place.clock.waits == [pytest.approx(3599.5)]


@pytest.mark.parametrize("fails", [StoreUnavailable("away"), RuntimeError("a fault")])
async def test_a_database_that_is_away_costs_lines_that_are_counted_and_told_of_later(
    place: Place, fails: Exception
) -> None:
    async with place.keeping():
        place.store.fails = fails
        log.info("lost")
        await place.gathered()
        lost = sum(place.dropped.values())
        await place.clock.waited_by(5.0)
        kept_meanwhile = place.store.kept[:]
        place.clock.advance(5.0)
        for _ in range(20):
            await asyncio.sleep(0)
        quiet = place.clock.waits
        place.store.fails = None
        log.info("found")
        await place.gathered()
        await place.gathered()

    assert lost == 1
    assert not kept_meanwhile
    assert len(quiet) == 1, "nobody waits for more lines: none was made by the failure"
    assert [line.event for line in place.store.kept] == [
        "found",
        "1 lines of the log could not be kept in the database",
    ]


async def test_old_lines_are_cleared_away_every_hour(place: Place) -> None:
    async with place.keeping():
        begun = place.clock.now()
        place.clock.advance(3600.0)
        await place.clock.waited_by(3600.0)

    assert place.store.forgotten == [
        begun - timedelta(days=14),
        begun + timedelta(hours=1) - timedelta(days=14),
    ]


def test_a_queue_that_is_full_takes_no_more_and_keeps_nobody_waiting(place: Place) -> None:
    queue = LineQueue(logging.INFO, Redaction(), wake=lambda: None, dropped=place.drop, most=3)

    for number in range(5):
        queue.handle(logging.makeLogRecord({"msg": str(number), "levelno": logging.INFO}))

    assert place.dropped == {Dropped.QUEUE_FULL: 2}
    assert queue.take(10) == ["0", "1", "2"]


def test_a_line_that_cannot_be_written_fails_nobody(place: Place) -> None:
    queue = LineQueue(logging.INFO, Redaction(), wake=lambda: None, dropped=place.drop)

    queue.handle(logging.makeLogRecord({"msg": "%d", "args": ("x",), "levelno": logging.INFO}))

    assert place.dropped == {Dropped.FAULTY: 1}
    assert len(queue) == 0
