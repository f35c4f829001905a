"""Which shards this process holds."""

import logging
from dataclasses import dataclass

import nextcord

from app.bot.gateway.refusals import raise_if_final
from app.bot.gateway.session_start import read_session_start
from app.bot.gateway.shards import Shard
from app.shared.application.ports.clock import Clock

log = logging.getLogger(__name__)

_FIRST_WAIT_S = 5.0
_LONGEST_WAIT_S = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardChoice:
    """No ids: all of them. No count: as many as Discord recommends."""

    ids: tuple[int, ...] | None = None
    count: int | None = None

    def of(self, count: int) -> tuple[Shard, ...]:
        ids = range(count) if self.ids is None else self.ids
        return tuple(Shard(one, count) for one in ids)


ALL_SHARDS = ShardChoice()


async def chosen_shards(choice: ShardChoice, token: str, clock: Clock) -> tuple[Shard, ...]:
    """Asks Discord where it has to, for as long as that takes. Raises TokenRefused."""
    if choice.count is not None:
        return choice.of(choice.count)
    wait = _FIRST_WAIT_S
    while True:
        count = await _recommended(token)
        if count is not None:
            return choice.of(count)
        log.warning("how many shards there are to be is not known; trying again in %d s", wait)
        await clock.sleep(wait)
        wait = min(2 * wait, _LONGEST_WAIT_S)


async def _recommended(token: str) -> int | None:
    client = nextcord.Client(intents=nextcord.Intents(guilds=True))
    try:
        await client.login(token)
        return (await read_session_start(client)).shards
    except nextcord.LoginFailure as refused:
        raise_if_final(refused)
    except Exception:
        log.exception("Discord does not say how many shards the bot needs")
    finally:
        await client.http.close()
    return None
