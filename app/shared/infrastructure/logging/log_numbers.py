"""What of the log is lost on its way to the database, in numbers for Prometheus."""

from prometheus_client import CollectorRegistry, Counter

from app.shared.infrastructure.logging.line_queue import Dropped


class DroppedLines:
    """One per registry. To be called with what was dropped."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._dropped = Counter(
            "guildwright_log_lines_dropped",
            "Lines of the log that are not kept in the database, by reason.",
            ["reason"],
            registry=registry,
        )
        for reason in Dropped:
            self._dropped.labels(reason.value)

    def __call__(self, why: Dropped, number: int) -> None:
        self._dropped.labels(why.value).inc(number)
