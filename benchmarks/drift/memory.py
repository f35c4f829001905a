"""Bytes per guild that a bot's process holds, beside what nextcord holds by default."""

import gc
import tracemalloc
from collections.abc import Callable
from typing import Any

import nextcord

from app.bot.gateway.trimming import for_nextcord
from benchmarks.drift import seeding

_COUNT = 200


def grown_by(fill: Callable[[], Any]) -> float:
    """Per guild, of `_COUNT`."""
    gc.collect()
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    kept = fill()
    gc.collect()
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del kept
    return (after - before) / _COUNT


def by_default() -> nextcord.Client:
    return _filled(nextcord.Client(intents=nextcord.Intents.default()), lambda data: data)


def trimmed() -> nextcord.Client:
    client = nextcord.Client(
        intents=nextcord.Intents(guilds=True, moderation=True),
        max_messages=None,
        member_cache_flags=nextcord.MemberCacheFlags.none(),
        chunk_guilds_at_startup=False,
    )
    return _filled(client, lambda data: for_nextcord("GUILD_CREATE", data, seeding.BOT))


def _filled(client: nextcord.Client, given: Callable[[Any], Any]) -> nextcord.Client:
    state = client._connection  # noqa: SLF001 - what nextcord keeps is what is measured
    me = {"id": str(seeding.BOT), "username": "wright", "discriminator": "0", "avatar": None}
    state.user = nextcord.ClientUser(state=state, data=me)  # type: ignore[arg-type]
    for number in range(_COUNT):
        state._add_guild_from_data(given(seeding.created(seeding.guild_id(number))))  # noqa: SLF001
    return client
