"""The bot's own place in a server, as its history tells it."""

from typing import Any

import pytest

from app.shared.application.history.kinds import ACTIONS, HistoryKind, kind_of
from app.shared.application.history.telling import told
from app.shared.application.ports.trail import TrailEntry
from tests.contracts.kept_history import trail_entry


def line(action: str, **fields: Any) -> TrailEntry:
    return trail_entry(action, details={"name": "Copper"}, **fields)


@pytest.mark.parametrize("action", ACTIONS[HistoryKind.SERVER])
def test_each_has_a_sentence_of_its_own(action: str) -> None:
    sentence = told(line(action)).sentence

    assert sentence.endswith(".")
    assert "guild" not in sentence.lower()
    assert kind_of(action) is HistoryKind.SERVER


def test_to_import_a_server_is_about_its_design() -> None:
    assert kind_of("guild.imported") is HistoryKind.VERSION


@pytest.mark.parametrize(
    ("after", "sentence"),
    [
        (
            {"missing": ["MANAGE_ROLES"], "roles_above": ["Admin"]},
            "The bot's place changed: it lacks Manage Roles and stands below 1 role.",
        ),
        ({"missing": [], "roles_above": []}, "The bot has all that it needs again."),
        ({"missing": ["NEW_ONE"]}, "The bot has all that it needs again."),
    ],
)
def test_what_it_lacks_is_told_in_discords_words(after: Any, sentence: str) -> None:
    assert told(line("guild.bot_place_changed", after=after)).sentence == sentence
