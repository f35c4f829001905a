"""Every command there is: within Discord's limits, in the docs, and with no button that leads
nowhere."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from app.bot.commands.all_cogs import cogs
from app.bot.interactions.commands_of import CommandTable
from app.bot.rendering.custom_ids import parts_of
from app.bot.rendering.limits import every_part
from app.bot.rendering.links import Links
from app.bot.rendering.voice import Voice
from app.bot.wording.wording import Wording
from app.sandbox.specification.document import documents_at
from app.sandbox.specification.specification import VARIABLE
from app.shared.infrastructure.container import Container
from tests.unit.bot.golden.messages import every_message

DOCS = Path(__file__).parents[4] / "docs" / "discord.md"
_MOST_CHARACTERS = 8000
"""Of names, descriptions and values of one command together."""


class EmptyContainer:
    """Gives nothing for everything: commands ask for nothing before they are used."""

    def __getattr__(self, name: str) -> Callable[[], None]:
        return lambda: None


MADE = cogs(cast(Container, EmptyContainer()), Voice(Wording(), Links(None)), cast(Any, None))
PAYLOADS = CommandTable(MADE, Wording()).payloads()


def _every_option(command: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for option in command.get("options", []):
        yield option
        yield from _every_option(option)


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: str(payload["name"]))
def test_it_is_as_large_as_discord_lets_it_be(payload: dict[str, Any]) -> None:
    described = [payload, *_every_option(payload)]
    texts = [one[field] for one in described for field in ("name", "description")]
    choices = [c for one in described for c in one.get("choices", [])]

    assert all(1 <= len(one["description"]) <= 100 for one in described)
    assert all(re.fullmatch(r"[a-z-]{1,32}", one["name"]) for one in described)
    assert all(len(one.get("options", [])) <= 25 for one in described)
    assert sum(map(len, texts)) + sum(len(str(c)) for c in choices) <= _MOST_CHARACTERS


@pytest.mark.skipif(not os.environ.get(VARIABLE), reason=f"{VARIABLE} names no document")
@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: str(payload["name"]))
def test_it_is_as_discords_document_says(payload: dict[str, Any]) -> None:
    document = documents_at(Path(os.environ[VARIABLE])).requests

    wrong = document.mismatches("#/components/schemas/ApplicationCommandUpdateRequest", payload)

    assert wrong == []


def _paths() -> Iterator[str]:
    for payload in PAYLOADS:
        below = [one for one in payload.get("options", []) if one["type"] == 1]
        yield from (f"/{payload['name']} {one['name']}" for one in below)
        if not below:
            yield f"/{payload['name']}"


@pytest.mark.parametrize("path", list(_paths()))
def test_it_stands_in_the_docs(path: str) -> None:
    assert f"`{path}" in DOCS.read_text(encoding="utf-8")


def test_every_button_and_select_of_a_message_leads_somewhere() -> None:
    handled = {action for cog in MADE for action in cog.presses()}
    shown = {
        ours[0]
        for make in every_message().values()
        for part in every_part(make().components)
        if "custom_id" in part and not part.get("disabled")
        if (ours := parts_of(part["custom_id"])) is not None
    }

    assert shown <= handled
    assert handled - shown == {"reject-form"}


def test_no_two_cogs_hear_the_same_button() -> None:
    actions = [action for cog in MADE for action in cog.presses()]

    assert len(actions) == len(set(actions))
