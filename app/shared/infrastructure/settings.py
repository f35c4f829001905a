"""What an installation can be told from outside, one class per concern.

Values come from the environment, then from a file `.env` in the working folder. A secret X may
instead be named by X_FILE, the path of a file that holds it, as container engines mount them.
Read once, by `load_settings`, in a composition root; everything else is handed what it needs.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import ClassVar
from urllib.parse import unquote, urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator

from app.shared.application.logging.configuration import (
    KeptLines,
    LogConfiguration,
    LogFormat,
    LogLevel,
    RotatingFile,
)
from app.shared.domain.errors import Invalid
from app.shared.domain.language.saying import say
from app.shared.domain.structure.limits import CALLS_PER_SECOND
from app.shared.infrastructure.backup_settings import BackupSettings
from app.shared.infrastructure.bot_settings import BotSettings, GuildSettings, ShardSettings
from app.shared.infrastructure.compose_settings import NAMES_ALONE, ComposeSettings
from app.shared.infrastructure.language_settings import LanguageSettings
from app.shared.infrastructure.languages.language import Language
from app.shared.infrastructure.secret_strength import is_placeholder, refuse_weak_password
from app.shared.infrastructure.setting_names import misspelled_in, unreadable_in
from app.shared.infrastructure.settings_sources import (
    ENV_FILE,
    ConcernSettings,
    problems_of,
    read_from,
    refuse_odd_address,
    variable,
)
from app.shared.infrastructure.telemetry_settings import OtelSettings, SentrySettings
from app.shared.infrastructure.web_settings import WebSettings


class InvalidSettings(Invalid):
    """Every setting that cannot be used, at once. Names variables, never what secrets they hold."""

    code: ClassVar[str] = "invalid_settings"

    def __init__(self, problems: tuple[str, ...]) -> None:
        listed = "\n".join(f"  {problem}" for problem in problems)
        super().__init__(
            say("These settings cannot be used:\n{problems}", problems=listed),
            remedy=say(
                "Correct them in the environment or in {file}, which is docker/.env for "
                "containers; docs/configuration.md explains each.",
                file=ENV_FILE,
            ),
        )
        self.problems = problems


class DatabaseSettings(ConcernSettings):
    """No URL means: start PostgreSQL here."""

    model_config = read_from("DATABASE_")

    url: SecretStr | None = Field(
        None,
        description="Where PostgreSQL is: postgresql://user:password@host:5432/name. "
        "Without it, one is started on this machine.",
    )
    url_file: Path | None = Field(None, description="A file that holds DATABASE_URL instead.")
    pool_size: int = Field(
        10, ge=1, le=1000, description="Connections that one process keeps, from 1 to 1000."
    )

    @field_validator("url")
    @classmethod
    def _for_asyncpg(cls, url: SecretStr | None) -> SecretStr | None:
        if url is None:
            return None
        text = url.get_secret_value()
        refuse_odd_address(text, frozenset({"postgresql", "postgres", "postgresql+asyncpg"}))
        if not urlsplit(text).path.strip("/"):
            raise ValueError(say("must end with the name of a database: postgresql://…/name"))
        refuse_weak_password(text)
        return SecretStr(f"postgresql+asyncpg://{text.partition('://')[2]}")


class RedisSettings(ConcernSettings):
    """No URL means: start Valkey here."""

    model_config = read_from("REDIS_")

    url: SecretStr | None = Field(
        None,
        description="Where Redis or Valkey is: redis://:password@host:6379/0. "
        "Without it, one is started on this machine.",
    )
    url_file: Path | None = Field(None, description="A file that holds REDIS_URL instead.")

    @field_validator("url")
    @classmethod
    def _an_address(cls, url: SecretStr | None) -> SecretStr | None:
        if url is not None:
            refuse_odd_address(url.get_secret_value(), frozenset({"redis", "rediss", "unix"}))
            refuse_weak_password(url.get_secret_value())
        return url


class DiscordSettings(ConcernSettings):
    """A token is needed only by what speaks to Discord."""

    model_config = read_from("DISCORD_")

    token: SecretStr | None = Field(
        None, description="The bot's token, from the Bot page of Discord's developer portal."
    )
    token_file: Path | None = Field(None, description="A file that holds DISCORD_TOKEN instead.")
    api_url: str = Field(
        "https://discord.com/api/v10",
        description="Where Discord's API is: Discord, a rate-limiting proxy, or the sandbox.",
    )
    requests_per_second: int = Field(
        CALLS_PER_SECOND,
        ge=10,
        le=1000,
        description="What Discord allows this bot over all routes, all processes together, from "
        "10 to 1000: 50, unless Discord has granted more to a very large bot.",
    )
    site_url: str = Field(
        "https://discord.com",
        description="Where people let Guildwright in: Discord, or the sandbox.",
    )

    @field_validator("token")
    @classmethod
    def _without_the_word_bot(cls, token: SecretStr | None) -> SecretStr | None:
        if token is None:
            return None
        text = f"{token.get_secret_value().strip()} ".removeprefix("Bot ").strip()
        if not text or not text.isascii() or not text.isprintable() or " " in text:
            raise ValueError(say("is empty or has characters that no token has: copy it again"))
        if is_placeholder(text):
            raise ValueError(
                say(
                    "is a placeholder: the bot's token is on the Bot page of Discord's developer "
                    "portal"
                )
            )
        return SecretStr(text)

    @field_validator("api_url", "site_url")
    @classmethod
    def _a_web_address(cls, url: str) -> str:
        refuse_odd_address(url, frozenset({"http", "https"}))
        return url.rstrip("/")


class LoggingSettings(ConcernSettings):
    model_config = read_from("LOG_")

    level: LogLevel = Field(
        LogLevel.INFO, description="The least that is logged: debug, info, warning or error."
    )
    format: LogFormat = Field(
        LogFormat.JSON, description="json for machines, console for people at a terminal."
    )

    file: Path | None = Field(
        None,
        description="A file that lines are written to as well, as JSON. Each process needs one. "
        "Without it, none is written.",
    )
    file_size_mb: int = Field(
        10, ge=1, le=10_000, description="Megabytes after which LOG_FILE begins anew."
    )
    file_count: int = Field(
        5, ge=1, le=1000, description="How many full ones are kept beside LOG_FILE."
    )
    database: bool = Field(
        False,
        description="Whether lines are kept in the database as well, where the System page finds "
        "them.",
    )
    database_level: LogLevel = Field(
        LogLevel.INFO,
        description="The least that is kept in the database: debug, info, warning or error.",
    )
    database_days: int = Field(
        14, ge=1, le=3650, description="For how many days lines are kept in the database."
    )

    def configuration(self) -> LogConfiguration:
        largest = self.file_size_mb * 1024 * 1024
        return LogConfiguration(
            level=self.level,
            format=self.format,
            file=None if self.file is None else RotatingFile(self.file, largest, self.file_count),
            database=KeptLines(self.database_level, timedelta(days=self.database_days))
            if self.database
            else None,
        )

    @field_validator("level", "format", "database_level", mode="before")
    @classmethod
    def _in_any_case(cls, value: object) -> object:
        return value.strip().lower() if isinstance(value, str) else value


class WorkerSettings(ConcernSettings):
    model_config = read_from("WORKER_")

    runs_at_once: int = Field(
        20,
        ge=2,
        le=1000,
        description="Guilds that one worker works at side by side, from 2 to 1000. Each takes a "
        "connection to the database beside DATABASE_POOL_SIZE.",
    )
    metrics_port: int | None = Field(
        None,
        ge=1,
        le=65535,
        description="The port on which a worker serves /healthz, /readyz and /metrics. Without it, "
        "none is served.",
    )
    metrics_host: str = Field(
        "127.0.0.1",
        description="The address that WORKER_METRICS_PORT is served on. It asks for no password: "
        "open it to those networks alone that may see how a worker is.",
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """All concerns. They are handed on one by one, never as a whole."""

    database: DatabaseSettings
    redis: RedisSettings
    discord: DiscordSettings
    logging: LoggingSettings
    worker: WorkerSettings
    web: WebSettings
    bot: BotSettings
    shard: ShardSettings
    guild: GuildSettings
    sentry: SentrySettings
    otel: OtelSettings
    backup: BackupSettings
    language: LanguageSettings

    def secrets(self) -> tuple[str, ...]:
        """What must appear in no log line."""
        values = (
            self.database.url,
            self.redis.url,
            self.discord.token,
            self.web.client_secret,
            self.sentry.dsn,
        )
        texts = [value.get_secret_value() for value in values if value is not None]
        written = [urlsplit(text).password for text in texts if "://" in text]
        passwords = [
            form for password in written if password for form in (password, unquote(password))
        ]
        return (*texts, *passwords, *self.otel.headers().values())


def load_settings() -> Settings:
    """Read the environment. Raises InvalidSettings with every problem of every concern."""
    settings, problems = read_settings()
    if problems:
        raise InvalidSettings(problems)
    return settings


def load_language() -> Language:
    """The one to speak, for what needs no other setting. Raises InvalidSettings."""
    reading = _Reading()
    chosen = reading.read(LanguageSettings)
    if reading.problems:
        raise InvalidSettings(reading.problems)
    return chosen.chosen()


def read_settings() -> tuple[Settings, tuple[str, ...]]:
    """What can be read, and every problem, which begins with the name of its variable. A concern
    that has one holds its defaults."""
    reading = _Reading()
    settings = Settings(
        database=reading.read(DatabaseSettings),
        redis=reading.read(RedisSettings),
        discord=reading.read(DiscordSettings),
        logging=reading.read(LoggingSettings),
        worker=reading.read(WorkerSettings),
        web=reading.read(WebSettings),
        bot=reading.read(BotSettings),
        shard=reading.read(ShardSettings),
        guild=reading.read(GuildSettings),
        sentry=reading.read(SentrySettings),
        otel=reading.read(OtelSettings),
        backup=reading.read(BackupSettings),
        language=reading.read(LanguageSettings),
    )
    reading.read(ComposeSettings)
    reading.look_for_slips()
    return settings, reading.problems


def known_names() -> frozenset[str]:
    """Every variable that means something, in docker-compose.yml too."""
    types = (field.type for field in Settings.__dataclass_fields__.values())
    return NAMES_ALONE | {
        variable(concern, name)
        for concern in (*types, ComposeSettings)
        if isinstance(concern, type) and issubclass(concern, ConcernSettings)
        for name in concern.model_fields
    }


class _Reading:
    def __init__(self) -> None:
        self._problems: list[str] = []

    def read[Concern: ConcernSettings](self, concern: type[Concern]) -> Concern:
        try:
            return concern()
        except ValidationError as wrong:
            self._problems += problems_of(concern, wrong)
        except OSError as wrong:
            self._problems.append(f"{ENV_FILE}: {wrong.strerror}")
        except UnicodeDecodeError:
            self._problems.append(say("{file}: is not UTF-8 text", file=ENV_FILE))
        # Stands in, so that the other concerns are read too.
        return concern.model_construct()

    def look_for_slips(self) -> None:
        # A file that cannot be read was told of above.
        with suppress(OSError, UnicodeDecodeError):
            self._problems += unreadable_in(Path(ENV_FILE))
            self._problems += misspelled_in(Path(ENV_FILE), known_names())

    @property
    def problems(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._problems))
