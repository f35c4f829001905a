"""Opens what a command works with: databases named or started here, and Discord."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from pydantic import SecretStr

from app.shared.domain.errors import Invalid
from app.shared.infrastructure.composition import Addresses, open_container
from app.shared.infrastructure.container import Container
from app.shared.infrastructure.embedded.services import EmbeddedServices
from app.shared.infrastructure.postgres.migrate import check_schema, migrate
from app.shared.infrastructure.settings import Settings, load_settings


class TokenMissing(Invalid):
    code = "token_missing"


def data_folder() -> Path:
    """Where the databases that are started here keep their files: GUILDWRIGHT_HOME, or
    `.guildwright` in the working folder."""
    return Path(os.environ.get("GUILDWRIGHT_HOME") or ".guildwright").absolute()


@asynccontextmanager
async def connected(name: str, *, check: bool = True) -> AsyncIterator[Container]:
    """A container for one command. `name` is the command's.

    Databases that nobody named are started here and brought to the newest schema; one that was
    named is only looked at, since others may use it: SchemaMismatch says to migrate.
    """
    settings = load_settings()
    token = _token(settings)
    with databases(settings) as services:
        addresses = Addresses(
            database_url=services.database_url,
            redis_url=services.redis_url,
            discord_token=token,
            discord_api_url=settings.discord.api_url,
        )
        async with open_container(addresses, name=f"guildwright {name}") as container:
            if settings.database.url is None:
                await migrate(container.engine())
            elif check:
                await check_schema(container.engine())
            yield container


def databases(settings: Settings | None = None) -> EmbeddedServices:
    """PostgreSQL and Valkey as the settings name them, or started here. To be entered."""
    settings = settings or load_settings()
    return EmbeddedServices(
        data_folder(),
        database_url=_text(settings.database.url),
        redis_url=_text(settings.redis.url),
    )


def _token(settings: Settings) -> str:
    if settings.discord.token is None:
        raise TokenMissing(
            "There is no bot token.",
            remedy="Put DISCORD_TOKEN=… into .env, or try everything without one: make demo",
        )
    return settings.discord.token.get_secret_value()


def _text(secret: SecretStr | None) -> str | None:
    return None if secret is None else secret.get_secret_value()
