"""Where a command works, and with which token."""

import pytest

from tests.support.command_line import CommandLine

URL = "https://guildwright.example"


@pytest.mark.parametrize("word", ["drift", "worker", "import", "rollback", "doctor"])
def test_a_command_that_works_here_only_says_so(guildwright: CommandLine, word: str) -> None:
    ended = guildwright("--server", URL, "--token", "gw_x", word)

    assert ended.code == 1
    assert f"`{word}` works beside the database only" in ended.err


def test_a_command_that_needs_no_server_goes_on_without_one(guildwright: CommandLine) -> None:
    guildwright.set(GUILDWRIGHT_SERVER=URL)
    guildwright.ok("init")

    assert guildwright.ok("validate").code == 0


@pytest.mark.parametrize("address", ["guildwright.example", "ftp://x", "https://", "https://a@b"])
def test_an_address_that_is_none_is_told(guildwright: CommandLine, address: str) -> None:
    ended = guildwright("--server", address, "--token", "gw_x", "runs")

    assert ended.code == 1
    assert "address is none of a web app" in ended.err


def test_a_token_is_asked_for(guildwright: CommandLine) -> None:
    ended = guildwright("--server", URL, "runs")

    assert ended.code == 1
    assert "GUILDWRIGHT_TOKEN" in ended.err


def test_a_token_without_a_server_is_a_mistake(guildwright: CommandLine) -> None:
    ended = guildwright("--token", "gw_x", "runs")

    assert ended.code == 1
    assert "no server to send it to" in ended.err


@pytest.mark.parametrize("token", ["gw_ with space", "gw_é", "gw_\x07"])
def test_a_token_that_cannot_be_one_is_told_and_not_shown(
    guildwright: CommandLine, token: str
) -> None:
    (guildwright.folder / "token").write_text(token, encoding="utf-8")

    ended = guildwright("--server", URL, "--token-file", "token", "runs")

    assert ended.code == 1
    assert "characters that no token has" in ended.err
    assert token not in ended.both


def test_an_open_token_is_warned_of_and_a_hidden_one_is_not(guildwright: CommandLine) -> None:
    (guildwright.folder / "token").write_text("gw_x\n")
    nowhere = "http://127.0.0.1:1"

    open_ = guildwright("--server", nowhere, "--token", "gw_x", "runs")
    hidden = guildwright("--server", nowhere, "--token-file", "token", "runs")

    assert "list of processes" in open_.err
    assert "list of processes" not in hidden.err
    assert f"Nobody answers at {nowhere}" in open_.err
    assert f"Nobody answers at {nowhere}" in hidden.err
    assert not (guildwright.folder / ".guildwright").exists()


def test_somebody_else_cannot_be_acted_for(guildwright: CommandLine) -> None:
    guildwright.ok("init")

    ended = guildwright("--server", URL, "--token", "gw_x", "plan", "--as", "42")

    assert ended.code == 1
    assert "Leave out --as" in ended.err
