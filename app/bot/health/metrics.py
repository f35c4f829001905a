"""How the bot is, in numbers for Prometheus, read at the moment when it asks."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from app.bot.gateway.gateway_client import Heartbeat
from app.bot.gateway.shards import Shard
from app.bot.presence.shard_state import ShardState


class BotNumbers(Collector):
    """One per registry. `waiting` is how many access events have not been told yet."""

    def __init__(
        self,
        shards: Sequence[ShardState],
        heartbeats: Callable[[], Mapping[Shard, Heartbeat | None]],
        waiting: Callable[[], int],
    ) -> None:
        self._shards = shards
        self._heartbeats = heartbeats
        self._waiting = waiting

    def collect(self) -> Iterator[GaugeMetricFamily]:
        online = _of_shard("online", "1 while events of a shard arrive.")
        guilds = _of_shard("guilds", "Servers that a shard hears of.")
        latency = _of_shard("latency_seconds", "How long Discord took to acknowledge a heartbeat.")
        silent = _of_shard("heartbeat_age_seconds", "Since Discord last acknowledged a heartbeat.")
        for one in self._shards:
            name = [str(one.shard.id)]
            online.add_metric(name, float(one.online))
            if one.guilds is not None:
                guilds.add_metric(name, one.guilds)
            if one.latency_ms is not None:
                latency.add_metric(name, one.latency_ms / 1000)
        for shard, beat in self._heartbeats().items():
            if beat is not None:
                silent.add_metric([str(shard.id)], beat.silent_s)
        yield from (online, guilds, latency, silent)
        yield GaugeMetricFamily(
            "guildwright_access_events_waiting",
            "Changes of rights that could not be told yet.",
            value=self._waiting(),
        )


def _of_shard(name: str, what: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"guildwright_shard_{name}", what, labels=["shard"])
