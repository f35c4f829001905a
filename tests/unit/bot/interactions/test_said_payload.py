"""Discord is told of commands in the language that is spoken, as far as it has room."""

from collections.abc import Iterator
from gettext import NullTranslations
from typing import Any

import pytest

from app.bot.interactions.said_payload import said_payload
from app.shared.domain.language.saying import speak

COMMAND: dict[str, Any] = {
    "name": "plan",
    "description": "Plan it.",
    "options": [
        {"name": "kind", "description": "Of what.", "choices": [{"name": "Runs", "value": "run"}]},
        {"name": "deep", "type": 1, "description": "A part.", "options": []},
    ],
}


class Shouting(NullTranslations):
    def gettext(self, message: str) -> str:
        return message.upper() if message != "A part." else "long " * 50


@pytest.fixture(autouse=True)
def _shouting() -> Iterator[None]:
    speak(Shouting())
    yield
    speak(NullTranslations())


def test_what_people_read_is_said_and_what_they_type_stays() -> None:
    told = said_payload(COMMAND)

    assert (told["name"], told["description"]) == ("plan", "PLAN IT.")
    assert told["options"][0] == {
        "name": "kind",
        "description": "OF WHAT.",
        "choices": [{"name": "RUNS", "value": "run"}],
    }


def test_what_is_too_long_is_cut() -> None:
    cut = said_payload(COMMAND)["options"][1]["description"]

    assert len(cut) == 100
    assert cut.endswith("…")


def test_the_declaration_itself_stays_english() -> None:
    said_payload(COMMAND)

    assert COMMAND["description"] == "Plan it."
