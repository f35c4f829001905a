"""The parts that every component is read by: kinds, ids, emojis, buttons and selects.

A component is kept as Discord's answers show it. Numeric ids are given out in
`forms.component_trees`, which knows the whole message.
"""

from collections.abc import Mapping
from enum import IntEnum
from typing import Any

from app.sandbox.world.channels import ChannelType
from app.sandbox.world.forms.addresses import address
from app.sandbox.world.forms.reading import (
    Fields,
    Reader,
    Values,
    Wrong,
    choice,
    flag,
    form,
    listed,
    number,
    or_none,
    snowflake,
    text,
    word,
)

MOST_OPTIONS = 25


class ComponentType(IntEnum):
    ACTION_ROW = 1
    BUTTON = 2
    STRING_SELECT = 3
    TEXT_INPUT = 4
    USER_SELECT = 5
    ROLE_SELECT = 6
    MENTIONABLE_SELECT = 7
    CHANNEL_SELECT = 8
    SECTION = 9
    TEXT_DISPLAY = 10
    THUMBNAIL = 11
    MEDIA_GALLERY = 12
    FILE = 13
    SEPARATOR = 14
    CONTAINER = 17
    LABEL = 18


SELECTS = frozenset({3, 5, 6, 7, 8})
_LINK, _PREMIUM = 5, 6
_DEFAULT_TYPES = {5: ("user",), 6: ("role",), 7: ("user", "role"), 8: ("channel",)}

SHARED: Fields = {"type": number(0, 99), "id": or_none(number(0, (1 << 31) - 1))}
CUSTOM_ID = text(1, 100)

_EMOJI = form({"id": or_none(snowflake), "name": or_none(text(0, 32)), "animated": or_none(flag)})


def by_type(readers: Mapping[int, Reader]) -> Reader:
    """The reader that the component's `type` calls for; other types are refused."""

    def read_component(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise Wrong.of("MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
        reader = readers.get(value["type"]) if isinstance(value.get("type"), int) else None
        if reader is None:
            listing = ", ".join(str(int(each)) for each in readers)
            message = f'Value of field "type" must be one of ({listing},).'
            raise Wrong({"type": Wrong.of("UNION_TYPE_CHOICES", message).tree})
        found: dict[str, Any] = reader(value)
        return found

    return read_component


def component(fields: Fields, required: tuple[str, ...] = ()) -> Reader:
    return form({**SHARED, **fields}, required)


def emoji(value: Any) -> dict[str, Any]:
    read = _EMOJI(value)
    if read.get("id") is None and not read.get("name"):
        raise Wrong.of("BUTTON_COMPONENT_INVALID_EMOJI", "Invalid emoji")
    found: dict[str, Any] = {"name": read.get("name") or "_"}
    if read.get("id") is not None:
        found["id"] = str(read["id"])
    if read.get("animated"):
        found["animated"] = True
    return found


_BUTTON = component(
    {
        "style": choice(1, 2, 3, 4, 5, 6),
        "label": or_none(text(0, 80)),
        "custom_id": or_none(CUSTOM_ID),
        "url": or_none(address("http", "https", "discord", high=512)),
        "sku_id": or_none(snowflake),
        "emoji": or_none(emoji),
        "disabled": or_none(flag),
    },
    ("style",),
)


def button(value: Any) -> dict[str, Any]:
    read = _BUTTON(value)
    _require_what_the_style_needs(read)
    found: dict[str, Any] = {"type": 2, "id": read.get("id") or 0, "style": read["style"]}
    found |= {key: read[key] for key in ("label", "custom_id", "url", "emoji") if read.get(key)}
    if read.get("sku_id") is not None:
        found["sku_id"] = str(read["sku_id"])
    return found | ({"disabled": True} if read.get("disabled") else {})


def _require_what_the_style_needs(read: Values) -> None:
    """A link has an address only, a premium button a sku only, all others an id of ours."""
    style = read["style"]
    needed = {_LINK: "url", _PREMIUM: "sku_id"}.get(style, "custom_id")
    wrong = {}
    if not read.get(needed):
        wrong[needed] = Wrong.of("BASE_TYPE_REQUIRED", "This field is required").tree
    for key in {"url", "sku_id", "custom_id"} - {needed}:
        if read.get(key):
            message = f"A button of style {style} cannot have a {key}"
            wrong[key] = Wrong.of("BUTTON_COMPONENT_STYLE_MISMATCH", message).tree
    if style != _PREMIUM and not read.get("label") and not read.get("emoji"):
        message = "A button must have a label or an emoji"
        wrong["label"] = Wrong.of("BASE_TYPE_REQUIRED", message).tree
    if wrong:
        raise Wrong(wrong)


_OPTION = form(
    {
        "label": text(1, 100),
        "value": text(1, 100),
        "description": or_none(text(0, 100)),
        "emoji": or_none(emoji),
        "default": or_none(flag),
    },
    ("label", "value"),
)

_SELECT: Fields = {
    "custom_id": CUSTOM_ID,
    "placeholder": or_none(text(0, 150)),
    "min_values": or_none(number(0, 25)),
    "max_values": or_none(number(1, 25)),
    "disabled": or_none(flag),
    "required": or_none(flag),
}


def string_select(value: Any) -> dict[str, Any]:
    fields = {**_SELECT, "options": listed(_OPTION, MOST_OPTIONS)}
    read = component(fields, ("custom_id", "options"))(value)
    options = [
        {key: each[key] for key in each if each[key] is not None} for each in read["options"]
    ]
    values = [each["value"] for each in options]
    if not options:
        message = f"Must be between 1 and {MOST_OPTIONS} in length."
        raise Wrong({"options": Wrong.of("BASE_TYPE_BAD_LENGTH", message).tree})
    if len(set(values)) < len(values):
        message = "The specified option value is already used"
        raise Wrong({"options": Wrong.of("SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message).tree})
    found = _select(read)
    if found["max_values"] > len(options):
        message = "Select menu max values must be less than or equal to the number of options"
        raise Wrong({"max_values": Wrong.of("SELECT_COMPONENT_INVALID_MAX_VALUES", message).tree})
    return found | {"options": options}


def entity_select(value: Any) -> dict[str, Any]:
    """Users, roles, both, or channels."""
    kind = int(value["type"])
    default = form({"id": snowflake, "type": word(*_DEFAULT_TYPES[kind])}, ("id", "type"))
    fields = {**_SELECT, "default_values": or_none(listed(default, MOST_OPTIONS))}
    if kind == ComponentType.CHANNEL_SELECT:
        every = tuple(range(len(ChannelType) + 10))
        fields["channel_types"] = or_none(listed(choice(*every)))
    read = component(fields, ("custom_id",))(value)
    found = _select(read)
    if read.get("channel_types"):
        found["channel_types"] = read["channel_types"]
    if read.get("default_values"):
        found["default_values"] = [
            {"id": str(each["id"]), "type": each["type"]} for each in read["default_values"]
        ]
    return found


def _select(read: Values) -> dict[str, Any]:
    low, high = read.get("min_values"), read.get("max_values")
    found: dict[str, Any] = {
        "type": read["type"],
        "id": read.get("id") or 0,
        "custom_id": read["custom_id"],
        "min_values": 1 if low is None else low,
        "max_values": 1 if high is None else high,
    }
    if found["min_values"] > found["max_values"]:
        message = "Min values must be less than or equal to max values"
        raise Wrong({"min_values": Wrong.of("SELECT_COMPONENT_INVALID_MIN_VALUES", message).tree})
    if read.get("placeholder"):
        found["placeholder"] = read["placeholder"]
    if read.get("disabled"):
        found["disabled"] = True
    if read.get("required") is not None:
        found["required"] = read["required"]
    return found
