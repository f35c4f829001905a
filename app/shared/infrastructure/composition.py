"""Opens what holds connections, for as long as a process needs it."""

import hashlib
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from importlib.metadata import version

from app.shared.domain.guilds.admission import OPEN_TO_ALL, AdmissionPolicy
from app.shared.domain.structure.limits import CALLS_PER_SECOND
from app.shared.infrastructure.clock import SystemClock
from app.shared.infrastructure.container import Container
from app.shared.infrastructure.discord.client import ClientSettings, DiscordClient
from app.shared.infrastructure.discord.metrics import Meter
from app.shared.infrastructure.discord.oauth import OAuthSettings, OAuthSignIn
from app.shared.infrastructure.discord.token import Token
from app.shared.infrastructure.postgres.engine import create_engine
from app.shared.infrastructure.redis.connections import for_commands, for_listening
from app.shared.infrastructure.redis.shared_budget import RedisSharedBudget
from app.shared.infrastructure.telemetry.tracing import NO_TRACING, Tracing


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where the outside things are. Every field may hold a secret: not for logs."""

    database_url: str
    redis_url: str
    discord_token: str
    discord_api_url: str
    discord_requests_per_second: int = CALLS_PER_SECOND
    """By all processes of this bot together."""

    def __repr__(self) -> str:
        return "Addresses(hidden)"


@asynccontextmanager
async def open_container(
    addresses: Addresses,
    *,
    name: str,
    meter: Meter | None = None,
    oauth: OAuthSettings | None = None,
    admission: AdmissionPolicy = OPEN_TO_ALL,
    database_connections: int = 10,
    tracing: Tracing = NO_TRACING,
) -> AsyncIterator[Container]:
    """A container whose connections are closed at the end. Nothing connects before it is used.

    `name` is what the process is called in the database's list of connections, of which
    `database_connections` are kept; `meter` counts the calls to Discord; with `oauth` people can
    sign in. Raises TokenRefused for a token that cannot be one.
    """
    async with AsyncExitStack() as opened:
        engine = create_engine(addresses.database_url, name=name, pool_size=database_connections)
        opened.push_async_callback(engine.dispose)
        redis = for_commands(addresses.redis_url)
        opened.push_async_callback(redis.aclose)
        listening = for_listening(addresses.redis_url)
        opened.push_async_callback(listening.aclose)
        discord = DiscordClient(
            Token(addresses.discord_token),
            ClientSettings(
                base_url=addresses.discord_api_url,
                version=version("guildwright"),
                requests_per_second=addresses.discord_requests_per_second,
            ),
            clock=SystemClock(),
            meter=meter,
            shared=RedisSharedBudget(
                redis, _name_of(addresses.discord_token), addresses.discord_requests_per_second
            ),
        )
        opened.push_async_callback(discord.close)
        container = Container(
            database_url=addresses.database_url,
            engine=engine,
            redis=redis,
            listening=listening,
            discord=discord,
            process=name.removeprefix("guildwright "),
            admission_policy=admission,
            tracing=tracing,
        )
        if oauth is not None:
            sign_in = OAuthSignIn(oauth)
            opened.push_async_callback(sign_in.close)
            container.discord_sign_in.override(sign_in)
        yield container


def _name_of(token: str) -> str:
    """Tells bots on one Redis apart, and nothing about their tokens."""
    return hashlib.sha256(Token(token).header().encode()).hexdigest()[:16]
