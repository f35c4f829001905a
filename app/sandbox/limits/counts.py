"""What came in and what was refused, for tests and benchmarks."""

from collections import Counter
from dataclasses import dataclass, field

from app.sandbox.exchange.messages import Exchange
from app.sandbox.limits.refusals import Scope
from app.sandbox.limits.routes import caller_of, counts_globally, route_name
from app.sandbox.limits.windows import SlidingWindow


@dataclass(slots=True)
class Counts:
    """`requests` by route, as in "GET /guilds/{guild_id}/roles"; `answers` by status.

    `highest_per_second` is the most requests that one token sent in any span of one second, of
    those that the global limit is about, refused ones included.
    """

    requests: Counter[str] = field(default_factory=Counter)
    answers: Counter[int] = field(default_factory=Counter)
    refusals: Counter[Scope] = field(default_factory=Counter)
    refusals_by_route: Counter[str] = field(default_factory=Counter)
    invalid_requests: int = 0
    banned_answers: int = 0
    highest_per_second: int = 0
    _latest: dict[str, SlidingWindow] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return self.requests.total()

    def arrived(self, exchange: Exchange, now: float) -> None:
        self.requests[route_name(exchange)] += 1
        if counts_globally(exchange):
            window = self._latest.setdefault(caller_of(exchange), SlidingWindow(1.0))
            self.highest_per_second = max(self.highest_per_second, window.add(now))

    def refused(self, exchange: Exchange, scope: Scope) -> None:
        self.refusals[scope] += 1
        self.refusals_by_route[route_name(exchange)] += 1

    def as_json(self) -> dict[str, object]:
        return {
            "total": self.total,
            "requests": dict(self.requests),
            "answers": {str(status): count for status, count in self.answers.items()},
            "refusals": {scope.value: self.refusals[scope] for scope in Scope},
            "refusals_by_route": dict(self.refusals_by_route),
            "invalid_requests": self.invalid_requests,
            "banned_answers": self.banned_answers,
            "highest_per_second": self.highest_per_second,
        }
