"""Plain data as YAML that people like to read."""

import re
import unicodedata
from collections.abc import Iterator

from app.shared.domain.blueprint.invisible import invisible_characters
from app.shared.infrastructure.files.forms.form import Flow, Plain

WIDTH = 100
_STEP = "  "
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n", "none"}) - {"none"}
_BEGINS_WITH_NUMBER = re.compile(r"[0-9]+[ -]?[A-Za-z]([A-Za-z -]*[A-Za-z])?")
_PUNCTUATION = frozenset(" -_./()'!?+&;@%^~*=$")
_BLOCK_PUNCTUATION = _PUNCTUATION | frozenset(",[]")
_SHOWN = ("So", "Sk", "Mn", "Mc", "Me")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def block_lines(plain: dict[str, Plain], indent: str = "") -> Iterator[str]:
    """The fields of a map, one or more lines each, without line breaks."""
    for name, value in plain.items():
        yield from field_lines(name, value, indent)


def field_lines(name: str, value: Plain, indent: str) -> Iterator[str]:
    head = f"{indent}{scalar(name)}:"
    room = WIDTH - len(head) - 1
    if isinstance(value, str) and _fits_block_text(value):
        yield f"{head} |"
        yield from (f"{indent}{_STEP}{line}" if line else "" for line in value.split("\n"))
    elif (short := one_line(value, room)) is not None:
        yield f"{head} {short}"
    elif isinstance(value, dict):
        yield head
        yield from block_lines(value, indent + _STEP)
    elif isinstance(value, list):
        yield head
        for item in value:
            yield from item_lines(item, indent + _STEP)


def item_lines(value: Plain, indent: str) -> Iterator[str]:
    """One item of a list."""
    if isinstance(value, dict) and value:
        lines = block_lines(value, indent + _STEP)
        yield f"{indent}- {next(lines)[len(indent) + 2 :]}"
        yield from lines
    else:
        yield f"{indent}- {one_line(value, None)}"


def one_line(value: Plain, room: int | None) -> str | None:
    """The value in one line; None where it is better spread over several."""
    if isinstance(value, dict) and not isinstance(value, Flow) and value:
        return None if room is not None else in_flow(value)
    if isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
        return None if room is not None else in_flow(value)
    if not isinstance(value, dict | list):
        return scalar(value)
    text = in_flow(value)
    return text if room is None or len(text) <= room else None


def in_flow(value: Plain) -> str:
    if isinstance(value, dict):
        inner = (f"{scalar(n, flow=True)}: {in_flow(v)}" for n, v in value.items())
        return "{" + ", ".join(inner) + "}"
    if isinstance(value, list):
        return f"[{', '.join(in_flow(item) for item in value)}]"
    return scalar(value, flow=True)


def scalar(value: str | float | bool | None, *, flow: bool = False) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    return value if _is_plain(value, flow=flow) else _quoted(value)


def _is_plain(text: str, *, flow: bool) -> bool:
    if not text or text.lower() in _WORDS or text[-1] == " ":
        return False
    if not (text[0].isalpha() or unicodedata.category(text[0]) == "So"):
        return bool(_BEGINS_WITH_NUMBER.fullmatch(text))
    allowed = _PUNCTUATION if flow else _BLOCK_PUNCTUATION
    shown = all(
        char in allowed
        or char.isalnum()
        or char == "\u200d"
        or unicodedata.category(char) in _SHOWN
        for char in text
    )
    return shown and not any(invisible_characters(text))


def _quoted(text: str) -> str:
    hides = any(invisible_characters(text))
    return '"' + "".join(_escaped(char, hides=hides) for char in text) + '"'


def _escaped(char: str, *, hides: bool) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    code = ord(char)
    unshowable = code < 32 or 126 < code < 160 or code in (0x2028, 0x2029, 0xFFFE, 0xFFFF)
    if unshowable or (hides and (unicodedata.category(char) == "Cf" or _hides(char))):
        return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    return char


def _hides(char: str) -> bool:
    return any(invisible_characters(char))


def _fits_block_text(text: str) -> bool:
    """Whether the text can be written below its field, line by line, and come back the same."""
    lines = text.split("\n")
    if len(lines) < 2 or not lines[0] or not lines[-1] or any(invisible_characters(text)):
        return False
    return all(line == line.strip() and _printable(line) for line in lines)


def _printable(line: str) -> bool:
    return all(_escaped(char, hides=False) == char or char in '\\"' for char in line)
