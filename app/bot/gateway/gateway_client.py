"""nextcord's client, cut down to what the bot uses of it: one connection to the gateway."""

import asyncio
import logging
import math
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, override

import nextcord
from nextcord.gateway import KeepAliveHandler

from app.bot.gateway.identifying import Identifying
from app.bot.gateway.raw_events import GatewayListener, RawEvents
from app.bot.gateway.shards import WHOLE, Shard
from app.bot.gateway.trimming import for_nextcord

log = logging.getLogger(__name__)

_CLOSED_WITHIN_S = 1.0
_LOSSES_IN_A_ROW = 5

type Equip = Callable[[nextcord.Client], None]
"""Called once for each client before it connects: commands and listeners for interactions. A
shard has a new client whenever a session could not be resumed."""


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """`silent_s`: since Discord last acknowledged one. `every_s`: how often one is sent."""

    silent_s: float
    every_s: float


class GatewayClient(nextcord.Client):
    """Hears guilds, roles and the audit log. Neither intent is a privileged one.

    nextcord's own caches are kept as small as it lets them be, and nothing is decided from them.
    """

    def __init__(
        self,
        listener: GatewayListener,
        identifying: Identifying,
        shard: Shard = WHOLE,
        equip: Equip = lambda _client: None,
    ) -> None:
        super().__init__(
            intents=nextcord.Intents(guilds=True, moderation=True),
            max_messages=None,
            member_cache_flags=nextcord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            shard_id=shard.id,
            shard_count=shard.count,
        )
        self._listener = listener
        self._identifying = identifying
        self._shard = shard
        self._losses = 0
        self._connection.parsers = RawEvents(self._connection.parsers, listener, self._trimmed)
        equip(self)

    def heartbeat(self) -> Heartbeat | None:
        """None where there is no connection."""
        socket: Any = self.ws
        beats = socket._keep_alive if socket is not None and socket.open else None  # noqa: SLF001
        if beats is None:
            return None
        silent = time.perf_counter() - beats._last_ack  # noqa: SLF001
        return Heartbeat(
            silent_s=silent, every_s=math.inf if beats.interval is None else beats.interval
        )

    @override
    def dispatch(self, event: str, *args: Any, **kwargs: Any) -> None:
        if event in ("connect", "resumed"):
            self._losses = 0
        elif event == "disconnect":
            self._lose()
        super().dispatch(event, *args, **kwargs)

    def _trimmed(self, name: str, data: Any) -> Any:
        return for_nextcord(name, data, self._connection.self_id)

    def _lose(self) -> None:
        """nextcord comes back at once each time, also to a gateway that hangs up each time."""
        self._listener.lost()
        self._losses += 1
        if self._losses > _LOSSES_IN_A_ROW:
            raise ConnectionAbortedError("Discord's gateway hangs up whenever it is called")

    @override
    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """The turn for the first one was taken before connecting."""
        if not initial:
            await self._identifying.turn(self._shard.id)
        await self._identifying.identified(self._shard.id)

    @override
    async def on_connect(self) -> None:
        """nextcord would compare the commands with those at Discord here, for each shard."""

    @override
    async def on_guild_available(self, guild: nextcord.Guild) -> None:
        """The same for each guild."""

    @override
    async def on_error(self, event_method: str, *args: Any, **kwargs: Any) -> None:
        log.error("handling %s failed", event_method, exc_info=sys.exception())

    @override
    async def close(self) -> None:
        """Whatever state the connection is in, within a second. Never raises."""
        with suppress(Exception):
            async with asyncio.timeout(_CLOSED_WITHIN_S):
                await super().close()
        # nextcord comes to this after the gateway's farewell, which may be waited for in vain.
        with suppress(Exception):
            await self.http.close()
        self._stop_heartbeats()

    def _stop_heartbeats(self) -> None:
        """nextcord leaves the thread of a connection that was given up half made."""
        for thread in threading.enumerate():
            if isinstance(thread, KeepAliveHandler) and self._is_own(thread):
                thread.stop()

    def _is_own(self, thread: KeepAliveHandler) -> bool:
        return thread.ws.loop is self.loop and thread.shard_id == self._shard.id
