"""Which shard hears of which guild."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shard:
    id: int
    count: int

    def holds(self, guild_id: int) -> bool:
        return (guild_id >> 22) % self.count == self.id


WHOLE = Shard(0, 1)
