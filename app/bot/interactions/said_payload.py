"""Commands as Discord is told of them, in the language that is spoken."""

from collections.abc import Mapping
from typing import Any

from app.bot.rendering.fitting import LONGEST_DESCRIPTION, LONGEST_OPTION, fitting
from app.shared.domain.language.saying import say


def said_payload(payload: Mapping[str, Any]) -> dict[str, Any]:
    """With what people read of it said. Names of commands and options stay: they are what is typed,
    and every page of the documentation knows them by these."""
    said = dict(payload)
    if "description" in said:
        said["description"] = fitting(say(said["description"]), LONGEST_DESCRIPTION)
    for within in ("options", "choices"):
        if said.get(within):
            said[within] = [_TOLD[within](one) for one in said[within]]
    return said


def _choice(choice: Mapping[str, Any]) -> dict[str, Any]:
    return {**choice, "name": fitting(say(choice["name"]), LONGEST_OPTION)}


_TOLD = {"options": said_payload, "choices": _choice}
