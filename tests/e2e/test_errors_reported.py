"""What ends by itself, with nobody looking on, tells Sentry why before it is gone."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Empty, SimpleQueue

import pytest

from tests.support.command_line import CommandLine, guildwright

__all__ = ["guildwright"]

NOBODY_LISTENS = "postgresql://someone:pass-never-told@127.0.0.1:1/nothing"


@contextmanager
def somewhere_like_sentry() -> Iterator[tuple[str, SimpleQueue[str]]]:
    """Its DSN, and what is sent there."""
    heard: SimpleQueue[str] = SimpleQueue()

    class Heard(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            packed = self.headers.get("Content-Encoding") == "gzip"
            heard.put((gzip.decompress(body) if packed else body).decode())
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Heard)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://abcdef0123456789@127.0.0.1:{server.server_port}/7", heard
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    ("process", "words"),
    [("migrate", ("migrate",)), ("backup", ("backup", "--scheduled", "--once"))],
)
def test_what_runs_unattended_reports_what_ends_it(
    guildwright: CommandLine, process: str, words: tuple[str, ...]
) -> None:
    guildwright.set(DATABASE_URL=NOBODY_LISTENS, REDIS_URL="redis://127.0.0.1:1")

    with somewhere_like_sentry() as (dsn, heard):
        guildwright.set(SENTRY_DSN=dsn, SENTRY_ENVIRONMENT="trial")
        with guildwright.beside(*words) as running:
            ended = running.ended()
        told = heard.get(timeout=5)

    assert ended.code == 1
    assert f'"process":"{process}"' in told.replace(": ", ":")
    assert "trial" in told
    assert "pass-never-told" not in told
    with pytest.raises(Empty):
        heard.get(block=False)
