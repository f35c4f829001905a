"""What is counted of the calls to Discord, behind a seam that needs no global registry."""

from abc import abstractmethod
from typing import Protocol

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from app.shared.infrastructure.discord.limiter.held_by import HeldBy
from app.shared.infrastructure.discord.limiter.wait_meter import WaitMeter


class Meter(WaitMeter, Protocol):
    @abstractmethod
    def called(self, route: str, status: str, seconds: float) -> None:
        """One request ended. `route` is method and template; `status` may be `no answer`."""

    @abstractmethod
    def breaker(self, is_open: bool) -> None: ...


class NoMeter(Meter):
    def called(self, route: str, status: str, seconds: float) -> None: ...

    def waited(self, held_by: HeldBy, seconds: float) -> None: ...

    def breaker(self, is_open: bool) -> None: ...


class PrometheusMeter(Meter):
    """One per registry: names are registered when it is made."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._calls = Counter(
            "guildwright_discord_calls",
            "Requests to Discord by route and answer.",
            ["route", "status"],
            registry=registry,
        )
        self._seconds = Histogram(
            "guildwright_discord_call_seconds",
            "How long Discord took to answer.",
            ["route"],
            registry=registry,
        )
        self._waits = Histogram(
            "guildwright_discord_wait_seconds",
            "How long requests were held back by a limit, by its kind.",
            ["held_by"],
            buckets=(0.1, 0.5, 1, 2, 5, 10, 60, 600),
            registry=registry,
        )
        self._breaker = Gauge(
            "guildwright_discord_breaker_open",
            "1 while nothing is sent because too many requests were refused.",
            registry=registry,
        )

    def called(self, route: str, status: str, seconds: float) -> None:
        self._calls.labels(route, status).inc()
        self._seconds.labels(route).observe(seconds)

    def waited(self, held_by: HeldBy, seconds: float) -> None:
        self._waits.labels(held_by.value).observe(seconds)

    def breaker(self, is_open: bool) -> None:
        self._breaker.set(is_open)
