"""Which of Discord's guilds one connection hears of (events/gateway, "Sharding")."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Shard:
    id: int
    count: int

    def holds(self, guild_id: int) -> bool:
        return (guild_id >> 22) % self.count == self.id

    def __str__(self) -> str:
        return f"shard {self.id} of {self.count}"


WHOLE = Shard(0, 1)
