"""Serves the web app inside a running event loop, and ends when it is told to."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Generator

import uvicorn
from fastapi import FastAPI

from app.web.api.live.streams import streams_so_far

_GRACE_S = 10
"""Seconds that requests under way get; docker-compose.yml kills after fifteen."""


@contextlib.asynccontextmanager
async def serving(app: FastAPI, listener: socket.socket) -> AsyncIterator[asyncio.Task[None]]:
    """Accepts requests while it is entered. The task ends early only if serving fails."""
    server = _Server(app)
    running = asyncio.create_task(server.serve(sockets=[listener]), name="web")
    try:
        await server.up(running)
        yield running
    finally:
        server.should_exit = True
        await asyncio.wait([running])
        listener.close()
    running.result()


class _Server(uvicorn.Server):
    """Leaves signals to whoever owns the loop."""

    def __init__(self, app: FastAPI) -> None:
        super().__init__(_config(app))
        self._app = app
        self._up = asyncio.Event()

    async def up(self, running: asyncio.Task[None]) -> None:
        waiting = asyncio.create_task(self._up.wait())
        await asyncio.wait({running, waiting}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if running.done():
            running.result()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        try:
            await super().startup(sockets)
        except SystemExit as ended:
            # It has logged why. The loop and whoever waits are ours to end.
            raise RuntimeError("the web app could not be started: the log says why") from ended
        self._up.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # Streams of events never end by themselves, and browsers open them again elsewhere.
        if (streams := streams_so_far(self._app)) is not None:
            streams.runs.close()
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None]:
        yield


def _config(app: FastAPI) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        interface="asgi3",
        lifespan="on",
        log_config=None,
        access_log=False,
        # X-Forwarded-* is read by our own layer, from the proxies that we were told of.
        proxy_headers=False,
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=_GRACE_S,
    )
