"""A sandbox that counts what is sent to it, before anything else looks at it."""

from collections import Counter

from app.sandbox.exchange.messages import Answer, Exchange, Layer, Proceed
from app.sandbox.server import Sandbox
from app.sandbox.world.world import World


class CallRefused(Exception):
    """A call that was counted came to nothing."""


class CountingSandbox(Sandbox):
    """Rate limits are off: what is counted are calls."""

    def __init__(self, world: World) -> None:
        self._writes: Counter[int] = Counter()
        self._refused: dict[int, str] = {}
        super().__init__(world)
        self.limits.enabled = False

    def _layers(self) -> list[Layer]:
        return [self._count, *super()._layers()]

    async def _count(self, exchange: Exchange, proceed: Proceed) -> Answer:
        guild = None if exchange.method == "GET" else guild_of(self.world, exchange.path)
        if guild is None:
            return await proceed(exchange)
        self._writes[guild] += 1
        answer = await proceed(exchange)
        if answer.status >= 400:
            said = answer.content.decode(errors="replace")
            self._refused[guild] = f"{exchange.method} {exchange.path}: {said[:200]}"
        return answer

    def written(self, guild_id: int) -> int:
        """How many writes were sent to a guild. Raises CallRefused if one was refused."""
        if guild_id in self._refused:
            raise CallRefused(self._refused[guild_id])
        return self._writes[guild_id]


def guild_of(world: World, path: str) -> int | None:
    """Whom a call concerns. Looked up before it does anything, since it may delete the channel."""
    _, kind, number, *_ = [*path.split("/"), "", ""]
    if kind == "guilds":
        return int(number)
    if kind == "channels":
        for guild in world.guilds.values():
            if int(number) in guild.channels:
                return guild.id
    return None
