"""`guildwright web`: served until it is told to end, and honest about what is missing."""

import json
import socket
from typing import Any

import httpx2

from tests.support.command_line import CommandLine, Running


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def lines_until(web: Running, event: str) -> list[dict[str, Any]]:
    """What it logs up to the line of that event."""
    assert web.process.stdout is not None
    lines = []
    for text in web.process.stdout:
        lines.append(json.loads(text))
        if lines[-1]["event"] == event:
            return lines
    raise AssertionError(f"{event!r} was never logged: {lines}")


def test_it_serves_and_ends_in_order_while_browsers_hang_on(at_copper: CommandLine) -> None:
    port = free_port()
    secret = "a-client-secret-that-nobody-sees"
    at_copper.set(
        WEB_PORT=str(port),
        WEB_PUBLIC_URL=f"http://127.0.0.1:{port}",
        WEB_CLIENT_ID="77",
        WEB_CLIENT_SECRET=secret,
    )

    with at_copper.beside("web") as web:
        lines_until(web, "the web app is served")
        with socket.create_connection(("127.0.0.1", port)) as hanging:
            hanging.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")
            with httpx2.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
                page = client.get("/")
                api = client.get("/api/v1/me?code=a-code-in-an-address")
            web.ask_to_stop()
            ended = web.ended(within_s=15)

    assert page.status_code == 200
    assert "Sign in with Discord" in page.text
    assert api.status_code == 401
    assert ended.code == 0, ended.both
    assert ended.err == ""
    events = [json.loads(line) for line in ended.out.splitlines()]
    assert [(one["path"], one["status"]) for one in events if one["event"] == "request"] == [
        ("/", 200),
        ("/api/v1/me", 401),
    ]
    assert events[-1]["event"] == "the web app has ended"
    assert secret not in ended.both
    assert "a-code-in-an-address" not in ended.both


def test_without_a_client_it_shows_what_to_do(at_copper: CommandLine) -> None:
    port = free_port()
    at_copper.set(WEB_PORT=str(port), WEB_PUBLIC_URL=f"http://127.0.0.1:{port}")

    with at_copper.beside("web") as web:
        lines_until(web, "the web app is served")
        with httpx2.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
            page = client.get("/sign-in", follow_redirects=True)

    assert page.status_code == 200
    assert f"http://127.0.0.1:{port}/auth/callback" in page.text


def test_a_port_that_is_taken_is_told_in_a_sentence(at_copper: CommandLine) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        at_copper.set(WEB_PORT=str(taken.getsockname()[1]))

        ended = at_copper("web")

    assert ended.code == 1
    assert "cannot listen" in ended.both
    assert "WEB_PORT" in ended.both
    assert "Traceback" not in ended.both
