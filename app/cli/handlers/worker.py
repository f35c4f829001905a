"""Carries out approved plans until it is stopped."""

import asyncio
import logging
import signal

from prometheus_client import CollectorRegistry

from app.cli.handlers.connections import connected
from app.cli.log_file import log_to_terminal
from app.shared.infrastructure.discord.metrics import PrometheusMeter
from app.shared.infrastructure.health.address import HealthAddress
from app.shared.infrastructure.health.telling import telling_health
from app.shared.infrastructure.languages.speaking import speak_language
from app.shared.infrastructure.settings import Settings, WorkerSettings, load_settings

log = logging.getLogger(__name__)


def work_until_stopped() -> int:
    settings = load_settings()
    log_to_terminal(settings)
    speak_language(settings.language.chosen())
    asyncio.run(_work(settings))
    return 0


async def _work(settings: Settings) -> None:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopping.set)
    registry = CollectorRegistry()
    async with (
        connected("worker", settings, PrometheusMeter(registry), registry=registry) as container,
        telling_health(container, registry, _address(settings.worker)),
    ):
        log.info("the worker waits for approved plans")
        await container.worker(runs_at_once=settings.worker.runs_at_once)(stopping)
        log.info("the worker has handed over what was under way")


def _address(worker: WorkerSettings) -> HealthAddress | None:
    if worker.metrics_port is None:
        return None
    return HealthAddress(worker.metrics_host, worker.metrics_port)
