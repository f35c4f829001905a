"""One line per request, by which it is found, and without what nobody may read there."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from app.shared.application.logging.configuration import LogConfiguration, LogFormat, LogLevel
from app.shared.infrastructure.logging.configuration import configure_logging
from tests.support.web import COOKIE, a_user, web_over_fakes


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    # The tests' own client writes down what it asks.
    client = logging.getLogger("httpx2")
    client.setLevel(logging.WARNING)
    settings = LogConfiguration(LogLevel.INFO, LogFormat.JSON)
    configure_logging(settings, stream=stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    client.setLevel(logging.NOTSET)
    logging.captureWarnings(capture=False)


def requests(stream: io.StringIO) -> list[dict[str, Any]]:
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    return [line for line in lines if line["event"] == "request"]


async def test_a_request_is_one_line_with_who_what_and_how_it_ended(stream: io.StringIO) -> None:
    async with web_over_fakes().signed_in(a_user(42)) as client:
        answer = await client.get("/api/v1/me?verbose=1")

    (line,) = requests(stream)
    assert line["method"] == "GET"
    assert line["path"] == "/api/v1/me"
    assert line["status"] == 200
    assert line["user_id"] == "42"
    assert line["request_id"] == answer.headers["x-request-id"]
    assert line["ms"] >= 0


async def test_signing_in_leaves_neither_code_nor_state_nor_secret_in_the_log(
    stream: io.StringIO,
) -> None:
    web = web_over_fakes()

    async with web.client() as client:
        begun = await client.get("/sign-in?next=/servers")
        state = begun.headers["location"].partition("state=")[2]
        await client.get("/auth/callback", params={"code": "good", "state": state})
        await client.get("/auth/callback", params={"code": "stolen-code", "state": state})
        kept = [value for value in client.cookies.values() if value]

    log = stream.getvalue()
    assert len(requests(stream)) == 3
    assert len(kept) == 2
    for secret in (state, "stolen-code", *kept):
        assert secret not in log


async def test_secrets_of_a_session_are_in_no_line(stream: io.StringIO) -> None:
    web = web_over_fakes()

    async with web.signed_in() as client:
        secret, token = client.cookies[COOKIE], client.headers["x-csrf-token"]
        await client.get("/servers")
        await client.post("/sign-out")

    assert secret not in stream.getvalue()
    assert token not in stream.getvalue()


async def test_an_address_cannot_forge_a_line(stream: io.StringIO) -> None:
    async with web_over_fakes().client() as client:
        await client.get("/a%0a%7b%22event%22:%22request%22%7d")

    (line,) = requests(stream)
    assert line["path"] == '/a\n{"event":"request"}'


async def test_static_files_do_not_fill_the_log(stream: io.StringIO) -> None:
    async with web_over_fakes().client() as client:
        await client.get("/static/x/y.css")

    assert not requests(stream)
