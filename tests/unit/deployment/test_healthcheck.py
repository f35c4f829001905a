"""docker/healthcheck.py: what it takes for healthy, and what not."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests.support.processes import PROJECT
from tests.unit.deployment.compose_file import services

SCRIPT = PROJECT / "docker" / "healthcheck.py"
Answers = dict[str, int]


@contextmanager
def answering(answers: Answers) -> Iterator[tuple[int, list[str]]]:
    """Statuses by path; the port, and the paths that were asked for."""
    asked_for: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked_for.append(self.path)
            self.send_response(answers[self.path])
            self.end_headers()
            self.wfile.write(b"what it says")

        def log_message(self, format: str, *args: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Handler)
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    serving.start()
    try:
        yield server.server_port, asked_for
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


@pytest.mark.parametrize(
    ("who", "variable"),
    [("web", "WEB_PORT"), ("bot", "BOT_PORT"), ("worker", "WORKER_METRICS_PORT")],
)
@pytest.mark.parametrize(("status", "code"), [(200, 0), (503, 1), (404, 1)])
def test_who_is_ready_is_healthy(who: str, variable: str, status: int, code: int) -> None:
    with answering({"/readyz": status}) as (port, asked_for):
        ended = asked(who, **{variable: str(port)})

    assert ended.returncode == code
    assert ("what it says" in ended.stdout) == (code == 1)
    assert asked_for == ["/readyz"]


def test_each_image_asks_for_itself() -> None:
    for name in ("web", "bot"):
        text = (PROJECT / "docker" / f"Dockerfile.{name}").read_text(encoding="utf-8")
        assert f'bin/healthcheck", "{name}"]' in text


@pytest.mark.parametrize(
    "words", [("web",), ("bot",), ("worker",), ("sandbox",), (), ("nobody",), ("web", "x")]
)
def test_who_is_not_there_is_not_healthy(words: tuple[str, ...]) -> None:
    ended = asked(*words, WEB_PORT="1", BOT_PORT="1", WORKER_METRICS_PORT="1")

    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(("status", "code"), [(200, 0), (503, 1)])
def test_the_reader_of_logs_is_asked_by_a_shell_alone(status: int, code: int) -> None:
    command, *words = services()["alloy"]["healthcheck"]["test"]
    with answering({"/-/ready": status}) as (port, asked_for):
        words[-1] = words[-1].replace("/12345 ", f"/{port} ")
        ended = subprocess.run(words, capture_output=True, text=True, check=False)

    assert command == "CMD"
    assert (ended.returncode, asked_for) == (code, ["/-/ready"])


def test_a_reader_of_logs_that_is_not_there_is_not_healthy() -> None:
    words = services()["alloy"]["healthcheck"]["test"][1:]
    words[-1] = words[-1].replace("/12345 ", "/1 ")

    assert subprocess.run(words, capture_output=True, check=False).returncode != 0
