"""Forms of whole numbers, durations and bitrates."""

import re
from dataclasses import dataclass

from app.shared.domain.language.saying import say
from app.shared.infrastructure.files.forms.form import Plain, Schema, shown, word_of
from app.shared.infrastructure.files.report import Report
from app.shared.infrastructure.files.tree import Node, Scalar

NUMBER_MAX = 2**63 - 1
_UNITS = {"w": 604_800, "d": 86_400, "h": 3600, "m": 60, "s": 1}
_DURATION = re.compile(r"(?:[0-9]{1,9}[smhdw])+")
_DURATION_PART = re.compile(r"([0-9]+)([smhdw])")
_BITRATE = re.compile(r"([0-9]{1,6})\s?kbps")


@dataclass(frozen=True)
class Whole:
    """A whole number; `least` and `most` are for editors."""

    least: int
    most: int

    @property
    def schema(self) -> Schema:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}

    def read(self, node: Node, report: Report) -> int:
        return whole_number(node, report)

    def write(self, value: int) -> Plain:
        return value


@dataclass(frozen=True)
class Duration:
    """`30s`, `5m`, `2h`, `1d`, `1w`, or several together; a bare number is seconds.

    `unit` is how many seconds the stored value counts in.
    """

    unit: int = 1
    choices: tuple[str, ...] = ()

    @property
    def schema(self) -> Schema:
        if self.choices:
            return {"enum": list(self.choices)}
        return {
            "anyOf": [
                {"type": "string", "pattern": "^([0-9]+[smhdw])+$"},
                {"type": "integer", "minimum": 0},
            ]
        }

    def read(self, node: Node, report: Report) -> int:
        seconds = self._seconds(node, report)
        if seconds % self.unit:
            raise report.unreadable(
                node,
                say("{found} is too fine.", found=shown(node)),
                say("It counts in {unit}.", unit=duration_text(self.unit)),
            )
        return seconds // self.unit

    def write(self, value: int) -> Plain:
        return duration_text(value * self.unit)

    def _seconds(self, node: Node, report: Report) -> int:
        text = word_of(node, report, say("a duration such as 30s or 2h"))
        if _DURATION.fullmatch(text):
            parts = _DURATION_PART.findall(text)
            return sum(int(number) * _UNITS[unit] for number, unit in parts)
        example = say(" or ").join(self.choices) or say("30s, 5m, 2h, 1d or 1w")
        if self.unit != 1 or not (isinstance(node, Scalar) and isinstance(node.value, int)):
            raise report.unreadable(
                node,
                say("{found} is no duration.", found=shown(node)),
                say("Write {example}.", example=example),
            )
        return whole_number(node, report)


@dataclass(frozen=True)
class Bitrate:
    """`64kbps`, or a bare number of bits per second."""

    most: int

    @property
    def schema(self) -> Schema:
        return {
            "anyOf": [
                {"type": "string", "pattern": "^[0-9]+ ?kbps$"},
                {"type": "integer", "minimum": 8000, "maximum": self.most},
            ]
        }

    def read(self, node: Node, report: Report) -> int:
        text = word_of(node, report, say("a bitrate such as 64kbps"))
        if match := _BITRATE.fullmatch(text):
            return int(match.group(1)) * 1000
        if isinstance(node, Scalar) and isinstance(node.value, int):
            return whole_number(node, report)
        raise report.unreadable(
            node, say("{found} is no bitrate.", found=shown(node)), say("Write 64kbps.")
        )

    def write(self, value: int) -> Plain:
        return f"{value // 1000}kbps" if value % 1000 == 0 else value


def whole_number(node: Node, report: Report) -> int:
    value = node.value if isinstance(node, Scalar) else None
    if isinstance(value, bool) or not isinstance(value, int):
        hint = (
            say("Remove the quotes.") if isinstance(node, Scalar) and node.text.isdecimal() else ""
        )
        raise report.unreadable(
            node, say("Here stands {found} instead of a number.", found=shown(node)), hint
        )
    text = node.text if isinstance(node, Scalar) else ""
    if text.lstrip("+-") != "0" and text.lstrip("+-").startswith("0"):
        raise report.unreadable(
            node,
            say("{text} begins with 0, which some read as another number.", text=text),
            say("Write {value}.", value=value),
        )
    if abs(value) > NUMBER_MAX:
        raise report.unreadable(node, say("The number is too large."))
    return value


def duration_text(seconds: int) -> str:
    """In the largest unit that keeps it exact: `2h`, `90m`, `0s`."""
    for unit, length in _UNITS.items():
        if seconds and seconds % length == 0:
            return f"{seconds // length}{unit}"
    return "0s"
