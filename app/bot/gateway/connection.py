"""Keeps one client connected to Discord's gateway, whatever happens to it."""

import logging
import math
from datetime import timedelta

import nextcord

from app.bot.gateway.gateway_client import Equip, GatewayClient, Heartbeat
from app.bot.gateway.identifying import Identifying
from app.bot.gateway.raw_events import GatewayListener
from app.bot.gateway.refusals import raise_if_final
from app.bot.gateway.session_start import read_session_start
from app.bot.gateway.shards import WHOLE, Shard
from app.shared.application.ports.clock import Clock

log = logging.getLogger(__name__)

_FIRST_WAIT_S = 5.0
_LONGEST_WAIT_S = 120.0
"""Discord resets the token of a bot that identifies a thousand times in a day."""
_STABLE = timedelta(minutes=10)


class Connection:
    """One shard. nextcord resumes a session by itself; what it gives up, or fails at, begins here
    anew."""

    def __init__(
        self,
        token: str,
        listener: GatewayListener,
        clock: Clock,
        identifying: Identifying,
        shard: Shard = WHOLE,
        equip: Equip = lambda _client: None,
    ) -> None:
        self.shard = shard
        self._token = token
        self._listener = listener
        self._clock = clock
        self._identifying = identifying
        self._equip = equip
        self._client: GatewayClient | None = None

    def latency(self) -> float:
        """Seconds; not a number where there is no connection."""
        return math.nan if self._client is None else self._client.latency

    def heartbeat(self) -> Heartbeat | None:
        return None if self._client is None else self._client.heartbeat()

    async def keep(self) -> None:
        """Until cancelled. Raises TokenRefused and GatewayRefused, after which trying again is of
        no use."""
        wait = _FIRST_WAIT_S
        while True:
            began = self._clock.now()
            await self._live()
            if self._clock.now() - began >= _STABLE:
                wait = _FIRST_WAIT_S
            log.warning("%s is not connected to Discord; trying again in %d s", self.shard, wait)
            await self._clock.sleep(wait)
            wait = min(2 * wait, _LONGEST_WAIT_S)

    async def _live(self) -> None:
        """One client's life: as long as its session can be resumed."""
        client = GatewayClient(self._listener, self._identifying, self.shard, self._equip)
        self._client = client
        try:
            await self._run(client)
        except (nextcord.LoginFailure, nextcord.ConnectionClosed) as refused:
            raise_if_final(refused)
            log.warning("the connection to Discord ended: %s", refused)
        except Exception:
            log.exception("the connection to Discord failed")
        finally:
            await client.close()
            self._listener.lost()

    async def _run(self, client: GatewayClient) -> None:
        await client.login(self._token)
        start = await read_session_start(client)
        if start.remaining == 0:
            log.error("Discord allows no more sessions today; waiting until it does")
            await self._clock.sleep(start.reset_after_s)
        self._identifying.max_concurrency = start.max_concurrency
        await self._identifying.turn(self.shard.id)
        try:
            # What `reconnect` adds are waits by a clock of its own, and a call on a socket that
            # is not there where the very first one fails.
            await client.connect(reconnect=False)
        finally:
            await self._identifying.give_back(self.shard.id)
