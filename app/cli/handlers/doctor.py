"""Looks at everything a run needs, each part by itself, however many of them are broken."""

import asyncio
from collections.abc import Callable
from contextlib import ExitStack

from app.cli.data_folder import data_folder
from app.cli.handlers.connections import TokenMissing, named
from app.cli.handlers.guild import GuildUnclear, chosen_guild
from app.cli.log_file import log_to_file
from app.cli.terminal import out, show_json
from app.shared.application.doctor.check import Check, Health, failed
from app.shared.application.doctor.examine import ExamineCommand, Part
from app.shared.application.rendering.spans import safe
from app.shared.domain.errors import DomainError
from app.shared.domain.fingerprint import plain
from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.composition import Addresses, open_container
from app.shared.infrastructure.container import Container
from app.shared.infrastructure.discord.token import Token
from app.shared.infrastructure.embedded.postgres import EmbeddedPostgres
from app.shared.infrastructure.embedded.valkey import EmbeddedValkey
from app.shared.infrastructure.languages.speaking import speak_language
from app.shared.infrastructure.postgres.migrate import check_schema, migrate
from app.shared.infrastructure.settings import Settings, read_settings
from app.shared.infrastructure.settings_sources import ENV_FILE

_SIGNS = {
    Health.GOOD: ("✓", "create"),
    Health.WARNS: ("⚠", "warns"),
    Health.FAILS: ("✕", "remove"),
    Health.UNKNOWN: ("·", "muted"),
}

_TOUCHED: dict[str, tuple[Part, ...]] = {
    "DATABASE": (Part.DATABASE,),
    "REDIS": (Part.LIVE_PROGRESS,),
    "DISCORD": (Part.TOKEN,),
}
"""What cannot be opened because of a setting, by the beginning of its name."""
_NOWHERE = Addresses(
    database_url="postgresql+asyncpg://",
    redis_url="redis://127.0.0.1:0",
    discord_token="none",  # noqa: S106 - stands in where nothing is sent
    discord_api_url="http://127.0.0.1:0",
)

_WITHIN = 10.0
"""Seconds for the question which server is meant."""

NotOpened = dict[Part, DomainError | None]


def examine(guild: str | None, *, json: bool) -> int:
    """Exit code 1 when something is missing without which no run works."""
    checks = asyncio.run(_examine(guild))
    if json:
        show_json(plain(checks))
    else:
        for check in checks:
            _tell(check)
    return 1 if any(check.health is Health.FAILS for check in checks) else 0


def _tell(check: Check) -> None:
    sign, style = _SIGNS[check.health]
    out.print(f"{sign} {safe(check.what)}", style=style)
    if check.remedy:
        out.print(f"    {safe(check.remedy)}", style="muted")


async def _examine(guild: str | None) -> tuple[Check, ...]:
    settings, problems = read_settings()
    log_to_file(settings)
    speak_language(settings.language.chosen())
    not_opened: NotOpened = {}
    for problem in problems:
        not_opened.update(dict.fromkeys(_touched_by(problem.partition(":")[0])))
    wrong = tuple(_of_setting(problem) for problem in problems)
    with ExitStack() as servers:
        addresses = _addresses(settings, servers, not_opened)
        async with open_container(addresses, name="guildwright doctor") as container:
            await _bring_up(settings, container, not_opened)
            guild_id, unclear = await _guild(guild, container, not_opened)
            command = ExamineCommand(guild_id=guild_id, not_opened=not_opened)
            return (*wrong, *await container.examine()(command), *unclear)


def _touched_by(name: str) -> tuple[Part, ...]:
    # A file that cannot be read touches everything.
    return tuple(Part) if name == ENV_FILE else _TOUCHED.get(name.partition("_")[0], ())


def _of_setting(problem: str) -> Check:
    remedy = (
        "Correct it in the environment or in .env, which is docker/.env for containers; "
        "docs/configuration.md explains each."
    )
    return Check(name="settings", health=Health.FAILS, what=f"{problem}.", remedy=remedy)


def _addresses(settings: Settings, servers: ExitStack, not_opened: NotOpened) -> Addresses:
    """What is named, or started for the look; what cannot be goes into `not_opened`."""
    folder = data_folder()

    def postgres() -> str:
        return servers.enter_context(EmbeddedPostgres(folder / "postgres")).url

    def valkey() -> str:
        return servers.enter_context(EmbeddedValkey(folder / "valkey")).url

    def token() -> str:
        if settings.discord.token is None:
            raise TokenMissing
        text = settings.discord.token.get_secret_value()
        Token(text)
        return text

    def opened(part: Part, open_it: Callable[[], str], instead: str) -> str:
        if part in not_opened:
            return instead
        try:
            return open_it()
        except DomainError as error:
            not_opened[part] = error
            return instead

    database_url, redis_url = named(settings.database.url), named(settings.redis.url)
    return Addresses(
        database_url=database_url or opened(Part.DATABASE, postgres, _NOWHERE.database_url),
        redis_url=redis_url or opened(Part.LIVE_PROGRESS, valkey, _NOWHERE.redis_url),
        discord_token=opened(Part.TOKEN, token, _NOWHERE.discord_token),
        discord_api_url=settings.discord.api_url,
        discord_requests_per_second=settings.discord.requests_per_second,
    )


async def _bring_up(settings: Settings, container: Container, not_opened: NotOpened) -> None:
    """As every other command does: a database of our own is migrated, another one looked at."""
    if Part.DATABASE in not_opened:
        return
    look = migrate if settings.database.url is None else check_schema
    try:
        await look(container.engine())
    except DomainError as error:
        not_opened[Part.DATABASE] = error


async def _guild(
    guild: str | None, container: Container, not_opened: NotOpened
) -> tuple[GuildId | None, tuple[Check, ...]]:
    if Part.TOKEN in not_opened:
        return None, ()
    try:
        async with asyncio.timeout(_WITHIN):
            return await chosen_guild(guild, container.gateway()), ()
    except GuildUnclear as unclear:
        return None, (failed("guild", unclear),)
    except TimeoutError:
        return None, ()
    except DomainError as error:
        not_opened[Part.TOKEN] = error
        return None, ()
