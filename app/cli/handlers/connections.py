"""Opens what a command works with: databases named or started here, and Discord."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from typing import ClassVar

from prometheus_client import CollectorRegistry
from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncEngine

from app.cli.data_folder import data_folder
from app.cli.log_file import log_to_file
from app.shared.application.logging.redaction import Redaction
from app.shared.application.ports.unit_of_work import (
    SchemaMismatch,
    StoreMisnamed,
    StoreUnavailable,
)
from app.shared.domain.errors import Invalid
from app.shared.infrastructure.clock import SystemClock
from app.shared.infrastructure.composition import Addresses, open_container
from app.shared.infrastructure.container import Container
from app.shared.infrastructure.discord.metrics import Meter, NoMeter
from app.shared.infrastructure.discord.oauth import OAuthSettings
from app.shared.infrastructure.embedded.services import EmbeddedServices
from app.shared.infrastructure.garbage import spare_what_stays
from app.shared.infrastructure.languages.speaking import speak_language
from app.shared.infrastructure.logging.database_log import keeping_lines
from app.shared.infrastructure.logging.log_numbers import DroppedLines
from app.shared.infrastructure.postgres.engine import create_engine
from app.shared.infrastructure.postgres.log_lines import SqlLogLines
from app.shared.infrastructure.postgres.migrate import check_schema, migrate
from app.shared.infrastructure.settings import Settings, load_settings
from app.shared.infrastructure.telemetry.error_reports import reporting_errors
from app.shared.infrastructure.telemetry.otel import tracing_of
from app.shared.infrastructure.telemetry.traced_calls import TracedCalls
from app.shared.infrastructure.telemetry.tracing import NO_TRACING, Tracing

log = logging.getLogger(__name__)

_LOOK_EVERY_S = 2.0


class TokenMissing(Invalid):
    code: ClassVar[str] = "token_missing"

    def __init__(self) -> None:
        super().__init__(
            "There is no bot token.",
            remedy="Put DISCORD_TOKEN=… into .env, or try everything without one: guildwright demo",
        )


@asynccontextmanager
async def connected(
    name: str,
    settings: Settings | None = None,
    meter: Meter | None = None,
    oauth: OAuthSettings | None = None,
    registry: CollectorRegistry | None = None,
) -> AsyncIterator[Container]:
    """A container for one command. `name` is the command's; `meter` counts calls to Discord; with
    `oauth` people can sign in. A `registry` makes it a service: lines of the log are kept in the
    database, errors are reported and work is traced, each where settings say so.

    Databases that nobody named are started here and brought to the newest schema; one that was
    named is only looked at, since others may use it: SchemaMismatch says to migrate. A service
    begins without a database that is away, which it sits out as it does later on.

    With `settings` logging and the language are the caller's; without them they are loaded, logs
    go to the file, and what the core says comes in the language that they name.
    """
    if settings is None:
        settings = load_settings()
        log_to_file(settings)
        speak_language(settings.language.chosen())
    if settings.discord.token is None:
        raise TokenMissing
    with (
        _telemetry(name, settings, registry) as tracing,
        databases(settings) as services,
    ):
        addresses = Addresses(
            database_url=services.database_url,
            redis_url=services.redis_url,
            discord_token=settings.discord.token.get_secret_value(),
            discord_api_url=settings.discord.api_url,
            discord_requests_per_second=settings.discord.requests_per_second,
        )
        opened = open_container(
            addresses,
            name=f"guildwright {name}",
            meter=meter if tracing is NO_TRACING else TracedCalls(meter or NoMeter(), tracing),
            tracing=tracing,
            oauth=oauth,
            admission=settings.guild.policy(),
            database_connections=settings.database.pool_size,
        )
        async with opened as container:
            if settings.database.url is None:
                await migrate(container.engine())
            async with (
                _looked_at(container.engine(), sits_out=registry is not None),
                _kept_lines(name, settings, services.database_url, registry),
            ):
                if registry is not None:
                    spare_what_stays()
                yield container


@asynccontextmanager
async def _looked_at(engine: AsyncEngine, *, sits_out: bool) -> AsyncIterator[None]:
    """Where the database is away and that is sat out, it is looked at once it is there."""
    later: asyncio.Task[None] | None = None
    try:
        await check_schema(engine)
    except StoreMisnamed:
        raise
    except StoreUnavailable as away:
        if not sits_out:
            raise
        log.warning("begins without the database: %s", away.message)
        later = asyncio.create_task(_look_until_there(engine), name="look at the database")
    try:
        yield
    finally:
        if later is not None:
            later.cancel()


async def _look_until_there(engine: AsyncEngine) -> None:
    while True:
        await asyncio.sleep(_LOOK_EVERY_S)
        try:
            await check_schema(engine)
        except StoreUnavailable:
            continue
        except SchemaMismatch as wrong:
            level, found = logging.ERROR, f"{wrong.message} {wrong.remedy}"
        else:
            level, found = logging.INFO, "the database is there"
        log.log(level, found)
        return


@contextmanager
def _telemetry(
    process: str, settings: Settings, registry: CollectorRegistry | None
) -> Iterator[Tracing]:
    if registry is None:
        yield NO_TRACING
        return
    with (
        errors_reported(process, settings),
        tracing_of(settings.otel, process=process) as tracing,
    ):
        yield tracing


def errors_reported(process: str, settings: Settings) -> AbstractContextManager[None]:
    """For what runs without anybody looking on: what a person starts by hand tells that person.
    Whatever is on its way is sent before it is left. Raises TelemetryMissing once entered."""
    return reporting_errors(settings.sentry, Redaction.of(settings.secrets()), process=process)


@asynccontextmanager
async def _kept_lines(
    process: str, settings: Settings, database_url: str, registry: CollectorRegistry | None
) -> AsyncIterator[None]:
    chosen = settings.logging.configuration().database
    if registry is None or chosen is None:
        yield
        return
    # Connections of its own: requests must not wait behind the log.
    engine = create_engine(database_url, name="guildwright log", pool_size=1)
    try:
        async with keeping_lines(
            chosen,
            SqlLogLines(engine),
            SystemClock(),
            process=process,
            redaction=Redaction.of(settings.secrets()),
            dropped=DroppedLines(registry),
        ):
            yield
    finally:
        await engine.dispose()


def databases(settings: Settings) -> EmbeddedServices:
    """PostgreSQL and Valkey as the settings name them, or started here. To be entered."""
    return EmbeddedServices(
        data_folder(),
        database_url=named(settings.database.url),
        redis_url=named(settings.redis.url),
    )


def named(secret: SecretStr | None) -> str | None:
    return None if secret is None else secret.get_secret_value()
