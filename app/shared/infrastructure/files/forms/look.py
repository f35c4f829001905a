"""Forms of what is seen: colours and emojis."""

import re
from dataclasses import dataclass

from app.shared.domain.language.saying import say
from app.shared.domain.structure.channels import Emoji
from app.shared.domain.structure.roles import HOLOGRAPHIC, Colors
from app.shared.infrastructure.files.forms.form import Plain, Schema, shown, text_of
from app.shared.infrastructure.files.report import Report
from app.shared.infrastructure.files.tree import Listing, Node, Scalar

_HEX = re.compile(r"#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
_HEX_SCHEMA = {"type": "string", "pattern": "^#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})$"}
_CUSTOM = re.compile(r"<a?:(\w*):([0-9]{1,20})>|<:([0-9]{1,20})>", re.ASCII)
_NO_COLOR = "none"


@dataclass(frozen=True)
class ColorForm:
    """`"#e4935a"`, a gradient of two, `holographic`, or `none`."""

    @property
    def schema(self) -> Schema:
        pair = {"type": "array", "items": _HEX_SCHEMA, "minItems": 2, "maxItems": 2}
        return {"anyOf": [_HEX_SCHEMA, pair, {"enum": ["holographic", _NO_COLOR]}]}

    def read(self, node: Node, report: Report) -> Colors:
        if isinstance(node, Listing):
            if len(node.items) != 2:
                raise report.unreadable(
                    node,
                    say(
                        "A gradient has two colours, and here are {number}.", number=len(node.items)
                    ),
                    say('Write `["#e4935a", "#7fb0ff"]`; three colours are only `holographic`.'),
                )
            first, second = (_color(item, report) for item in node.items)
            return Colors(first, second)
        if isinstance(node, Scalar) and node.text == "holographic":
            return HOLOGRAPHIC
        if isinstance(node, Scalar) and node.text == _NO_COLOR:
            return Colors()
        return Colors(_color(node, report))

    def write(self, value: Colors) -> Plain:
        if value.tertiary is not None:
            return "holographic"
        if value.secondary is not None:
            return [f"#{value.primary:06x}", f"#{value.secondary:06x}"]
        return f"#{value.primary:06x}" if value.primary else _NO_COLOR


@dataclass(frozen=True)
class EmojiForm:
    """The character itself, or `<:name:id>` for one of the guild's own."""

    @property
    def schema(self) -> Schema:
        return {"type": "string", "minLength": 1, "maxLength": 64}

    def read(self, node: Node, report: Report) -> Emoji:
        text = text_of(node, report, say("an emoji"))
        if match := _CUSTOM.fullmatch(text):
            name, named_id, only_id = match.groups()
            return Emoji(name or None, int(named_id or only_id))
        return Emoji(text)

    def write(self, value: Emoji) -> Plain:
        if value.id is None:
            return value.name
        return f"<:{value.name}:{value.id}>" if value.name else f"<:{value.id}>"


@dataclass(frozen=True)
class UnicodeEmojiForm:
    @property
    def schema(self) -> Schema:
        return {"type": "string", "minLength": 1, "maxLength": 32}

    def read(self, node: Node, report: Report) -> str:
        return text_of(node, report, say("an emoji"))

    def write(self, value: str) -> Plain:
        return value


def _color(node: Node, report: Report) -> int:
    text = node.text if isinstance(node, Scalar) else ""
    match = _HEX.fullmatch(text)
    if match is None:
        remedy = say('Write it in quotes: "#e4935a".')
        if isinstance(node, Scalar) and not text and not node.style:
            remedy = say('Quote it, because # begins a comment in YAML: "#e4935a".')
        raise report.unreadable(
            node, say("Here stands {found} instead of a colour.", found=shown(node)), remedy
        )
    digits = match.group(1)
    return int(digits if len(digits) == 6 else "".join(digit * 2 for digit in digits), 16)
