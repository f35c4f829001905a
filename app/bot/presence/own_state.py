"""How this process is, from how its shards are."""

from collections.abc import Sequence

from app.bot.presence.shard_state import ShardState
from app.shared.application.ports.bot_presence import BotState


def state_of(shards: Sequence[ShardState], version: str) -> BotState | None:
    """Online once all of them are. None before it is known which shards there are."""
    if not shards:
        return None
    latencies = [one.latency_ms for one in shards if one.latency_ms is not None]
    since = [one.since for one in shards if one.since is not None]
    guilds = [one.guilds for one in shards if one.guilds is not None]
    return BotState(
        online=all(one.online for one in shards),
        latency_ms=max(latencies, default=None),
        since=max(since, default=None),
        guilds=sum(guilds) if guilds else None,
        version=version,
        shards=tuple(one.shard.id for one in shards),
        shard_count=shards[0].shard.count,
    )
