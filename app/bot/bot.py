"""The bot as a whole: its connections to Discord, and what becomes of what is heard there."""

import asyncio
import logging
import os
import secrets
import socket
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import nextcord
from prometheus_client import CollectorRegistry

from app.bot.access.outbox import Outbox
from app.bot.access.watcher import Watcher
from app.bot.duties import NO_DUTIES, Duties
from app.bot.face import PLAIN_FACE, Face
from app.bot.gateway.fan_out import FanOut
from app.bot.gateway.gateway import Gateway
from app.bot.gateway.identifying import Identifying
from app.bot.gateway.nextcord_address import speaking_to
from app.bot.gateway.raw_events import GatewayListener
from app.bot.gateway.shard_choice import ALL_SHARDS, ShardChoice
from app.bot.gateway.shard_leases import ShardLeases
from app.bot.gateway.shards import Shard
from app.bot.guilds.clearing_away import ClearingAway
from app.bot.health.backup_numbers import BackupNumbers
from app.bot.health.bot_readiness import BotReadiness
from app.bot.health.metrics import BotNumbers
from app.bot.parts import Parts, parts_of
from app.bot.presence.own_state import state_of
from app.bot.presence.reporting import Reporter
from app.bot.presence.roster import Roster
from app.bot.presence.shard_state import ShardState
from app.bot.side_by_side import until
from app.shared.application.leading.leader import Leader
from app.shared.application.ports.bot_presence import BotState
from app.shared.domain.errors import Unavailable
from app.shared.infrastructure.container import Container
from app.shared.infrastructure.health.answers import Answers
from app.shared.infrastructure.health.process_numbers import measure_process
from app.shared.infrastructure.health.server import served

log = logging.getLogger(__name__)

_LAST_WORDS_WITHIN_S = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class BotConnection:
    token: str
    api_url: str
    shards: ShardChoice = ALL_SHARDS
    face: Face = PLAIN_FACE

    def __repr__(self) -> str:
        return "BotConnection(hidden)"


async def run_bot(
    container: Container,
    connection: BotConnection,
    stopping: asyncio.Event,
    duties: Duties = NO_DUTIES,
) -> None:
    """Be the bot until `stopping` is set, then go: within two seconds, or within ten where runs
    are to be handed over.

    Raises TokenRefused, GatewayRefused, ShardTaken, and OSError for a port that is taken.
    Everything else is sat out: Discord being away, and the database and Redis being away. One bot
    at a time per process.
    """
    bot = Bot(container, connection, parts_of(container, connection.face))
    with speaking_to(connection.api_url):
        await bot.run(stopping, duties)


class Bot:
    def __init__(self, container: Container, connection: BotConnection, parts: Parts) -> None:
        clock = container.clock()
        who = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self._container = container
        self._who = who
        self._clock = clock
        self._parts = parts
        self._states: list[ShardState] = []
        self._outbox = Outbox(container.access_events(), clock)
        self._backups = BackupNumbers(container.backup_records(), clock)
        self._reporter = Reporter(container.bot_presence(), clock, self.state)
        self._gateway = Gateway(
            connection.token,
            connection.shards,
            clock,
            Identifying(container.identify_turns(), clock, who),
            ShardLeases(container.leases(), clock, who),
            self._equip,
        )

    async def run(self, stopping: asyncio.Event, duties: Duties) -> None:
        work = (
            self._gateway.keep(self._listener_of),
            self._outbox.deliver_forever(),
            self._reporter.report_forever(),
            *(one() for one in self._parts.work),
            *self._clearing_away(duties),
            *([] if duties.health is None else [self._backups.look_forever()]),
        )
        worker = (
            ()
            if duties.runs_at_once is None
            else (self._container.worker(runs_at_once=duties.runs_at_once),)
        )
        async with self._health(duties):
            try:
                await until(stopping, work, worker)
            finally:
                await self._take_leave()

    def _clearing_away(self, duties: Duties) -> Iterator[Coroutine[Any, Any, None]]:
        if duties.kept_for is not None:
            leader = Leader(
                self._container.leases(), self._clock, name="clearing away", who=self._who
            )
            clear_away = self._container.clear_away_guilds()
            yield ClearingAway(clear_away, leader, self._clock, duties.kept_for).run_forever()

    def state(self) -> BotState | None:
        return state_of(self._states, version("guildwright"))

    @asynccontextmanager
    async def _health(self, duties: Duties) -> AsyncIterator[None]:
        if duties.health is None:
            yield
            return
        registry = duties.registry or CollectorRegistry()
        beats = self._gateway.heartbeats
        measure_process(registry, self._container.engine())
        registry.register(BotNumbers(self._states, beats, lambda: len(self._outbox)))
        registry.register(self._backups)
        readiness = BotReadiness(self._container, self._states, beats)
        address = duties.health
        async with served(Answers(readiness, registry), address.host, address.port):
            yield

    def _listener_of(self, shard: Shard) -> GatewayListener:
        roster = Roster()
        state = ShardState(
            shard,
            roster,
            self._clock,
            changed=self._reporter.hurry,
            latency=lambda: self._gateway.latency_of(shard),
        )
        self._states.append(state)
        return FanOut(Watcher(self._outbox, roster), state, *self._parts.listeners)

    def _equip(self, client: nextcord.Client) -> None:
        for equip in self._parts.equip:
            equip(client)

    async def _take_leave(self) -> None:
        """Say what is still to be said, if it can be said quickly."""
        with suppress(TimeoutError, Unavailable):
            async with asyncio.timeout(_LAST_WORDS_WITHIN_S):
                await self._outbox.deliver()
        with suppress(TimeoutError):
            async with asyncio.timeout(_LAST_WORDS_WITHIN_S):
                await self._reporter.report()
