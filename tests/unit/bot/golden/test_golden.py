"""Every message as it stands in a file beside, within Discord's limits and as its document says.

To accept what has changed on purpose: `GOLDEN=write pytest tests/unit/bot/golden`, and look at the
difference.
"""

import hashlib
import json
import os
from pathlib import Path

import pytest

from app.bot.rendering.limits import fits
from app.bot.rendering.message import Message
from app.sandbox.specification.document import documents_at
from app.sandbox.specification.specification import VARIABLE
from tests.unit.bot.golden.messages import every_message

MESSAGES = every_message()
FILES = Path(__file__).parent / "files"


@pytest.mark.parametrize("name", MESSAGES)
def test_it_is_as_it_was(name: str) -> None:
    message = MESSAGES[name]()
    path = FILES / f"{name}.json"

    written = _written(message)
    if os.environ.get("GOLDEN") == "write":
        FILES.mkdir(exist_ok=True)
        path.write_text(written, encoding="utf-8")

    assert written == path.read_text(encoding="utf-8")


def _written(message: Message) -> str:
    files = {f.name: hashlib.sha256(f.content).hexdigest() for f in message.files}
    shown = {"body": message.body(), "files": files}
    return json.dumps(shown, ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("name", MESSAGES)
def test_it_is_within_discords_limits(name: str) -> None:
    fits(MESSAGES[name]())


@pytest.mark.skipif(not os.environ.get(VARIABLE), reason=f"{VARIABLE} names no document")
@pytest.mark.parametrize("name", MESSAGES)
def test_it_is_as_discords_document_says(name: str) -> None:
    document = documents_at(Path(os.environ[VARIABLE])).requests

    wrong = document.mismatches(
        "#/components/schemas/MessageCreateRequest", MESSAGES[name]().body(ephemeral=True)
    )

    assert wrong == []


def test_every_file_is_of_a_message() -> None:
    assert {path.stem for path in FILES.glob("*.json")} == set(MESSAGES)
