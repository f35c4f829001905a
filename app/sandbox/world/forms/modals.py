"""What may be said of a modal: a title, and labelled inputs."""

from collections.abc import Mapping
from typing import Any

from app.sandbox.world.forms.component_trees import with_ids
from app.sandbox.world.forms.components import (
    CUSTOM_ID,
    ComponentType,
    by_type,
    component,
    entity_select,
    string_select,
)
from app.sandbox.world.forms.message_components import text_display
from app.sandbox.world.forms.reading import (
    Fields,
    Reader,
    Wrong,
    choice,
    flag,
    listed,
    number,
    or_none,
    text,
)

MOST_COMPONENTS = 5
LONGEST_INPUT = 4000
_K = ComponentType

_TEXT_INPUT: Fields = {
    "custom_id": CUSTOM_ID,
    "style": choice(1, 2),
    "label": or_none(text(1, 45)),
    "value": or_none(text(0, LONGEST_INPUT)),
    "placeholder": or_none(text(0, 100)),
    "required": or_none(flag),
    "min_length": or_none(number(0, LONGEST_INPUT)),
    "max_length": or_none(number(1, LONGEST_INPUT)),
}


def _text_input(value: Any) -> dict[str, Any]:
    read = component(_TEXT_INPUT, ("custom_id", "style"))(value)
    low, high = read.get("min_length") or 0, read.get("max_length") or LONGEST_INPUT
    if low > high:
        message = "Min length must be less than or equal to max length"
        raise Wrong({"min_length": Wrong.of("TEXT_INPUT_INVALID_MIN_LENGTH", message).tree})
    shown = ("label", "value", "placeholder", "min_length", "max_length")
    return {
        "type": 4,
        "id": read.get("id") or 0,
        "custom_id": read["custom_id"],
        "style": read["style"],
        "required": read.get("required") is not False,
        **{key: read[key] for key in shown if read.get(key) is not None},
    }


def _row(value: Any) -> dict[str, Any]:
    """The older layout: one text input, which brings its own label."""
    inputs = listed(by_type({_K.TEXT_INPUT: _text_input}))
    read = component({"components": inputs}, ("components",))(value)
    inside = read["components"]
    if len(inside) != 1:
        raise Wrong({"components": _length(1, 1).tree})
    if "label" not in inside[0]:
        tree = Wrong.of("BASE_TYPE_REQUIRED", "This field is required").tree
        raise Wrong({"components": {"0": {"label": tree}}})
    return {"type": 1, "id": read.get("id") or 0, "components": inside}


_LABELLED: Mapping[int, Reader] = {
    _K.TEXT_INPUT: _text_input,
    _K.STRING_SELECT: string_select,
    _K.USER_SELECT: entity_select,
    _K.ROLE_SELECT: entity_select,
    _K.MENTIONABLE_SELECT: entity_select,
    _K.CHANNEL_SELECT: entity_select,
}


def _label(value: Any) -> dict[str, Any]:
    fields = {
        "label": text(1, 45),
        "description": or_none(text(0, 100)),
        "component": by_type(_LABELLED),
    }
    read = component(fields, ("label", "component"))(value)
    found = {"type": 18, "id": read.get("id") or 0, "label": read["label"]}
    if read.get("description"):
        found["description"] = read["description"]
    return found | {"component": read["component"]}


_COMPONENTS = listed(
    by_type({_K.ACTION_ROW: _row, _K.LABEL: _label, _K.TEXT_DISPLAY: text_display})
)


def _components(value: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = _COMPONENTS(value)
    if not 1 <= len(found) <= MOST_COMPONENTS:
        raise _length(1, MOST_COMPONENTS)
    return with_ids(found)


def _length(low: int, high: int) -> Wrong:
    return Wrong.of("BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length.")


MODAL_FIELDS: Fields = {
    "custom_id": CUSTOM_ID,
    "title": text(1, 45),
    "components": _components,
}
MODAL_REQUIRED = ("custom_id", "title", "components")
