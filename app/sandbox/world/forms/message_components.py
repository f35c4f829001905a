"""The components of a message: rows of buttons and selects, or version 2 with text and media."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.sandbox.world.forms.addresses import WEB_OR_ATTACHED, address
from app.sandbox.world.forms.component_trees import every_component, with_ids
from app.sandbox.world.forms.components import (
    SELECTS,
    ComponentType,
    button,
    by_type,
    component,
    entity_select,
    string_select,
)
from app.sandbox.world.forms.reading import (
    Reader,
    Wrong,
    choice,
    flag,
    form,
    listed,
    number,
    or_none,
    text,
)

MOST_ROWS = 5
MOST_IN_A_ROW = 5
MOST_COMPONENTS = 40
MOST_TEXT = 4000

_K = ComponentType
_IN_A_ROW: Mapping[int, Reader] = {
    _K.BUTTON: button,
    _K.STRING_SELECT: string_select,
    _K.USER_SELECT: entity_select,
    _K.ROLE_SELECT: entity_select,
    _K.MENTIONABLE_SELECT: entity_select,
    _K.CHANNEL_SELECT: entity_select,
}
_MEDIA = form({"url": address(*WEB_OR_ATTACHED)}, ("url",))
_ATTACHED = form({"url": address("attachment")}, ("url",))
_ALT_TEXT = or_none(text(0, 1024))


def _row(value: Any) -> dict[str, Any]:
    read = component({"components": listed(by_type(_IN_A_ROW))}, ("components",))(value)
    inside = read["components"]
    if not 1 <= len(inside) <= MOST_IN_A_ROW:
        raise _at("components", _length(1, MOST_IN_A_ROW))
    if any(each["type"] in SELECTS for each in inside) and len(inside) > 1:
        message = "The specified component exceeds the maximum width"
        raise _at("components", Wrong.of("COMPONENT_LAYOUT_WIDTH_EXCEEDED", message))
    return {"type": 1, "id": read.get("id") or 0, "components": inside}


def text_display(value: Any) -> dict[str, Any]:
    read = component({"content": text(1, MOST_TEXT)}, ("content",))(value)
    return {"type": 10, "id": read.get("id") or 0, "content": read["content"]}


def _thumbnail(value: Any) -> dict[str, Any]:
    fields = {"media": _MEDIA, "description": _ALT_TEXT, "spoiler": or_none(flag)}
    read = component(fields, ("media",))(value)
    return {"type": 11, "id": read.get("id") or 0, **_medium(read)}


def _section(value: Any) -> dict[str, Any]:
    fields = {
        "components": listed(by_type({_K.TEXT_DISPLAY: text_display})),
        "accessory": by_type({_K.BUTTON: button, _K.THUMBNAIL: _thumbnail}),
    }
    read = component(fields, ("components", "accessory"))(value)
    if not 1 <= len(read["components"]) <= 3:
        raise _at("components", _length(1, 3))
    parts = {key: read[key] for key in ("components", "accessory")}
    return {"type": 9, "id": read.get("id") or 0, **parts}


def _gallery(value: Any) -> dict[str, Any]:
    item = form({"media": _MEDIA, "description": _ALT_TEXT, "spoiler": or_none(flag)}, ("media",))
    read = component({"items": listed(item)}, ("items",))(value)
    if not 1 <= len(read["items"]) <= 10:
        raise _at("items", _length(1, 10))
    return {
        "type": 12,
        "id": read.get("id") or 0,
        "items": [_medium(each) for each in read["items"]],
    }


def _file(value: Any) -> dict[str, Any]:
    read = component({"file": _ATTACHED, "spoiler": or_none(flag)}, ("file",))(value)
    kept = {"file": read["file"], "spoiler": bool(read.get("spoiler"))}
    return {"type": 13, "id": read.get("id") or 0, **kept}


def _separator(value: Any) -> dict[str, Any]:
    read = component({"divider": or_none(flag), "spacing": or_none(choice(1, 2))})(value)
    divider, spacing = read.get("divider"), read.get("spacing")
    kept = {"divider": divider is not False, "spacing": spacing or 1}
    return {"type": 14, "id": read.get("id") or 0, **kept}


_IN_A_CONTAINER: Mapping[int, Reader] = {
    _K.ACTION_ROW: _row,
    _K.SECTION: _section,
    _K.TEXT_DISPLAY: text_display,
    _K.MEDIA_GALLERY: _gallery,
    _K.FILE: _file,
    _K.SEPARATOR: _separator,
}


def _container(value: Any) -> dict[str, Any]:
    fields = {
        "components": listed(by_type(_IN_A_CONTAINER)),
        "accent_color": or_none(number(0, 0xFF_FFFF)),
        "spoiler": or_none(flag),
    }
    read = component(fields, ("components",))(value)
    if not read["components"]:
        raise _at("components", _length(1, MOST_COMPONENTS))
    return {
        "type": 17,
        "id": read.get("id") or 0,
        "accent_color": read.get("accent_color"),
        "spoiler": bool(read.get("spoiler")),
        "components": read["components"],
    }


_ROWS = listed(by_type({_K.ACTION_ROW: _row}))
_V2 = listed(by_type({**_IN_A_CONTAINER, _K.CONTAINER: _container}))


def rows(value: Any) -> list[dict[str, Any]]:
    """A reader for forms: at most five rows, without the flag IS_COMPONENTS_V2."""
    found: list[dict[str, Any]] = _ROWS(value)
    if len(found) > MOST_ROWS:
        raise _length(1, MOST_ROWS)
    return with_ids(found)


def layout(value: Any) -> list[dict[str, Any]]:
    """A reader for forms: what a message with the flag IS_COMPONENTS_V2 is made of."""
    found: list[dict[str, Any]] = _V2(value)
    everything = list(every_component(found))
    if len(everything) > MOST_COMPONENTS:
        message = f"The maximum number of components ({MOST_COMPONENTS}) is exceeded"
        raise Wrong.of("COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", message)
    if sum(map(len, texts(found))) > MOST_TEXT:
        message = f"The total displayable text exceeds the maximum size of {MOST_TEXT}"
        raise Wrong.of("COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message)
    return with_ids(found)


def texts(components: list[dict[str, Any]]) -> Iterator[str]:
    """What all text displays say."""
    for each in every_component(components):
        if each["type"] == ComponentType.TEXT_DISPLAY:
            yield each["content"]


def _medium(read: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "media": read["media"],
        "description": read.get("description") or None,
        "spoiler": bool(read.get("spoiler")),
    }


def _at(key: str, wrong: Wrong) -> Wrong:
    return Wrong({key: wrong.tree})


def _length(low: int, high: int) -> Wrong:
    return Wrong.of("BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length.")
