"""Sends demands through a limiter to the model server, by virtual time."""

from collections.abc import Callable
from dataclasses import dataclass, field

from app.shared.infrastructure.discord.limiter.answer import Answer, read_answer
from app.shared.infrastructure.discord.limiter.demand import Demand, Priority
from app.shared.infrastructure.discord.limiter.limiter import Limiter
from app.shared.infrastructure.discord.limiter.timer import sleep
from tests.support.virtual_timer import VirtualTimer
from tests.unit.infrastructure.discord.limiter.server_model import ModelServer

Latency = Callable[[], float]


def a_demand(
    route: str = "GET /things/{id}",
    major: str = "guild=1",
    *,
    path: str = "",
    fields: frozenset[str] = frozenset(),
    priority: Priority = Priority.BULK,
) -> Demand:
    return Demand(
        route=route, major=major, path=path or f"{route}/{major}", fields=fields, priority=priority
    )


def no_latency() -> float:
    return 0.0


@dataclass(slots=True)
class Caller:
    """`sent` and `done` hold the moments, in the order in which things happened."""

    timer: VirtualTimer
    limiter: Limiter
    server: ModelServer
    latency: Latency = no_latency
    sent: list[tuple[float, Demand]] = field(default_factory=list)
    done: list[tuple[float, Demand]] = field(default_factory=list)

    async def call(self, demand: Demand, after: float = 0.0) -> Answer:
        """Once allowed, over the network and back; again after a 429."""
        await sleep(self.timer, after)
        since = self.timer.now()
        while True:
            ticket = await self.limiter.enter(demand, since=since)
            self.sent.append((self.timer.now(), demand))
            await sleep(self.timer, self.latency())
            reply = self.server.receive(self.timer.now(), demand.route, demand.major)
            await sleep(self.timer, self.latency())
            answer = read_answer(*reply)
            self.limiter.leave(ticket, answer)
            if not answer.limited:
                self.done.append((self.timer.now(), demand))
                return answer
