"""The bot as a whole: one connection to Discord, and what becomes of what is heard there."""

import asyncio
import logging
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from app.bot.connection import Connection
from app.bot.nextcord_address import speaking_to
from app.bot.outbox import Outbox
from app.bot.reporting import Reporter
from app.bot.watcher import Watcher
from app.shared.domain.errors import Unavailable
from app.shared.infrastructure.container import Container

log = logging.getLogger(__name__)

_LAST_WORDS_WITHIN_S = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class BotConnection:
    token: str
    api_url: str

    def __repr__(self) -> str:
        return "BotConnection(hidden)"


async def run_bot(container: Container, connection: BotConnection, stopping: asyncio.Event) -> None:
    """Be the bot until `stopping` is set, then go within two seconds.

    Raises TokenRefused and GatewayRefused. Everything else is sat out: Discord being away, and
    Redis being away. One bot at a time per process.
    """
    clock = container.clock()
    outbox = Outbox(container.access_events(), clock)
    watcher = Watcher(outbox, clock, version("guildwright"))
    reporter = Reporter(container.bot_presence(), clock, watcher.state)
    watcher.changed = reporter.hurry
    keeper = Connection(connection.token, watcher, clock)
    with speaking_to(connection.api_url):
        try:
            await _until(
                stopping, keeper.keep(), outbox.deliver_forever(), reporter.report_forever()
            )
        finally:
            await _take_leave(outbox, reporter)


async def _until(stopping: asyncio.Event, *work: Coroutine[Any, Any, None]) -> None:
    """Do all of it side by side. Raises what ends one of them; none ends by itself."""
    tasks = [asyncio.create_task(one) for one in (stopping.wait(), *work)]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        ended = await asyncio.gather(*tasks, return_exceptions=True)
    for result in ended:
        if isinstance(result, Exception):
            raise result


async def _take_leave(outbox: Outbox, reporter: Reporter) -> None:
    """Say what is still to be said, if it can be said quickly."""
    with suppress(TimeoutError, Unavailable):
        async with asyncio.timeout(_LAST_WORDS_WITHIN_S):
            await outbox.deliver()
    with suppress(TimeoutError):
        async with asyncio.timeout(_LAST_WORDS_WITHIN_S):
            await reporter.report()
