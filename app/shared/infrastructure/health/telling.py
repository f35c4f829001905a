"""A process that lives on databases alone tells how it is."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from prometheus_client import CollectorRegistry

from app.shared.infrastructure.container import Container
from app.shared.infrastructure.health.address import HealthAddress
from app.shared.infrastructure.health.answers import Answers
from app.shared.infrastructure.health.process_numbers import measure_process
from app.shared.infrastructure.health.run_numbers import RunNumbers
from app.shared.infrastructure.health.server import served
from app.shared.infrastructure.health.service_readiness import ServiceReadiness


@asynccontextmanager
async def telling_health(
    container: Container, registry: CollectorRegistry, address: HealthAddress | None
) -> AsyncIterator[None]:
    """While it is entered; nowhere without an address. OSError for a port that is taken."""
    if address is None:
        yield
        return
    engine = container.engine()
    measure_process(registry, engine)
    runs = RunNumbers(engine, container.clock())
    registry.register(runs)
    answers = Answers(ServiceReadiness(container), registry, runs.look)
    async with served(answers, address.host, address.port):
        yield
