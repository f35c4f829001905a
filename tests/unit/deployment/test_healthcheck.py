"""docker/healthcheck.py: what it takes for healthy, and what not."""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from app.shared.application.access.authenticate_token import _FORM
from app.web.security.cookies import SESSION
from tests.support.processes import PROJECT

SCRIPT = PROJECT / "docker" / "healthcheck.py"
Answers = dict[tuple[str, str], int]


@contextmanager
def answering(answers: Answers) -> Iterator[tuple[int, list[str]]]:
    """Statuses by path and by the header that asks; the port, and the hosts that were asked for."""
    hosts: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            hosts.append(self.headers["Host"])
            kind = next((one for one in ("Authorization", "Cookie") if one in self.headers), "")
            self.send_response(answers[self.path, kind])
            self.end_headers()
            self.wfile.write(b"what it says")

        def log_message(self, format: str, *args: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Handler)
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    serving.start()
    try:
        yield server.server_port, hosts
    finally:
        server.shutdown()
        serving.join()
        server.server_close()


def asked(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", SCRIPT, *words],
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def web_answering(database: int, redis: int) -> Answers:
    return {("/api/v1/me", "Authorization"): database, ("/api/v1/me", "Cookie"): redis}


@pytest.mark.parametrize(
    ("database", "redis", "code", "says"),
    [
        (401, 401, 0, ""),
        (503, 401, 1, "the database"),
        (401, 503, 1, "Redis"),
        (500, 401, 1, "500"),
        (200, 401, 1, "200"),
    ],
)
def test_the_web_is_healthy_where_database_and_redis_answer(
    database: int, redis: int, code: int, says: str
) -> None:
    with answering(web_answering(database, redis)) as (port, _):
        ended = asked("web", WEB_PORT=str(port))

    assert ended.returncode == code
    assert says in ended.stdout


def test_the_web_is_asked_by_its_own_name() -> None:
    with answering(web_answering(401, 401)) as (port, hosts):
        asked("web", WEB_PORT=str(port), WEB_PUBLIC_URL="https://guild.example.org")

    assert set(hosts) == {"guild.example.org"}


@pytest.mark.parametrize(("status", "code"), [(200, 0), (503, 1)])
def test_the_bot_is_healthy_where_it_is_ready(status: int, code: int) -> None:
    with answering({("/readyz", ""): status}) as (port, _):
        ended = asked("bot", BOT_PORT=str(port))

    assert ended.returncode == code
    assert ("what it says" in ended.stdout) == (code == 1)


@pytest.mark.parametrize("words", [("web",), ("bot",), ("sandbox",), (), ("nobody",), ("web", "x")])
def test_who_is_not_there_is_not_healthy(words: tuple[str, ...]) -> None:
    ended = asked(*words, WEB_PORT="1", BOT_PORT="1")

    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr


def test_what_it_pretends_to_be_has_the_form_that_is_looked_up() -> None:
    text = SCRIPT.read_text(encoding="utf-8")
    name = re.search(r'NOBODYS_SESSION = "([^=]+)=', text)

    assert name is not None
    assert name.group(1) == SESSION.name
    assert _FORM.fullmatch("gw_" + "0" * 43)
    assert '"gw_" + "0" * 43' in text
