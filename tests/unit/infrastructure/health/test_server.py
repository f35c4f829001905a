"""What is answered about the bot's health, byte by byte."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from prometheus_client import CollectorRegistry, Gauge

from app.shared.infrastructure.health.answers import Answers
from app.shared.infrastructure.health.check import Check, Readiness
from app.shared.infrastructure.health.server import served


class Told(Readiness):
    def __init__(self) -> None:
        self.reason = ""
        self.broken = False

    async def checks(self) -> tuple[Check, ...]:
        if self.broken:
            raise RuntimeError("a fault of ours")
        return (Check("gateway"), Check("redis", self.reason))


class Place:
    def __init__(self, port: int, told: Told) -> None:
        self.port, self.told = port, told

    async def say(self, text: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(text)
        async with asyncio.timeout(5):
            answer = await reader.read()
        writer.close()
        await writer.wait_closed()
        return answer

    async def get(self, path: str, method: str = "GET") -> tuple[int, bytes]:
        answer = await self.say(f"{method} {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        head, _, body = answer.partition(b"\r\n\r\n")
        return int(head.split()[1]), body


@pytest.fixture
async def place() -> AsyncIterator[Place]:
    told, registry = Told(), CollectorRegistry()
    Gauge("guildwright_test", "A number.", registry=registry).set(7)
    async with served(Answers(told, registry), "127.0.0.1", 0) as port:
        yield Place(port, told)


async def test_a_process_that_answers_is_alive(place: Place) -> None:
    assert await place.get("/healthz") == (200, b'{"status": "ok"}')


async def test_who_has_all_it_needs_is_ready(place: Place) -> None:
    status, body = await place.get("/readyz?verbose")

    assert status == 200
    assert json.loads(body) == {
        "ready": True,
        "checks": [
            {"name": "gateway", "ok": True, "reason": ""},
            {"name": "redis", "ok": True, "reason": ""},
        ],
    }


async def test_who_lacks_something_says_what(place: Place) -> None:
    place.told.reason = "Redis does not answer."

    status, body = await place.get("/readyz")

    assert status == 503
    document = json.loads(body)
    assert not document["ready"]
    assert document["checks"][1] == {
        "name": "redis",
        "ok": False,
        "reason": "Redis does not answer.",
    }


async def test_numbers_are_told_as_prometheus_reads_them(place: Place) -> None:
    status, body = await place.get("/metrics")

    assert status == 200
    assert b"guildwright_test 7.0\n" in body


async def test_a_head_is_answered_without_a_body(place: Place) -> None:
    assert await place.get("/healthz", "HEAD") == (200, b"")


@pytest.mark.parametrize(
    ("path", "method", "status"), [("/", "GET", 404), ("/healthz", "POST", 405)]
)
async def test_there_is_nothing_else(place: Place, path: str, method: str, status: int) -> None:
    assert (await place.get(path, method))[0] == status


@pytest.mark.parametrize(
    "text",
    [
        b"\x16\x03\x01\x02\x00\x01\r\n\r\n",
        b"GET /healthz HTTP/2\r\n\r\n",
        b"GET /healthz\r\n\r\n",
        b"GET / HTTP/1.1\r\nx: " + b"a" * 20_000 + b"\r\n\r\n",
    ],
)
async def test_what_is_no_question_keeps_nobody_from_asking(place: Place, text: bytes) -> None:
    answer = await place.say(text)

    assert b" 200 " not in answer
    assert (await place.get("/healthz"))[0] == 200


async def test_a_fault_of_ours_is_logged_and_keeps_nobody_from_asking(
    place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    place.told.broken = True

    assert await place.say(b"GET /readyz HTTP/1.1\r\n\r\n") == b""
    assert "could not be answered" in caplog.text
    assert (await place.get("/healthz"))[0] == 200


async def test_who_says_nothing_does_not_hold_up_the_end() -> None:
    async with asyncio.timeout(5):
        async with served(Answers(Told(), CollectorRegistry()), "127.0.0.1", 0) as port:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            await asyncio.sleep(0)
        with pytest.raises(ConnectionError):
            await read_to_the_end(reader)
        writer.close()


async def read_to_the_end(reader: asyncio.StreamReader) -> None:
    if not await reader.read():
        raise ConnectionResetError


async def test_a_port_that_is_taken_is_an_error(place: Place) -> None:
    with pytest.raises(OSError, match=str(place.port)):
        async with served(Answers(Told(), CollectorRegistry()), "127.0.0.1", place.port):
            pass
