"""Which bucket a request spends from: learned from answers, one per guild, channel or webhook."""

from bisect import insort
from collections.abc import Iterator

from app.shared.infrastructure.discord.limiter.demand import Demand
from app.shared.infrastructure.discord.limiter.ticket import Lane, Ticket

_MANY = 2_000
"""Lanes kept before idle ones are dropped; a dropped one is learned anew by its next request."""


class Lanes:
    """Until a route's bucket is known it has a lane of its own, so that one answer can teach it."""

    def __init__(self) -> None:
        self._bucket_of_route: dict[str, str] = {}
        self._lanes: dict[tuple[str, str], Lane] = {}

    def lane_of(self, demand: Demand) -> Lane:
        name = self._bucket_of_route.get(demand.route, demand.route)
        return self._lanes.setdefault((name, demand.major), Lane())

    def with_waiting(self) -> Iterator[Lane]:
        return (lane for lane in self._lanes.values() if lane.waiting)

    def learn(self, route: str, bucket: str) -> list[Lane]:
        """A route spends from this bucket. Gives the lanes between which requests have moved."""
        if self._bucket_of_route.get(route) == bucket:
            return []
        self._bucket_of_route[route] = bucket
        changed: list[Lane] = []
        for old in list(self._lanes.values()):
            for ticket in [*old.waiting, *old.travelling]:
                if ticket.demand.route == route and self.lane_of(ticket.demand) is not old:
                    changed += [old, self._moved(ticket, old)]
        return changed

    def sweep(self, now: float) -> None:
        """Drop what is idle, once there is a lot."""
        if len(self._lanes) > _MANY:
            self._lanes = {
                key: lane
                for key, lane in self._lanes.items()
                if not lane.is_empty or not lane.bucket.is_idle(now)
            }

    def _moved(self, ticket: Ticket, old: Lane) -> Lane:
        new = self.lane_of(ticket.demand)
        if ticket in old.travelling:
            old.travelling.remove(ticket)
            old.bucket.returned()
            new.travelling.add(ticket)
            new.bucket.sent()
        else:
            old.waiting.remove(ticket)
            insort(new.waiting, ticket)
        ticket.lane = new
        return new
