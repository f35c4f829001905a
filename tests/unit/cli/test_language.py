"""Whatever runs the core in its own process speaks the language that the settings name."""

import ast
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from app.shared.domain.language.counting import roles
from app.shared.infrastructure import language_settings
from app.shared.infrastructure.languages.language import ENGLISH_ITSELF, Language, read_language
from app.shared.infrastructure.languages.speaking import speak_language
from tests.support.command_line import CommandLine
from tests.support.processes import PROJECT
from tests.support.pseudo_language import OPENS, TAG, pseudo_language
from tests.unit.infrastructure.languages.language_file import lay

LOGS = {"log_to_file", "log_to_terminal"}
SPEAKS = "speak_language"
SOURCES = sorted((PROJECT / "app" / "cli").rglob("*.py"))


@pytest.fixture
def _one_more_language(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def read(tag: str) -> Language:
        return pseudo_language() if tag == TAG else ENGLISH_ITSELF

    monkeypatch.setattr(language_settings, "read_language", read)
    yield
    speak_language(ENGLISH_ITSELF)


@pytest.mark.usefixtures("_one_more_language")
def test_a_command_says_what_is_wrong_in_the_language_that_is_set(
    guildwright: CommandLine,
) -> None:
    too_long = f"version: 1\nroles:\n  - key: helper\n    name: {'x' * 120}\n"
    (guildwright.folder / "guildwright.yaml").write_text(too_long)
    english = guildwright("validate", "guildwright.yaml")

    guildwright.set(GUILDWRIGHT_LANGUAGE=TAG)
    other = guildwright("validate", "guildwright.yaml")

    assert OPENS not in english.both
    assert OPENS in other.err
    assert (english.code, other.code) == (1, 1)


@pytest.mark.usefixtures("_one_more_language")
def test_a_command_with_databases_of_its_own_speaks_it_before_anything_else(
    guildwright: CommandLine,
) -> None:
    guildwright.set(GUILDWRIGHT_LANGUAGE=TAG, DISCORD_TOKEN="")

    guildwright("runs")

    assert roles(2) == "⟦2 roles⟧"


@pytest.mark.parametrize("command", ["web", "bot", "worker", "validate", "doctor"])
def test_everything_that_is_wrong_in_a_language_is_said_before_anything_begins(
    guildwright: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str
) -> None:
    body = 'msgid "{a}"\nmsgstr "b"\n\nmsgid "{c}"\nmsgstr "d"\n'
    monkeypatch.setattr(
        language_settings,
        "read_language",
        partial(read_language, folder=lay(tmp_path, "de.po", body)),
    )
    guildwright.set(GUILDWRIGHT_LANGUAGE="de")

    ended = guildwright(command, *(["guildwright.yaml"] if command == "validate" else []))

    told = " ".join(ended.both.split())
    assert ended.code == 1
    assert "de.po:6: has the parts none, the English one has {a}" in told
    assert "de.po:9: has the parts none, the English one has {c}" in told


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_whatever_begins_the_log_of_a_process_begins_its_language(path: Path) -> None:
    """Both are done once, where the settings are known."""
    for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            called = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
            assert not called & LOGS or SPEAKS in called, function.name
