"""Carries out approved plans until it is stopped."""

import asyncio
import logging
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, start_http_server

from app.cli.handlers.connections import connected
from app.cli.log_file import log_to_terminal
from app.shared.infrastructure.discord.metrics import Meter, PrometheusMeter
from app.shared.infrastructure.settings import Settings, load_settings

log = logging.getLogger(__name__)


@contextmanager
def served_metrics(port: int | None) -> Iterator[Meter | None]:
    """Serve what is counted at /metrics on loopback; None without a port. OSError if taken."""
    if port is None:
        yield None
        return
    registry = CollectorRegistry()
    server, thread = start_http_server(port, addr="127.0.0.1", registry=registry)
    try:
        yield PrometheusMeter(registry)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def work_until_stopped() -> int:
    settings = load_settings()
    log_to_terminal(settings)
    asyncio.run(_work(settings))
    return 0


async def _work(settings: Settings) -> None:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopping.set)
    with served_metrics(settings.worker.metrics_port) as meter:
        await _serve(settings, meter, stopping)


async def _serve(settings: Settings, meter: Meter | None, stopping: asyncio.Event) -> None:
    async with connected("worker", settings, meter) as container:
        log.info("the worker waits for approved plans")
        await container.worker(runs_at_once=settings.worker.runs_at_once)(stopping)
        log.info("the worker has handed over what was under way")
