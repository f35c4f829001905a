"""uvicorn inside a running event loop: listens at once, stops at once."""

import asyncio
import contextlib
import socket
from collections.abc import Generator

import uvicorn

from app.sandbox.exchange.asgi import App

_GRACE_SECONDS = 0.5
_LOOK_SECONDS = 0.002


class EmbeddedServer(uvicorn.Server):
    """Leaves signals to whoever owns the loop; closes WebSockets with 1012 when it stops."""

    def __init__(self, application: App) -> None:
        super().__init__(_config(application))
        self._up = asyncio.Event()
        self._stop = asyncio.Event()
        self._running: asyncio.Task[None] | None = None

    async def listen(self, host: str, port: int) -> int:
        """Returns the port, once connections are accepted."""
        listener = socket.create_server((host, port), backlog=512)
        # Headers and body leave in two writes, and asyncio switches Nagle off only for sockets that
        # name their protocol. Accepted sockets inherit this; without it each answer takes 40 ms.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._running = asyncio.create_task(self.serve(sockets=[listener]))
        up = asyncio.create_task(self._up.wait())
        await asyncio.wait({self._running, up}, return_when=asyncio.FIRST_COMPLETED)
        up.cancel()
        if self._running.done():
            listener.close()
            await self._running
        return int(listener.getsockname()[1])

    async def close(self) -> None:
        self._stop.set()
        if self._running is not None:
            await self._running
            self._running = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._up.set()

    async def main_loop(self) -> None:
        await self._stop.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for listener in sockets or []:
            listener.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_GRACE_SECONDS):
                await self._all_ended()
        await self._break_off()

    async def _all_ended(self) -> None:
        """uvicorn keeps no signal for it: it is looked at."""
        while self.server_state.tasks or self.server_state.connections:  # noqa: ASYNC110
            await asyncio.sleep(_LOOK_SECONDS)

    async def _break_off(self) -> None:
        """Ends what did not end by itself: an answer that is being delayed, a client that hangs."""
        for connection in list(self.server_state.connections):
            if connection.transport is not None:
                connection.transport.abort()
        for task in list(self.server_state.tasks):
            task.cancel()
        await asyncio.gather(*self.server_state.tasks, return_exceptions=True)

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None]:
        yield


def _config(application: App) -> uvicorn.Config:
    return uvicorn.Config(
        application,
        interface="asgi3",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
        ws="websockets-sansio",
        ws_ping_interval=None,
        timeout_keep_alive=300,
    )
