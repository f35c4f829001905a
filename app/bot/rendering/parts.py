"""The parts that messages are made of (components/reference). Pure JSON, one function each."""

from enum import IntEnum

from app.bot.rendering.message import Part


class Accent(IntEnum):
    """The bar at a container's side: the colours of the web on its dark ground."""

    CREATE = 0x4CC38A
    CHANGE = 0xE5B454
    MOVE = 0x6AAEF0
    REMOVE = 0xF2777A
    ACCESS = 0xB595F2
    NEUTRAL = 0xE4935A


class Style(IntEnum):
    """How a button looks. LINK takes an address and nothing else does."""

    PRIMARY = 1
    SECONDARY = 2
    SUCCESS = 3
    DANGER = 4
    LINK = 5


class ComponentType(IntEnum):
    ROW = 1
    BUTTON = 2
    STRING_SELECT = 3
    SECTION = 9
    TEXT = 10
    FILE = 13
    SEPARATOR = 14
    CONTAINER = 17


def container(accent: Accent, *parts: Part | None) -> Part:
    """The frame of a message. None stands for a part that this message does not have."""
    return {
        "type": ComponentType.CONTAINER.value,
        "accent_color": accent.value,
        "components": [part for part in parts if part is not None],
    }


def text(markdown: str) -> Part:
    return {"type": ComponentType.TEXT.value, "content": markdown}


def separator() -> Part:
    return {"type": ComponentType.SEPARATOR.value, "divider": True, "spacing": 1}


def row(*controls: Part | None) -> Part | None:
    """Up to five buttons, or one select. None without any: Discord takes no empty row."""
    shown = [control for control in controls if control is not None]
    return {"type": ComponentType.ROW.value, "components": shown} if shown else None


def section(markdown: str, accessory: Part) -> Part:
    """Text with one button beside it."""
    return {
        "type": ComponentType.SECTION.value,
        "components": [text(markdown)],
        "accessory": accessory,
    }


def button(
    label: str, custom_id: str, style: Style = Style.SECONDARY, *, disabled: bool = False
) -> Part:
    return {
        "type": ComponentType.BUTTON.value,
        "style": style.value,
        "label": label,
        "custom_id": custom_id,
        "disabled": disabled,
    }


def link(label: str, url: str | None) -> Part | None:
    """None where there is no address to lead to."""
    if url is None:
        return None
    return {
        "type": ComponentType.BUTTON.value,
        "style": Style.LINK.value,
        "label": label,
        "url": url,
    }


def option(label: str, value: str, description: str = "", *, default: bool = False) -> Part:
    """One line of a select."""
    described = {"description": description} if description else {}
    return {"label": label, "value": value, "default": default, **described}


def select(
    custom_id: str, options: list[Part], placeholder: str, *, least: int = 1, most: int = 1
) -> Part:
    return {
        "type": ComponentType.STRING_SELECT.value,
        "custom_id": custom_id,
        "options": options,
        "placeholder": placeholder,
        "min_values": least,
        "max_values": most,
    }


def file(name: str) -> Part:
    """Shows a file that the message has: one that no part shows is refused."""
    return {"type": ComponentType.FILE.value, "file": {"url": f"attachment://{name}"}}
