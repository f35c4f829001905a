"""What the bot can be told, and what is refused with what would be right."""

from pathlib import Path

import pytest

from app.shared.domain.guilds.admission import OPEN_TO_ALL, AdmissionMode
from app.shared.infrastructure.bot_settings import (
    BotSettings,
    GuildSettings,
    ShardSettings,
)
from app.shared.infrastructure.settings import InvalidSettings, load_settings
from app.shared.infrastructure.settings_sources import variable


@pytest.fixture(autouse=True)
def _empty_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for concern in (BotSettings, ShardSettings, GuildSettings):
        for name in concern.model_fields:
            monkeypatch.delenv(variable(concern, name), raising=False)


def test_by_default_it_works_serves_nothing_holds_all_shards_and_takes_every_server() -> None:
    settings = load_settings()

    assert settings.bot.runs_worker
    assert settings.bot.port is None
    assert settings.bot.host == "127.0.0.1"
    assert (settings.shard.count, settings.shard.chosen()) == (None, None)
    assert settings.guild.admission is AdmissionMode.OPEN
    assert settings.guild.policy() == OPEN_TO_ALL


@pytest.mark.parametrize(
    ("text", "ids"), [("0", (0,)), ("0-3,7", (0, 1, 2, 3, 7)), (" 5 , 2-3 , 3", (2, 3, 5))]
)
def test_shards_are_written_one_by_one_or_as_ranges(
    monkeypatch: pytest.MonkeyPatch, text: str, ids: tuple[int, ...]
) -> None:
    monkeypatch.setenv("SHARD_COUNT", "8")
    monkeypatch.setenv("SHARD_IDS", text)

    assert load_settings().shard.chosen() == ids


@pytest.mark.parametrize(
    ("ids", "count", "why"),
    [
        ("0-3", None, "needs SHARD_COUNT"),
        ("0-8", "8", "from 0 to 7"),
        ("3-0", "8", "backwards"),
        ("a", "8", "like 0-3,7"),
        ("-1", "8", "like 0-3,7"),
        (",", "8", "like 0-3,7"),
        ("0-99999999999", "8", "like 0-3,7"),
    ],
)
def test_shards_that_cannot_be_are_refused(
    monkeypatch: pytest.MonkeyPatch, ids: str, count: str | None, why: str
) -> None:
    monkeypatch.setenv("SHARD_IDS", ids)
    if count is not None:
        monkeypatch.setenv("SHARD_COUNT", count)

    with pytest.raises(InvalidSettings) as refused:
        load_settings()

    (problem,) = refused.value.problems
    assert problem.startswith("SHARD_IDS: ")
    assert why in problem


def test_servers_are_named_by_their_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUILD_ADMISSION", "Allow_List")
    monkeypatch.setenv("GUILD_ALLOW_LIST", "1, 2")

    guild = load_settings().guild

    assert guild.admission is AdmissionMode.ALLOW_LIST
    assert guild.policy().allowed == {1, 2}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GUILD_ALLOW_LIST", "my server"),
        ("GUILD_ADMISSION", "closed"),
        ("GUILD_KEPT_DAYS", "0"),
        ("BOT_PORT", "0"),
        ("BOT_RUNS_WORKER", "perhaps"),
        ("SHARD_COUNT", "0"),
    ],
)
def test_what_means_nothing_is_refused_by_its_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(InvalidSettings) as refused:
        load_settings()

    (problem,) = refused.value.problems
    assert problem.startswith(f"{name}: ")
