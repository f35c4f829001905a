"""How a process is, in numbers for Prometheus that every process of ours has."""

from collections.abc import Iterator
from importlib.metadata import version

from prometheus_client import CollectorRegistry, Info, PlatformCollector, ProcessCollector
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import QueuePool


def measure_process(registry: CollectorRegistry, engine: AsyncEngine) -> None:
    """Once per registry: what runs, what it takes of the machine, and its connections."""
    Info("guildwright_build", "What runs.", registry=registry).info(
        {"version": version("guildwright")}
    )
    ProcessCollector(registry=registry)
    PlatformCollector(registry=registry)
    registry.register(PoolNumbers(engine))


class PoolNumbers(Collector):
    """Connections of this process to the database, as they are when somebody asks."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    def collect(self) -> Iterator[GaugeMetricFamily]:
        pool = self._engine.pool
        if not isinstance(pool, QueuePool):
            return
        told = {
            "in_use": ("Connections to the database that are in use.", pool.checkedout()),
            "open": ("Connections to the database.", pool.checkedin() + pool.checkedout()),
            "size": ("Connections to the database that are kept.", pool.size()),
        }
        for name, (what, value) in told.items():
            yield GaugeMetricFamily(f"guildwright_database_connections_{name}", what, value=value)
