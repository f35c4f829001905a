"""Identify turns among the shards of this process alone."""

from dataclasses import dataclass

from app.shared.application.ports.clock import Clock
from app.shared.application.ports.identify_turns import (
    ASK_AGAIN_S,
    CONNECTS_WITHIN_S,
    IDENTIFY_EVERY_S,
    IdentifyTurns,
)


@dataclass(slots=True)
class _Bucket:
    free_at: float = 0.0
    taken_by: str = ""


class LocalTurns(IdentifyTurns):
    """Never raises. Stands in while nobody counts for all processes."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._buckets: dict[int, _Bucket] = {}

    async def take(self, bucket: int, who: str) -> float:
        now = self._clock.now().timestamp()
        found = self._buckets.setdefault(bucket, _Bucket())
        left = round(found.free_at - now, 3)
        if left > 0:
            return min(left, ASK_AGAIN_S) if found.taken_by else left
        found.free_at, found.taken_by = now + CONNECTS_WITHIN_S, who
        return 0.0

    async def identified(self, bucket: int) -> None:
        free_at = self._clock.now().timestamp() + IDENTIFY_EVERY_S
        self._buckets[bucket] = _Bucket(free_at=free_at)

    async def give_back(self, bucket: int, who: str) -> None:
        found = self._buckets.get(bucket)
        if found is not None and found.taken_by == who:
            del self._buckets[bucket]
