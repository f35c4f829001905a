"""How often each guild has changed, so that an open page knows when to look again."""

from collections import Counter

from app.sandbox.world.events import Event
from app.sandbox.world.world import World


class Changes:
    def __init__(self, world: World) -> None:
        self._counts: Counter[int] = Counter()
        world.subscribe(self._count)

    def version(self, guild_id: int) -> int:
        """Grows with every event of the guild; starts at 0 with the sandbox."""
        return self._counts[guild_id]

    def _count(self, event: Event) -> None:
        self._counts[event.guild_id] += 1
