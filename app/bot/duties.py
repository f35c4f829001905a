"""What a bot's process does beside being connected."""

from dataclasses import dataclass
from datetime import timedelta

from prometheus_client import CollectorRegistry

from app.shared.infrastructure.health.address import HealthAddress


@dataclass(frozen=True, slots=True, kw_only=True)
class Duties:
    """`runs_at_once`: it carries out approved plans, so many side by side; None leaves that to
    another process. `health`: where it tells how it is, with the registry's numbers at /metrics.
    `kept_for`: how long what is kept about a guild stays after the bot has left; None for ever.
    """

    runs_at_once: int | None = None
    health: HealthAddress | None = None
    kept_for: timedelta | None = None
    registry: CollectorRegistry | None = None


NO_DUTIES = Duties()
