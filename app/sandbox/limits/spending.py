"""What has been spent so far, per token, bucket and guild, channel or webhook."""

from app.sandbox.exchange.messages import Exchange
from app.sandbox.limits.routes import caller_of, major_of
from app.sandbox.limits.sublimits import SubLimit
from app.sandbox.limits.table import Bucket
from app.sandbox.limits.windows import Allowance, SlidingWindow, Window


class Spending:
    """Hands out the windows that a request spends from."""

    def __init__(self) -> None:
        self._buckets: dict[tuple[str, str, str], Window] = {}
        self._sub_limits: dict[tuple[SubLimit, str, str], Window] = {}
        self._global: dict[str, SlidingWindow] = {}

    def of_bucket(self, bucket: Bucket, exchange: Exchange) -> Window:
        """A changed allowance starts anew."""
        spender = "" if bucket.shared else caller_of(exchange)
        key = (bucket.name, spender, major_of(exchange))
        window = self._buckets.get(key)
        if window is None or window.allowance != bucket.allowance:
            window = self._buckets[key] = Window(bucket.allowance)
        return window

    def of_sub_limit(self, sub_limit: SubLimit, exchange: Exchange) -> Window:
        key = (sub_limit, caller_of(exchange), major_of(exchange))
        return self._sub_limits.setdefault(key, Window(sub_limit.allowance))

    def take_global(self, exchange: Exchange, allowance: Allowance, now: float) -> float:
        """Zero and spent, or the seconds until there is room."""
        key = caller_of(exchange)
        window = self._global.setdefault(key, SlidingWindow(allowance.per_seconds))
        if window.count(now) >= allowance.requests:
            return window.room_at(allowance.requests) - now
        window.add(now)
        return 0.0
