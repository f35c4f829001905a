"""Runs the bot until it is stopped."""

import asyncio
import logging
import signal

from app.bot.bot import BotConnection, run_bot
from app.cli.handlers.connections import TokenMissing, connected
from app.cli.log_file import log_to_terminal
from app.shared.infrastructure.settings import Settings, load_settings

log = logging.getLogger(__name__)


def be_the_bot() -> int:
    settings = load_settings()
    log_to_terminal(settings)
    asyncio.run(_be(settings))
    return 0


async def _be(settings: Settings) -> None:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopping.set)
    if settings.discord.token is None:
        raise TokenMissing
    connection = BotConnection(
        token=settings.discord.token.get_secret_value(), api_url=settings.discord.api_url
    )
    async with connected("bot", settings) as container:
        log.info("the bot connects to Discord")
        await run_bot(container, connection, stopping)
        log.info("the bot has gone")
