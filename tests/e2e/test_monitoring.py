"""What rules and dashboards ask for is told by the processes themselves."""

import re
import time
from collections.abc import Iterator

import httpx2
import pytest

from app.shared.infrastructure.embedded.ports import free_port
from app.shared.infrastructure.postgres.engine import create_engine
from app.shared.infrastructure.postgres.log_lines import SqlLogLines
from tests.support.command_line import CommandLine
from tests.support.monitoring import OF_OTHERS, names_in, queries

_WITHIN_S = 60.0
_SUFFIXES = {"counter": ("_total",), "histogram": ("_bucket", "_sum", "_count"), "gauge": ("",)}
_TYPE = re.compile(r"(?m)^# TYPE (\w+) (\w+)$")


@pytest.fixture
def ports() -> dict[str, int]:
    return {name: free_port(None) for name in ("web", "bot", "worker")}


@pytest.fixture
def running(at_copper: CommandLine, ports: dict[str, int]) -> Iterator[dict[str, int]]:
    at_copper.set(
        WEB_PORT=str(free_port(None)),
        WEB_METRICS_PORT=str(ports["web"]),
        BOT_PORT=str(ports["bot"]),
        BOT_RUNS_WORKER="false",
        WORKER_METRICS_PORT=str(ports["worker"]),
        LOG_DATABASE="true",
    )
    with at_copper.beside("web"), at_copper.beside("bot"), at_copper.beside("worker"):
        yield ports


def ready(port: int) -> httpx2.Response:
    until = time.monotonic() + _WITHIN_S
    while True:
        try:
            answer = httpx2.get(f"http://127.0.0.1:{port}/readyz", trust_env=False)
            if answer.status_code == 200 or time.monotonic() > until:
                return answer
        except httpx2.TransportError:
            assert time.monotonic() < until, "it never listened"
        time.sleep(0.05)


def told_by(port: int) -> set[str]:
    """Families stand in a scrape by name and type before anything was counted."""
    text = httpx2.get(f"http://127.0.0.1:{port}/metrics", trust_env=False).text
    return {
        # In this format, the name of a counter's family has its suffix.
        name if kind == "counter" else f"{name}{suffix}"
        for name, kind in _TYPE.findall(text)
        for suffix in _SUFFIXES[kind]
    }


async def test_lines_of_every_process_are_kept(running: dict[str, int], migrated_url: str) -> None:
    for port in running.values():
        ready(port)
    engine = create_engine(migrated_url)
    until = time.monotonic() + _WITHIN_S
    found: set[str] = set()
    while found != set(running) and time.monotonic() < until:
        found = {one.line.process for one in await SqlLogLines(engine).latest(limit=500)}
    await engine.dispose()

    assert found == set(running)


def test_every_number_that_is_asked_for_is_told(running: dict[str, int]) -> None:
    named = {name for query in queries() for name in names_in(query)} - OF_OTHERS
    answers = {who: ready(port) for who, port in running.items()}

    told = {who: told_by(port) for who, port in running.items()}

    assert {who: answer.status_code for who, answer in answers.items()} == dict.fromkeys(told, 200)
    assert len(named) > 15
    assert not named - set().union(*told.values())
    for shared in ("process_resident_memory_bytes", "guildwright_database_connections_in_use"):
        assert all(shared in one for one in told.values())
    assert "guildwright_runs" in told["web"] & told["worker"]
    assert "guildwright_web_requests_total" in told["web"]
