"""nextcord's client, cut down to what the bot uses of it: one connection to the gateway."""

import asyncio
import logging
import sys
import threading
from contextlib import suppress
from typing import Any, override

import nextcord
from nextcord.gateway import KeepAliveHandler

from app.bot.raw_events import GatewayListener, RawEvents
from app.shared.application.ports.clock import Clock

log = logging.getLogger(__name__)

IDENTIFY_EVERY_S = 5.0
"""Discord lets a bot identify once in so many seconds (events/gateway, "Rate Limiting")."""
_CLOSED_WITHIN_S = 1.0
_LOSSES_IN_A_ROW = 5


class GatewayClient(nextcord.Client):
    """Hears guilds, roles and the audit log. Neither intent is a privileged one.

    nextcord's own caches are kept as small as it lets them be, and nothing is decided from them.
    """

    def __init__(self, listener: GatewayListener, clock: Clock) -> None:
        super().__init__(
            intents=nextcord.Intents(guilds=True, moderation=True),
            max_messages=None,
            member_cache_flags=nextcord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
        )
        self._listener = listener
        self._clock = clock
        self._losses = 0
        self._connection.parsers = RawEvents(self._connection.parsers, listener)

    @override
    def dispatch(self, event: str, *args: Any, **kwargs: Any) -> None:
        if event in ("connect", "resumed"):
            self._losses = 0
        elif event == "disconnect":
            self._lose()
        super().dispatch(event, *args, **kwargs)

    def _lose(self) -> None:
        """nextcord comes back at once each time, also to a gateway that hangs up each time."""
        self._listener.lost()
        self._losses += 1
        if self._losses > _LOSSES_IN_A_ROW:
            raise ConnectionAbortedError("Discord's gateway hangs up whenever it is called")

    @override
    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        if not initial:
            await self._clock.sleep(IDENTIFY_EVERY_S)

    @override
    async def on_connect(self) -> None:
        """nextcord would compare the commands with those at Discord here; there are none."""

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
            if isinstance(thread, KeepAliveHandler) and thread.ws.loop is self.loop:
                thread.stop()
