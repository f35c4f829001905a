"""A sandbox that remembers every state of a guild, and lets things befall the runs at it."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import unquote

from app.sandbox.exchange.messages import Answer, Exchange, Layer, Proceed
from app.sandbox.faults.fault import Fault, FaultKind
from app.sandbox.server import Sandbox
from app.sandbox.world.world import World
from benchmarks.chaos.calls import Call
from benchmarks.chaos.history import By, History

type Watch = Callable[[Exchange, Proceed], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class FaultOfOneRun(Fault):
    """Covers the calls of the workers at one guild, for as long as a run is watched there."""

    is_about: Callable[[Exchange], bool] = field(default=lambda _exchange: False)

    def covers(self, exchange: Exchange) -> bool:
        if self.kind is FaultKind.BARE_429 and exchange.method == "GET":
            return False
        return self.is_about(exchange) and Fault.covers(self, exchange)


class WatchedSandbox(Sandbox):
    """Rate limits are off; a 429 comes as a fault."""

    def __init__(self, world: World) -> None:
        self.histories: dict[int, History] = {}
        self.watches: dict[int, Watch] = {}
        self.calls: list[Call] = []
        """All that came, to whatever guild: a call to a channel that is gone concerns none."""
        self._turns: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        super().__init__(world)
        self.limits.enabled = False

    def _layers(self) -> list[Layer]:
        """Outermost what befalls runs; innermost, where the effect is, the memory."""
        return [self._note, self._meet, *super()._layers(), self._remember]

    def guild_of(self, path: str) -> int | None:
        """Looked up before the call does anything, since it may delete the channel."""
        _, kind, number, *_ = [*path.split("/"), "", ""]
        if kind == "guilds" and number.isdigit():
            return int(number)
        if kind == "channels" and number.isdigit():
            for guild in self.world.guilds.values():
                if int(number) in guild.channels:
                    return guild.id
        return None

    def by_hand(self, guild_id: int, deed: Callable[[], str]) -> None:
        """Nothing of a call can come in between: neither a deed nor a call's effect waits."""
        said = deed()
        self.histories[guild_id].note(self.clock.now(), By.PERSON, said)

    async def _note(self, exchange: Exchange, proceed: Proceed) -> Answer:
        call = Call(
            self.clock.now(), exchange.base, exchange.method, exchange.path, _reason_of(exchange)
        )
        self.calls.append(call)
        answer = await proceed(exchange)
        call.status = answer.status
        return answer

    async def _meet(self, exchange: Exchange, proceed: Proceed) -> Answer:
        guild_id = self.guild_of(exchange.path)
        watch = None if guild_id is None else self.watches.get(guild_id)
        return await (proceed(exchange) if watch is None else watch(exchange, proceed))

    async def _remember(self, exchange: Exchange, proceed: Proceed) -> Answer:
        guild_id = None if exchange.method == "GET" else self.guild_of(exchange.path)
        history = None if guild_id is None else self.histories.get(guild_id)
        if guild_id is None or history is None:
            return await proceed(exchange)
        # One write after the other, so that no state goes by unseen.
        async with self._turns[guild_id]:
            answer = await proceed(exchange)
            if answer.status < 400:
                what = f"{exchange.method} {exchange.path}"
                history.note(self.clock.now(), By.BOT, what, _reason_of(exchange))
        return answer


def _reason_of(exchange: Exchange) -> str:
    return unquote(exchange.headers.get("x-audit-log-reason", ""))
