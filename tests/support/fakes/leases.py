"""Leases, in memory, by the clock that they are given. `broken` is their keeper being away."""

from app.shared.application.ports.clock import Clock
from app.shared.application.ports.leases import Leases
from app.shared.domain.errors import Unavailable


class FakeLeases(Leases):
    def __init__(self, clock: Clock) -> None:
        self.broken = False
        self.held: dict[str, tuple[str, float]] = {}
        self._clock = clock

    async def take(self, name: str, holder: str, seconds: float) -> bool:
        self._refuse_if_broken()
        now = self._clock.now().timestamp()
        known, until = self.held.get(name, (holder, now))
        if known != holder and until > now:
            return False
        self.held[name] = (holder, now + seconds)
        return True

    async def give_back(self, name: str, holder: str) -> None:
        self._refuse_if_broken()
        if self.held.get(name, ("", 0.0))[0] == holder:
            del self.held[name]

    def _refuse_if_broken(self) -> None:
        if self.broken:
            raise Unavailable("Who has a lease cannot be known.")
