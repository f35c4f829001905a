"""A sandbox in the same process, by driven time, that writes down what reaches it and when."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx2

from app.sandbox.clock import Clock
from app.sandbox.exchange.asgi import Receive, Scope, Send
from app.sandbox.exchange.messages import Answer, Exchange, Layer, Proceed
from app.sandbox.server import Sandbox
from app.sandbox.world.world import World
from benchmarks.applying.counting import CallRefused, guild_of
from benchmarks.timing.driven_loop import DrivenLoop

HOST = "http://sandbox"
API = f"{HOST}/api/v10"


class LoopClock(Clock):
    def __init__(self, loop: DrivenLoop, start: float) -> None:
        self._loop = loop
        self._start = start

    def now(self) -> float:
        return self._start + self._loop.time()


@dataclass(frozen=True, slots=True)
class Sent:
    """One write that was carried out. Times are seconds of the loop, at the server."""

    at: float
    method: str
    template: str
    path_params: Mapping[str, str]
    body: Any
    created: str | None


@dataclass(slots=True)
class Traffic:
    """What concerned one guild, reads aside."""

    writes: list[Sent] = field(default_factory=list)
    limited: int = 0
    """Answers of 429."""


class SandboxAtHand(Sandbox):
    """`latency` is the way there and back, in seconds."""

    def __init__(self, world: World, loop: DrivenLoop, latency: float) -> None:
        self._loop = loop
        self.latency = latency
        self._traffic: defaultdict[int, Traffic] = defaultdict(Traffic)
        super().__init__(world)

    def transport(self) -> httpx2.AsyncBaseTransport:
        return httpx2.ASGITransport(app=self._at_hand)

    def traffic(self, guild_id: int) -> Traffic:
        return self._traffic[guild_id]

    def written(self, guild_id: int) -> int:
        return len(self._traffic[guild_id].writes)

    async def _at_hand(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._application(scope, receive, send)

    def _layers(self) -> list[Layer]:
        return [self._travelled, *super()._layers()]

    async def _travelled(self, exchange: Exchange, proceed: Proceed) -> Answer:
        await asyncio.sleep(self.latency / 2)
        writes = exchange.method != "GET"
        guild = guild_of(self.world, exchange.path) if writes else None
        at = self._loop.time()
        answer = await proceed(exchange)
        if guild is not None:
            self._note(guild, exchange, answer, at)
        await asyncio.sleep(self.latency / 2)
        return answer

    def _note(self, guild: int, exchange: Exchange, answer: Answer, at: float) -> None:
        traffic = self._traffic[guild]
        if answer.status == 429:
            traffic.limited += 1
            return
        if answer.status >= 400:
            said = answer.content.decode(errors="replace")
            raise CallRefused(f"{exchange.method} {exchange.path}: {said[:200]}")
        made = answer.body if exchange.method == "POST" else None
        traffic.writes.append(
            Sent(
                at=at,
                method=exchange.method,
                template=exchange.template or "",
                path_params=exchange.path_params,
                body=exchange.body if exchange.content else None,
                created=made["id"] if isinstance(made, dict) else None,
            )
        )
