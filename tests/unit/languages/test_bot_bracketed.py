"""What the bot sends is said: in a language of brackets, nothing else but data stands outside."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from app.bot.commands.all_cogs import cogs
from app.bot.interactions.commands_of import CommandTable
from app.bot.rendering.links import Links
from app.bot.rendering.voice import Voice
from app.bot.wording.wording import Wording
from app.shared.infrastructure.container import Container
from tests.support.pseudo_language import outside_of_brackets, speaking_pseudo
from tests.unit.bot.commands.test_all_cogs import EmptyContainer
from tests.unit.bot.golden.messages import every_message
from tests.unit.languages.bracketed import data_in, phrases_outside

TESTS = Path(__file__).parents[2]
DATA = data_in(
    [*(TESTS / "unit" / "bot" / "golden").glob("*.py"), TESTS / "support" / "builders.py"]
)
MESSAGES = every_message()
READ = frozenset({"content", "label", "placeholder", "description", "title"})
PROPER = frozenset({"Guildwright", "Everyone"})
"""Our name, and that of a role which builders make from its key."""


@pytest.fixture(autouse=True)
def _speaking() -> Iterator[None]:
    with speaking_pseudo():
        yield


@pytest.mark.parametrize("name", MESSAGES)
def test_nothing_but_data_stands_outside_of_sentences(name: str) -> None:
    message = MESSAGES[name]()

    shown = [*_texts(message.body()), *(file.content.decode() for file in message.files)]
    phrases = {phrase for text in shown for phrase in phrases_outside(text)}
    assert sorted(one for one in phrases if one not in DATA and one not in PROPER) == []


def test_commands_are_described_in_sentences() -> None:
    made = cogs(cast(Container, EmptyContainer()), Voice(Wording(), Links(None)), cast(Any, None))

    for payload in CommandTable(made, Wording()).payloads():
        assert [text for text in _texts(payload) if outside_of_brackets(text).strip(" …")] == []


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for one in part:
            yield from _texts(one)
    elif isinstance(part, dict):
        yield from (part[field] for field in READ & part.keys())
        for field in ("components", "options", "choices", "accessory"):
            yield from _texts(part.get(field, []))
        if "choices" in part:
            yield from (one["name"] for one in part["choices"])
