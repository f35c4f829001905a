"""A form that opens over Discord's client."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from app.bot.rendering.fitting import LONGEST_DESCRIPTION, LONGEST_FIELD, fitting

_LABEL, _TEXT_INPUT = 18, 4


class InputStyle(IntEnum):
    SHORT = 1
    PARAGRAPH = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One text to type. The label has 45 characters at most, the description 100."""

    custom_id: str
    label: str
    description: str = ""
    style: InputStyle = InputStyle.SHORT
    required: bool = True
    longest: int = 1000

    def body(self) -> dict[str, Any]:
        described = (
            {"description": fitting(self.description, LONGEST_DESCRIPTION)}
            if self.description
            else {}
        )
        return {
            "type": _LABEL,
            "label": fitting(self.label, LONGEST_FIELD),
            **described,
            "component": {
                "type": _TEXT_INPUT,
                "custom_id": self.custom_id,
                "style": self.style.value,
                "required": self.required,
                "max_length": self.longest,
            },
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Modal:
    """`custom_id` is one of ours, and is routed as a button's is. The title has 45 characters."""

    custom_id: str
    title: str
    fields: tuple[Field, ...]

    def body(self) -> dict[str, Any]:
        return {
            "custom_id": self.custom_id,
            "title": fitting(self.title, LONGEST_FIELD),
            "components": [field.body() for field in self.fields],
        }
