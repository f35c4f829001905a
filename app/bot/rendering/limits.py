"""What Discord takes in one message (components/reference; resources/message).

Renderers stay within this by pages and files; nothing is cut here. What another language may need
more room for is cut in `fitting`, as a message is sent. `fits` is for tests, and for
whoever wants to know before sending.
"""

from collections.abc import Iterator

from app.bot.rendering.fitting import LONGEST_LABEL, LONGEST_OPTION, LONGEST_PLACEHOLDER
from app.bot.rendering.message import Message, Part
from app.bot.rendering.parts import ComponentType, Style

MOST_COMPONENTS = 40
"""All of them, also those inside of others."""
MOST_TEXT = 4000
"""Over all texts of a message together."""
LONGEST_CUSTOM_ID = 100
LONGEST_URL = 512
MOST_IN_ROW = 5
MOST_OPTIONS = 25
MOST_FILES = 10


class DoesNotFit(ValueError):
    """Every limit that a message breaks, at once."""

    def __init__(self, broken: list[str]) -> None:
        super().__init__("; ".join(broken))
        self.broken = broken


def fits(message: Message) -> Message:
    """The message itself. Raises DoesNotFit."""
    parts = list(every_part(message.components))
    broken = [
        *_of_whole(message, parts),
        *(problem for part in parts for problem in _of_part(part)),
    ]
    if broken:
        raise DoesNotFit(broken)
    return message


def every_part(parts: tuple[Part, ...] | list[Part]) -> Iterator[Part]:
    for part in parts:
        yield part
        yield from every_part(part.get("components", []))
        if "accessory" in part:
            yield part["accessory"]


def length(message: Message) -> int:
    """Characters over all texts."""
    return sum(len(part.get("content", "")) for part in every_part(message.components))


def _of_whole(message: Message, parts: list[Part]) -> Iterator[str]:
    if not message.components:
        yield "no components"
    if len(parts) > MOST_COMPONENTS:
        yield f"{len(parts)} components"
    if length(message) > MOST_TEXT:
        yield f"{length(message)} characters"
    ids = [part["custom_id"] for part in parts if "custom_id" in part]
    if len(ids) != len(set(ids)):
        yield f"one custom id twice: {ids}"
    shown = {
        part["file"]["url"].removeprefix("attachment://")
        for part in parts
        if part["type"] == ComponentType.FILE
    }
    if shown != {file.name for file in message.files} or len(message.files) > MOST_FILES:
        yield f"files {[file.name for file in message.files]} shown as {sorted(shown)}"


def _of_part(part: Part) -> Iterator[str]:
    match ComponentType(part["type"]):
        case ComponentType.TEXT:
            if not part["content"].strip():
                yield "an empty text"
        case ComponentType.ROW:
            yield from _of_row(part)
        case ComponentType.BUTTON:
            yield from _of_button(part)
        case ComponentType.STRING_SELECT:
            yield from _of_select(part)
        case ComponentType.CONTAINER:
            if not part["components"]:
                yield "an empty container"


def _of_row(part: Part) -> Iterator[str]:
    kinds = {control["type"] for control in part["components"]}
    number = len(part["components"])
    most = 1 if ComponentType.STRING_SELECT in kinds else MOST_IN_ROW
    if not 1 <= number <= most:
        yield f"{number} controls in a row"


def _of_button(part: Part) -> Iterator[str]:
    yield from _longer("label", part["label"], LONGEST_LABEL)
    if (part["style"] == Style.LINK) != ("url" in part) or ("url" in part) == ("custom_id" in part):
        yield f"a button with both or neither of an address and an id: {part}"
    yield from _longer("custom id", part.get("custom_id", "-"), LONGEST_CUSTOM_ID)
    yield from _longer("address", part.get("url", "-"), LONGEST_URL)


def _of_select(part: Part) -> Iterator[str]:
    options = part["options"]
    yield from _longer("custom id", part["custom_id"], LONGEST_CUSTOM_ID)
    yield from _longer("placeholder", part["placeholder"], LONGEST_PLACEHOLDER)
    if not 1 <= len(options) <= MOST_OPTIONS:
        yield f"{len(options)} options"
    if not 0 <= part["min_values"] <= part["max_values"] <= max(1, len(options)):
        yield f"from {part['min_values']} to {part['max_values']} of {len(options)} options"
    if len({option["value"] for option in options}) != len(options):
        yield "one value twice among the options"
    for option in options:
        for field in ("label", "value"):
            yield from _longer(field, option[field], LONGEST_OPTION)
        yield from _longer("description", option.get("description", "-"), LONGEST_OPTION)


def _longer(what: str, text: str, longest: int) -> Iterator[str]:
    if not 1 <= len(text) <= longest:
        yield f"{what} of {len(text)} characters"
