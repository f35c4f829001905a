"""The designer's page and its files, served on a free port of this machine.

The files are served as the web app does it, to be kept for good: after the first page a browser
context asks for nothing but the page and the API, and the API is answered inside the browser.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from app.web.pages.rendering import templates
from app.web.static_files import PREFIX, StaticFiles
from tests.browser.pages.stage import CSP, GUILD, Scene, Stage, page_of

PATH = f"/g/{GUILD}/designer"
TEMPLATE = "guild/designer.html"


class Site:
    """`rights` are those of whoever opens the page next, `objects` what the right to design is
    limited to."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.origin = f"http://127.0.0.1:{server.server_address[1]}"
        self.rights: tuple[str, ...] = ("view", "design")
        self.objects: tuple[str, ...] = ()
        self.static = StaticFiles.read()
        self.files = f"{PREFIX}{self.static.version}/"
        self._template = templates(self.static).get_template(TEMPLATE)

    def html(self) -> str:
        """The page as the server makes it."""
        page = page_of(_Nobody(self.rights, self.objects), TEMPLATE)
        return self._template.render(page=page)


class _Nobody(Stage):
    """What `page_of` wants to know of a stage, without a browser."""

    def __init__(self, rights: tuple[str, ...], objects: tuple[str, ...]) -> None:
        self.rights = rights
        self.design_objects = objects
        self.operator = False
        self.scene = Scene()


@contextmanager
def running_site() -> Iterator[Site]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    site = Site(server)
    _Handler.site = site
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == PATH:
            headers = {"Content-Security-Policy": CSP, "Cache-Control": "no-store"}
            self._send(200, "text/html; charset=utf-8", self.site.html().encode(), headers)
        elif file := self.site.static.files.get(path.removeprefix(self.site.files)):
            kept = {"Cache-Control": "max-age=31536000, immutable"}
            self._send(200, file.kind, file.content, kept)
        elif path.startswith("/static/") or path == "/favicon.ico":
            self._send(404, "text/plain", b"", {})
        else:
            self._send(200, "text/html", f"<title>{path}</title>".encode(), {})

    def _send(self, status: int, kind: str, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            **headers,
        }.items():
            self.send_header(name, value)
        self.end_headers()
        with suppress(ConnectionError):  # A tab was closed while it still loaded.
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """The console of the browser tells what fails."""
