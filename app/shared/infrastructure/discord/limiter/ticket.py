"""One request's place: in a queue, and then on its way."""

import asyncio
from dataclasses import dataclass, field

from app.shared.infrastructure.discord.limiter.bucket import Bucket
from app.shared.infrastructure.discord.limiter.demand import Demand
from app.shared.infrastructure.discord.limiter.held_by import HeldBy
from app.shared.infrastructure.discord.limiter.sub_limits import Use


@dataclass(slots=True, eq=False)
class Ticket:
    """`order` decides who is first: arrival plus the head start of others, then the number."""

    demand: Demand
    order: tuple[float, int]
    arrived: float
    deadline: float
    granted: asyncio.Future[None]
    lane: "Lane"
    use: Use | None = None
    held_by: HeldBy | None = None
    """What it waits for, as seen last."""

    def __lt__(self, other: "Ticket") -> bool:
        return self.order < other.order

    @property
    def is_abandoned(self) -> bool:
        """Whoever waits was cancelled, and has not come round yet to give its place up."""
        return self.granted.cancelled()


@dataclass(slots=True, eq=False)
class Lane:
    """A bucket and whoever waits for it, first come first."""

    bucket: Bucket = field(default_factory=Bucket)
    waiting: list[Ticket] = field(default_factory=list)
    travelling: set[Ticket] = field(default_factory=set)

    def __lt__(self, other: "Lane") -> bool:
        """Only so that a heap can hold lanes beside their first tickets, which are never equal."""
        return id(self) < id(other)

    @property
    def is_empty(self) -> bool:
        return not self.waiting and not self.travelling
