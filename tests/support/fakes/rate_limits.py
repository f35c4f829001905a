"""Counts without ever letting anything go."""

from collections import Counter

from app.shared.application.ports.rate_limits import Allowance, RateLimits
from app.shared.domain.errors import Unavailable


class FakeRateLimits(RateLimits):
    def __init__(self) -> None:
        self.hits: Counter[tuple[str, str]] = Counter()
        self.is_down = False

    async def hit(self, allowance: Allowance, who: str) -> float | None:
        if self.is_down:
            raise Unavailable("How often somebody asks cannot be counted: Redis does not answer.")
        self.hits[allowance.name, who] += 1
        return 41.2 if self.hits[allowance.name, who] > allowance.times else None
