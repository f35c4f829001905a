from collections.abc import Callable

from app.shared.application.ports.shared_budget import ASK_AGAIN_S, LEASE_S, SECOND_S, SharedBudget


class InMemorySharedBudget(SharedBudget):
    """`now` gives seconds."""

    def __init__(self, now: Callable[[], float], per_second: int) -> None:
        self._now = now
        self._per_second = per_second
        self._free_at: dict[str, float] = {}

    async def take(self, place: str) -> float:
        now = self._now()
        self._free_at = {one: at for one, at in self._free_at.items() if at > now}
        if place in self._free_at or len(self._free_at) < self._per_second:
            self._free_at[place] = now + LEASE_S
            return 0.0
        return min(min(self._free_at.values()) - now, ASK_AGAIN_S)

    async def answered(self, place: str) -> None:
        if place in self._free_at:
            self._free_at[place] = self._now() + SECOND_S

    async def give_back(self, place: str) -> None:
        self._free_at.pop(place, None)
