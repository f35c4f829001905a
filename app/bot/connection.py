"""Keeps one client connected to Discord's gateway, whatever happens to it."""

import logging
from datetime import timedelta
from typing import ClassVar

import nextcord

from app.bot.gateway_client import IDENTIFY_EVERY_S, GatewayClient
from app.bot.watcher import Watcher
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_gateway import TokenRefused
from app.shared.domain.errors import Forbidden

log = logging.getLogger(__name__)

_LONGEST_WAIT_S = 120.0
"""Discord resets the token of a bot that identifies a thousand times in a day."""
_STABLE = timedelta(minutes=10)
_TOKEN_REFUSED = 4004
_NEVER_AGAIN = {
    4010: "it says that the shard is not a valid one",
    4011: "it wants the bot to be sharded, which is needed from 2500 servers on",
    4012: "it no longer speaks this version of the gateway",
    4013: "it does not know the intents that were asked for",
    4014: "it does not allow the intents that were asked for",
}
"""Close codes after which Discord wants nobody to come back (topics/opcodes-and-status-codes)."""


class GatewayRefused(Forbidden):
    """Discord accepts the token and will not let the bot connect all the same."""

    code: ClassVar[str] = "gateway_refused"


class Connection:
    """nextcord resumes a session by itself; what it gives up, or fails at, begins here anew."""

    def __init__(self, token: str, watcher: Watcher, clock: Clock) -> None:
        self._token = token
        self._watcher = watcher
        self._clock = clock

    async def keep(self) -> None:
        """Until cancelled. Raises TokenRefused and GatewayRefused, after which trying again is of
        no use."""
        wait = IDENTIFY_EVERY_S
        while True:
            began = self._clock.now()
            await self._live()
            if self._clock.now() - began >= _STABLE:
                wait = IDENTIFY_EVERY_S
            log.warning("not connected to Discord; trying again in %d s", wait)
            await self._clock.sleep(wait)
            wait = min(2 * wait, _LONGEST_WAIT_S)

    async def _live(self) -> None:
        """One client's life: as long as its session can be resumed."""
        client = GatewayClient(self._watcher, self._clock)
        self._watcher.latency = lambda: client.latency
        try:
            # What `reconnect` adds are waits by a clock of its own, and a call on a socket that
            # is not there where the very first one fails.
            await client.start(self._token, reconnect=False)
        except (nextcord.LoginFailure, nextcord.ConnectionClosed) as refused:
            _raise_if_final(refused)
            log.warning("the connection to Discord ended: %s", refused)
        except Exception:
            log.exception("the connection to Discord failed")
        finally:
            await client.close()
            self._watcher.lost()


def _raise_if_final(refused: nextcord.ClientException) -> None:
    code = refused.code if isinstance(refused, nextcord.ConnectionClosed) else _TOKEN_REFUSED
    if code == _TOKEN_REFUSED:
        raise TokenRefused(
            "Discord refuses the bot's token: it is wrong, or it was reset.",
            remedy="Copy the token from the Bot page of Discord's developer portal to "
            "DISCORD_TOKEN and start again.",
        ) from None
    if code in _NEVER_AGAIN:
        raise GatewayRefused(
            f"Discord does not let the bot connect: {_NEVER_AGAIN[code]} (close code {code}).",
            remedy="Look for a newer version of Guildwright. Plans and runs work without the bot; "
            "changes of rights take up to a minute to be seen.",
        ) from None
