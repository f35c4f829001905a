"""Every process names all that is wrong with its settings at its start, and shows none of it."""

import pytest

from tests.support.command_line import CommandLine, guildwright

__all__ = ["guildwright"]

WRONG = {
    "DATABASE_URL": "postgresql://wright:swordfish@db/guild",
    "REDIS_URL": "redis://cache:seaport",
    "DISCORD_TOKEN": "your-token-swordfish",
    "WEB_CLIENT_SECRET": "changeme-swordfish",
    "WEB_PORT": "70000",
    "SHARD_IDS": "0-swordfish",
    "GUILDWRIGHT_LANGUAGE": "swordfish",
}


@pytest.mark.parametrize("command", ["web", "bot", "worker", "migrate", "backup", "doctor"])
def test_all_at_once_with_the_fix_and_no_value(guildwright: CommandLine, command: str) -> None:
    (guildwright.folder / ".env").write_text("DISCORD_TOKN=swordfish\nBACKUP_KEEP_DAYS=14\n")
    guildwright.set(**WRONG)

    ended = guildwright(command)

    named = {name for name in (*WRONG, "DISCORD_TOKN", "BACKUP_KEEP_DAYS") if name in ended.both}
    assert ended.code == 1
    assert named == {*WRONG, "DISCORD_TOKN", "BACKUP_KEEP_DAYS"}
    assert "did you mean DISCORD_TOKEN?" in ended.both
    assert "docker/.env for containers" in " ".join(ended.both.split())
    assert "docs/configuration.md explains each" in " ".join(ended.both.split())
    assert "swordfish" not in ended.both + guildwright.log
    assert "seaport" not in ended.both + guildwright.log


def test_a_name_of_another_program_is_its_own(guildwright: CommandLine) -> None:
    (guildwright.folder / ".env").write_text("LOG_LEVEL=loud\nTZ=UTC\nNODE_ENV=production\n")

    ended = guildwright("migrate")

    assert "LOG_LEVEL" in ended.err
    assert "TZ" not in ended.err
    assert "NODE_ENV" not in ended.err


def test_what_asks_for_a_language_alone_refuses_one_that_nobody_has_written(
    guildwright: CommandLine,
) -> None:
    guildwright.set(GUILDWRIGHT_LANGUAGE="swordfish")

    ended = guildwright("validate", "guildwright.yaml")

    assert ended.code == 1
    assert "GUILDWRIGHT_LANGUAGE: is no language that there is: en" in ended.err
    assert "swordfish" not in ended.both
