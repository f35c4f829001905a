"""Kept lines of the log, in PostgreSQL."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from app.shared.application.logging.configuration import LogLevel
from app.shared.application.ports.log_lines import LogLine, LogLines
from app.shared.application.ports.unit_of_work import StoreUnavailable
from app.shared.infrastructure.postgres.engine import create_engine
from app.shared.infrastructure.postgres.log_lines import SqlLogLines
from tests.support.builders import NOON


@pytest.fixture
async def lines(migrated_url: str) -> AsyncIterator[LogLines]:
    engine = create_engine(migrated_url)
    yield SqlLogLines(engine)
    await engine.dispose()


def a_line(event: str, level: str = "info", minutes: int = 0, **fields: str) -> LogLine:
    return LogLine(
        at=NOON + timedelta(minutes=minutes),
        level=level,
        process="web",
        logger="app",
        event=event,
        exception="",
        fields=fields,
    )


def of(name: str, reference: str, event: str) -> LogLine:
    return replace(a_line(event), fields={name: reference})


async def events(lines: LogLines, **asked: object) -> list[str]:
    return [one.line.event for one in await lines.latest(**asked)]  # type: ignore[arg-type]


async def test_a_line_comes_back_as_it_was_kept(lines: LogLines) -> None:
    kept = a_line("said \x00 ö \ud800".replace("\ud800", ""), "warning", run_id="a1", tries="2")

    await lines.keep([kept])

    (found,) = await lines.latest()
    assert found.line == LogLine(
        at=NOON,
        level="warning",
        process="web",
        logger="app",
        event="said  ö ",
        fields={"run_id": "a1", "tries": "2"},
    )


async def test_the_newest_come_first_a_page_at_a_time(lines: LogLines) -> None:
    await lines.keep([a_line(str(number)) for number in range(5)])

    first = await lines.latest(limit=2)
    second = await events(lines, limit=2, before=first[-1].number)

    assert [one.line.event for one in first] == ["4", "3"]
    assert second == ["2", "1"]


@pytest.mark.parametrize("name", ["request_id", "interaction_id", "run_id"])
async def test_lines_are_found_by_the_reference_that_people_are_shown(
    lines: LogLines, name: str
) -> None:
    await lines.keep([of(name, "5f0a1b", "mine"), of(name, "5f0a1b2", "other")])

    assert await events(lines, reference="5f0a1b") == ["mine"]
    assert await events(lines, reference="5f0a") == []


async def test_lines_are_found_by_how_bad_they_are(lines: LogLines) -> None:
    levels = ("debug", "info", "warning", "error", "critical")
    await lines.keep([a_line(one, one) for one in levels])

    assert await events(lines, least=LogLevel.WARNING) == ["critical", "error", "warning"]


async def test_old_lines_go(lines: LogLines) -> None:
    await lines.keep([a_line("old", minutes=-1), a_line("new", minutes=1)])

    assert await lines.forget(NOON) == 1
    assert await events(lines) == ["new"]


async def test_a_database_that_is_away_is_told_as_such() -> None:
    engine = create_engine("postgresql+asyncpg://nobody@127.0.0.1:1/nothing")

    with pytest.raises(StoreUnavailable):
        await SqlLogLines(engine).keep([a_line("lost")])

    await engine.dispose()
