"""Runs the bot until it is stopped."""

import asyncio
import logging
import signal
from datetime import timedelta

from prometheus_client import CollectorRegistry

from app.bot.bot import BotConnection, run_bot
from app.bot.duties import Duties
from app.bot.face import Face
from app.bot.gateway.shard_choice import ShardChoice
from app.cli.handlers.connections import TokenMissing, connected
from app.cli.log_file import log_to_terminal
from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.discord.metrics import PrometheusMeter
from app.shared.infrastructure.health.address import HealthAddress
from app.shared.infrastructure.languages.speaking import speak_language
from app.shared.infrastructure.settings import Settings, load_settings

log = logging.getLogger(__name__)


def be_the_bot() -> int:
    settings = load_settings()
    log_to_terminal(settings)
    speak_language(settings.language.chosen())
    asyncio.run(_be(settings))
    return 0


async def _be(settings: Settings) -> None:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopping.set)
    if settings.discord.token is None:
        raise TokenMissing
    in_one = settings.bot.commands_guild
    connection = BotConnection(
        token=settings.discord.token.get_secret_value(),
        api_url=settings.discord.api_url,
        shards=ShardChoice(ids=settings.shard.chosen(), count=settings.shard.count),
        face=Face(
            public_url=settings.web.public_url,
            commands_guild=None if in_one is None else GuildId(in_one),
        ),
    )
    registry = CollectorRegistry()
    async with connected(
        "bot", settings, PrometheusMeter(registry), registry=registry
    ) as container:
        log.info("the bot connects to Discord")
        await run_bot(container, connection, stopping, _duties(settings, registry))
        log.info("the bot has gone")


def _duties(settings: Settings, registry: CollectorRegistry) -> Duties:
    bot = settings.bot
    return Duties(
        runs_at_once=settings.worker.runs_at_once if bot.runs_worker else None,
        health=None if bot.port is None else HealthAddress(bot.host, bot.port),
        kept_for=timedelta(days=settings.guild.kept_days),
        registry=registry,
    )
