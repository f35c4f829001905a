"""Reading the environment: what is taken, what is refused, and what is never said."""

import os
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from app.shared.application.logging.configuration import (
    KeptLines,
    LogFormat,
    LogLevel,
    RotatingFile,
)
from app.shared.infrastructure.backup_settings import BackupSettings
from app.shared.infrastructure.bot_settings import BotSettings, GuildSettings, ShardSettings
from app.shared.infrastructure.language_settings import LanguageSettings
from app.shared.infrastructure.settings import (
    DatabaseSettings,
    DiscordSettings,
    InvalidSettings,
    LoggingSettings,
    RedisSettings,
    Settings,
    WorkerSettings,
    load_settings,
    read_settings,
)
from app.shared.infrastructure.settings_sources import ConcernSettings, variable
from app.shared.infrastructure.telemetry_settings import OtelSettings, SentrySettings
from app.shared.infrastructure.web_settings import WebSettings

EXAMPLE = Path(__file__).parents[3] / ".env.example"
CONCERNS: tuple[type[ConcernSettings], ...] = (
    DatabaseSettings,
    RedisSettings,
    DiscordSettings,
    LoggingSettings,
    WorkerSettings,
    WebSettings,
    BotSettings,
    ShardSettings,
    GuildSettings,
    SentrySettings,
    OtelSettings,
    BackupSettings,
    LanguageSettings,
)
VARIABLES = {
    variable(concern, name): field
    for concern in CONCERNS
    for name, field in concern.model_fields.items()
}
SECRET = "swordfish"
STRONG = "3f9a1c7e5b2d8046a1f3c5e7"

Set = Callable[[str, str], None]


@pytest.fixture(autouse=True)
def _empty_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Set:
    return monkeypatch.setenv


def secret(value: SecretStr | None) -> str:
    assert value is not None
    return value.get_secret_value()


def problems() -> tuple[str, ...]:
    with pytest.raises(InvalidSettings) as refused:
        load_settings()
    return refused.value.problems


def test_nothing_needs_to_be_set() -> None:
    settings = load_settings()

    assert settings.database.url is None
    assert settings.redis.url is None
    assert settings.discord.token is None
    assert settings.discord.api_url == "https://discord.com/api/v10"
    assert settings.logging.format is LogFormat.JSON
    assert settings.worker.runs_at_once == 20


def test_what_is_set_is_taken(given: Set) -> None:
    given("DATABASE_URL", f"postgresql://u:{STRONG}@db/guildwright")
    given("REDIS_URL", f"rediss://:{STRONG}@cache:6379/1")
    given("DISCORD_TOKEN", "Bot abc.def")
    given("DISCORD_API_URL", "http://127.0.0.1:8080/api/v10/")
    given("LOG_LEVEL", "WARNING")
    given("WORKER_RUNS_AT_ONCE", "3")

    settings = load_settings()

    assert secret(settings.database.url) == f"postgresql+asyncpg://u:{STRONG}@db/guildwright"
    assert secret(settings.redis.url) == f"rediss://:{STRONG}@cache:6379/1"
    assert secret(settings.discord.token) == "abc.def"
    assert settings.discord.api_url == "http://127.0.0.1:8080/api/v10"
    assert settings.logging.level is LogLevel.WARNING
    assert settings.worker.runs_at_once == 3


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+asyncpg"])
def test_every_usual_form_of_a_database_url_means_the_same(given: Set, scheme: str) -> None:
    given("DATABASE_URL", f"{scheme}://u:p%40%2F{STRONG}@db:5432/name?host=%2Frun")

    url = secret(load_settings().database.url)

    assert url == f"postgresql+asyncpg://u:p%40%2F{STRONG}@db:5432/name?host=%2Frun"


def test_the_environment_wins_over_the_file_and_an_empty_value_is_none(given: Set) -> None:
    Path(".env").write_text("LOG_LEVEL=debug\nLOG_FORMAT=console\nUNKNOWN=1\nDISCORD_TOKEN=\n")
    given("LOG_LEVEL", "error")

    settings = load_settings()

    assert settings.logging.level is LogLevel.ERROR
    assert settings.logging.format is LogFormat.CONSOLE
    assert settings.discord.token is None


@pytest.mark.parametrize("name", ["DATABASE_URL", "REDIS_URL", "DISCORD_TOKEN"])
def test_a_secret_may_lie_in_a_file(given: Set, tmp_path: Path, name: str) -> None:
    values = {
        "DATABASE_URL": f"postgresql://u:{STRONG}@h/d",
        "REDIS_URL": "redis://h",
        "DISCORD_TOKEN": "t",
    }
    (tmp_path / "secret").write_text(f"{values[name]}\n")
    given(f"{name}_FILE", str(tmp_path / "secret"))

    settings = load_settings()

    found = {
        "DATABASE_URL": settings.database.url,
        "REDIS_URL": settings.redis.url,
        "DISCORD_TOKEN": settings.discord.token,
    }
    assert secret(found[name]).removeprefix("postgresql+asyncpg") in values[name]


def test_a_secret_that_is_given_twice_is_refused(given: Set, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(SECRET)
    given("DISCORD_TOKEN", SECRET)
    given("DISCORD_TOKEN_FILE", str(tmp_path / "secret"))

    assert problems() == (
        "DISCORD_TOKEN: DISCORD_TOKEN and DISCORD_TOKEN_FILE are both set: keep one of them",
    )


def test_a_secret_file_that_cannot_be_used_is_named_by_its_variable(
    given: Set, tmp_path: Path
) -> None:
    (tmp_path / "empty").touch()
    (tmp_path / "binary").write_bytes(b"\xff\xfe")
    given("DATABASE_URL_FILE", str(tmp_path / "missing"))
    given("REDIS_URL_FILE", str(tmp_path / "empty"))
    given("DISCORD_TOKEN_FILE", str(tmp_path / "binary"))

    assert problems() == (
        "DATABASE_URL: the file that DATABASE_URL_FILE names: No such file or directory",
        "REDIS_URL: the file that REDIS_URL_FILE names is empty",
        "DISCORD_TOKEN: the file that DISCORD_TOKEN_FILE names is not UTF-8 text",
    )


def test_all_bad_values_are_told_at_once_with_what_would_be_right(given: Set) -> None:
    given("DATABASE_URL_FILE", "/nowhere")
    given("DATABASE_POOL_SIZE", "many")
    given("REDIS_URL", "http://cache")
    given("DISCORD_API_URL", "discord.com")
    given("LOG_LEVEL", "loud")
    given("LOG_FORMAT", "xml")
    given("WORKER_RUNS_AT_ONCE", "0")

    told = problems()

    assert [line.partition(":")[0] for line in told] == [
        "DATABASE_URL",
        "DATABASE_POOL_SIZE",
        "REDIS_URL",
        "DISCORD_API_URL",
        "LOG_LEVEL",
        "LOG_FORMAT",
        "WORKER_RUNS_AT_ONCE",
    ]
    assert "redis://" in told[2]
    assert "'debug', 'info', 'warning' or 'error'" in told[4]
    assert "greater than or equal to 2" in told[6]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", f"mysql://u:{SECRET}@h/d"),
        ("DATABASE_URL", f"postgresql://u:{SECRET}@h"),
        ("DATABASE_URL", f"postgresql://u:a/{SECRET}@h:5432/d"),
        ("DATABASE_URL", f"postgresql://u:a#{SECRET}@h:5432/d"),
        ("DATABASE_URL", f"postgresql://u:[{SECRET}@h:5432/d"),
        ("DATABASE_URL", f"postgresql://u:a {SECRET}@h/d"),
        ("DATABASE_URL", SECRET),
        ("REDIS_URL", f"redis://:{SECRET}@h:port"),
        ("REDIS_URL", SECRET),
        ("DISCORD_TOKEN", f"{SECRET} and more"),
        ("DISCORD_TOKEN", f"{SECRET}\u200b"),
        ("DISCORD_TOKEN", "Bot "),
    ],
)
def test_a_bad_secret_is_refused_without_being_shown(given: Set, name: str, value: str) -> None:
    given(name, value)

    with pytest.raises(InvalidSettings) as refused:
        load_settings()

    everything = f"{refused.value!r} {refused.value} {refused.value.remedy} {refused.getrepr()}"
    assert [line.partition(":")[0] for line in refused.value.problems] == [name]
    assert refused.value.__cause__ is None
    assert refused.value.__context__ is None
    assert SECRET not in everything.replace(repr(value), "")


def test_an_env_file_that_is_not_text_is_refused() -> None:
    Path(".env").write_bytes(b"LOG_LEVEL=\xff\n")

    assert problems() == (".env: is not UTF-8 text",)


def test_settings_do_not_change_and_do_not_show_secrets(given: Set) -> None:
    given("DATABASE_URL", f"postgresql://u:{SECRET}-{STRONG}@h/d")
    given("DISCORD_TOKEN", f"token-{SECRET}")

    settings = load_settings()

    assert SECRET not in repr(settings) + str(settings)
    with pytest.raises(ValidationError):
        settings.worker.runs_at_once = 9
    assert f"{SECRET}-{STRONG}" in settings.secrets()
    assert f"token-{SECRET}" in settings.secrets()


def test_the_log_goes_to_the_terminal_alone_unless_it_is_told_more(given: Set) -> None:
    alone = load_settings().logging.configuration()
    given("LOG_FILE", "/logs/web.log")
    given("LOG_FILE_SIZE_MB", "3")
    given("LOG_DATABASE", "true")
    given("LOG_DATABASE_LEVEL", "Warning")
    given("LOG_DATABASE_DAYS", "7")

    more = load_settings().logging.configuration()

    assert (alone.file, alone.database) == (None, None)
    assert more.file == RotatingFile(Path("/logs/web.log"), 3 * 1024 * 1024, 5)
    assert more.database == KeptLines(LogLevel.WARNING, timedelta(days=7))


def test_the_example_names_every_variable_with_its_meaning_and_its_default() -> None:
    explained = {}
    for paragraph in EXAMPLE.read_text(encoding="utf-8").split("\n\n"):
        lines = paragraph.strip().splitlines()
        comment = " ".join(line.removeprefix("#").strip() for line in lines[:-1])
        found = re.fullmatch(r"# ?([A-Z_]+)=(.*)", lines[-1])
        if found:
            explained[found.group(1)] = (comment, found.group(2))

    assert explained == {
        name: (field.description, _written(field.default)) for name, field in VARIABLES.items()
    }


def _written(default: object) -> str:
    if isinstance(default, bool):
        return str(default).lower()
    return "" if default is None else str(default)


def test_the_example_taken_as_it_is_changes_nothing(tmp_path: Path) -> None:
    default = load_settings()
    commented_in = re.sub(r"(?m)^# ?([A-Z_]+=)", r"\1", EXAMPLE.read_text(encoding="utf-8"))
    (tmp_path / ".env").write_text(commented_in, encoding="utf-8")

    assert load_settings() == default


def test_settings_holds_every_concern() -> None:
    held = {field.type for field in Settings.__dataclass_fields__.values()}

    assert held == set(CONCERNS)
    assert not set(VARIABLES) & set(os.environ)


def test_what_can_be_read_is_read_beside_what_cannot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "odd")
    monkeypatch.setenv("DISCORD_TOKEN", SECRET)

    settings, problems = read_settings()

    assert settings.redis.url is None
    assert settings.discord.token is not None
    assert settings.discord.token.get_secret_value() == SECRET
    assert [problem.partition(":")[0] for problem in problems] == ["REDIS_URL"]
