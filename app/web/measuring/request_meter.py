"""What is counted of requests."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


def known_method(method: str) -> str:
    """Whoever asks may send any word."""
    return method if method in _METHODS else "other"


class RequestMeter:
    """One per registry: names are registered when it is made."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._kept: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}
        self._requests = Counter(
            "guildwright_web_requests",
            "Requests by the template of their route, method, and class of status.",
            ["route", "method", "status"],
            registry=registry,
        )
        self._seconds = Histogram(
            "guildwright_web_request_seconds",
            "From a request until its answer began; streams go on after that.",
            ["route", "method"],
            buckets=_BUCKETS,
            registry=registry,
        )
        self.under_way = Gauge(
            "guildwright_web_requests_under_way",
            "Requests that have not ended, streams included.",
            registry=registry,
        )

    def answered(self, route: str, method: str, status: int, seconds: float) -> None:
        """`method` is a known one; `status` is 0 where there was no answer."""
        requests, took = self._of(route, method, status // 100)
        requests.inc()
        took.observe(seconds)

    def _of(self, route: str, method: str, hundreds: int) -> tuple[Counter, Histogram]:
        """Kept here: to look for them by their labels takes longer than to count."""
        kept = self._kept.get((route, method, hundreds))
        if kept is None:
            told = f"{hundreds}xx" if hundreds else "none"
            requests = self._requests.labels(route, method, told)
            kept = (requests, self._seconds.labels(route, method))
            self._kept[route, method, hundreds] = kept
        return kept
