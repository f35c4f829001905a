"""How one kind of value is written: read from a node, written as plain data, told to editors."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, Protocol

from app.shared.domain.language.saying import say
from app.shared.infrastructure.files.report import Report
from app.shared.infrastructure.files.tree import Listing, Node, Scalar, Table

type Plain = str | int | bool | list[Plain] | dict[str, Plain] | None
"""What a document is made of, without style."""


class Flow(dict[str, Plain]):
    """A map that reads best in one line: `{allow: [send_messages]}`."""


type Schema = Mapping[str, Any]
"""A part of a JSON Schema (draft 2020-12)."""


class Form[T](Protocol):
    @property
    @abstractmethod
    def schema(self) -> Schema: ...

    @abstractmethod
    def read(self, node: Node, report: Report) -> T:
        """Raises Unreadable, after the report has the problem. What the value means to Discord
        is not checked here."""

    @abstractmethod
    def write(self, value: T) -> Plain:
        """The one canonical way to write it; reading it gives the value again."""


def shown(node: Node) -> str:
    """The value as a sentence can name it."""
    if isinstance(node, Table):
        return say("a map")
    if isinstance(node, Listing):
        return say("a list")
    if not isinstance(node, Scalar) or (node.text == "" and not node.style):
        return say("nothing")
    return f'"{node.text[:60]}"'


def text_of(node: Node, report: Report, wanted: str) -> str:
    """The text of a scalar that is text. Numbers, true and null want quotes to be text."""
    if isinstance(node, Scalar):
        value = node.value
        if isinstance(value, str):
            return _without_last_break(node, value)
        if node.text:
            raise report.unreadable(
                node,
                say("{text} is not text in YAML.", text=node.text[:60]),
                say('Quote it: "{text}".', text=node.text[:60]),
            )
    remedy = ""
    if isinstance(node, Scalar):
        remedy = say("A # begins a comment: quote what follows it.") if node.text == "" else ""
    raise report.unreadable(
        node,
        say("Here stands {found} instead of {wanted}.", found=shown(node), wanted=wanted),
        remedy,
    )


def word_of(node: Node, report: Report, wanted: str) -> str:
    """The characters of any scalar, whatever YAML takes it for."""
    if isinstance(node, Scalar) and node.text:
        return node.text
    raise report.unreadable(
        node, say("Here stands {found} instead of {wanted}.", found=shown(node), wanted=wanted)
    )


def _without_last_break(node: Scalar, value: str) -> str:
    # The block styles give every text a last line break that nobody means.
    return value.removesuffix("\n") if node.style in ("|", ">") else value
