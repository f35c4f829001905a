"""Our REST client against a running sandbox, both on one driven clock.

Time stands still while a request is on its way. Once none is and every task waits, it jumps to the
next alarm, so that waits of hours take no time and nothing is slept through.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from heapq import heappop, heappush
from itertools import count
from random import Random
from typing import Any

import httpx2

from app.sandbox.clock import DrivenClock
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.shared_budget import SharedBudget
from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.discord.client import ClientSettings, DiscordClient
from app.shared.infrastructure.discord.gateway import RestGuildGateway
from app.shared.infrastructure.discord.limiter.timer import Alarm, Timer
from app.shared.infrastructure.discord.metrics import Meter
from app.shared.infrastructure.discord.token import Token
from tests.support.sandbox import SmallGuild
from tests.support.virtual_timer import VirtualAlarm

_TURNS = 12


class CountedTransport(httpx2.AsyncHTTPTransport):
    """Knows how many requests are on their way, and keeps what was sent."""

    def __init__(self) -> None:
        super().__init__(verify=False, trust_env=False)
        self.on_their_way = 0
        self.sent: list[httpx2.Request] = []
        self.first_sent = asyncio.Event()
        self.quiet: Callable[[], None] = lambda: None

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        self.sent.append(request)
        self.first_sent.set()
        self.on_their_way += 1
        try:
            response = await super().handle_async_request(request)
            await response.aread()
        finally:
            self.on_their_way -= 1
            self.quiet()
        return httpx2.Response(
            response.status_code,
            headers=response.headers.raw,
            stream=httpx2.ByteStream(response.content),
        )

    def calls(self) -> list[str]:
        """As in `PATCH /guilds/1`, in the order in which they were sent."""
        return [f"{r.method} {r.url.path.removeprefix('/api/v10')}" for r in self.sent]


class SandboxTimer(Timer):
    """Drives the sandbox's clock from alarm to alarm."""

    def __init__(self, clock: DrivenClock, transport: CountedTransport) -> None:
        self._clock = clock
        self._transport = transport
        self._alarms: list[tuple[float, int, VirtualAlarm]] = []
        self._numbers = count()
        self._looking: asyncio.Task[None] | None = None
        transport.quiet = self._look

    def now(self) -> float:
        return self._clock.now()

    def call_at(self, when: float, call: Callable[[], None]) -> Alarm:
        alarm = VirtualAlarm(call)
        heappush(self._alarms, (when, next(self._numbers), alarm))
        self._look()
        return alarm

    def _look(self) -> None:
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._jump())

    async def _jump(self) -> None:
        """To the next alarm, once nothing happens any more."""
        while True:
            for _ in range(_TURNS):
                await asyncio.sleep(0)
                if self._transport.on_their_way:
                    return
            while self._alarms and self._alarms[0][2].cancelled:
                heappop(self._alarms)
            if not self._alarms:
                return
            when, _, alarm = heappop(self._alarms)
            self._clock.advance(max(0.0, when - self._clock.now()))
            alarm.call()


class SandboxClock(Clock):
    """The sandbox's time as the application sees it."""

    def __init__(self, clock: DrivenClock) -> None:
        self._clock = clock

    def now(self) -> datetime:
        return datetime.fromtimestamp(self._clock.now(), UTC)

    def elapsed(self) -> float:
        return self._clock.now()

    async def sleep(self, seconds: float) -> None:
        self._clock.advance(max(0.0, seconds))
        await asyncio.sleep(0)


@dataclass(slots=True)
class Connected:
    """A client and a gateway of one bot, and what went over the wire."""

    client: DiscordClient
    gateway: RestGuildGateway
    transport: CountedTransport
    guild_id: GuildId


@asynccontextmanager
async def connected(
    place: SmallGuild,
    *,
    token: str | None = None,
    meter: Meter | None = None,
    shared: SharedBudget | None = None,
    **settings: Any,
) -> AsyncGenerator[Connected]:
    transport = CountedTransport()
    clock = SandboxClock(place.clock)
    client = DiscordClient(
        Token(token or place.application.token),
        ClientSettings(**{"base_url": place.sandbox.api, "version": "1.0", **settings}),
        clock=clock,
        timer=SandboxTimer(place.clock, transport),
        meter=meter,
        random=Random(1),
        shared=shared,
        transport=transport,
    )
    try:
        gateway = RestGuildGateway(client, clock)
        yield Connected(client, gateway, transport, GuildId(place.guild.id))
    finally:
        await client.close()
