"""Forms of text, words from a list, and true or false."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.shared.domain.blueprint.suggestions import did_you_mean
from app.shared.domain.language.listing import one_of
from app.shared.domain.language.saying import say
from app.shared.infrastructure.files.forms.form import (
    Form,
    Plain,
    Schema,
    shown,
    text_of,
    word_of,
)
from app.shared.infrastructure.files.report import Report
from app.shared.infrastructure.files.tree import Node, Scalar


@dataclass(frozen=True)
class Text:
    """Any text; `most` and `least` (characters) are for editors."""

    most: int
    least: int = 1
    pattern: str = ""

    @property
    def schema(self) -> Schema:
        limits = {"type": "string", "minLength": self.least, "maxLength": self.most}
        return limits | ({"pattern": self.pattern} if self.pattern else {})

    def read(self, node: Node, report: Report) -> str:
        return text_of(node, report, say("text"))

    def write(self, value: str) -> Plain:
        return value


@dataclass(frozen=True)
class Word[T]:
    """One of a few words, each for a value."""

    values: Mapping[str, T]

    @property
    def schema(self) -> Schema:
        return {"enum": list(self.values)}

    def read(self, node: Node, report: Report) -> T:
        word = word_of(node, report, one_of(self.values))
        if word not in self.values:
            hint = did_you_mean(word, self.values)
            raise report.unreadable(
                node,
                say('"{word}" is none of the words that can stand here.', word=word[:60]),
                say("{hint} It is {words}.", hint=hint, words=one_of(self.values)).lstrip(),
            )
        return self.values[word]

    def write(self, value: T) -> Plain:
        return next(word for word, known in self.values.items() if known == value)


@dataclass(frozen=True)
class Flag:
    @property
    def schema(self) -> Schema:
        return {"type": "boolean"}

    def read(self, node: Node, report: Report) -> bool:
        value = node.value if isinstance(node, Scalar) else None
        if isinstance(value, bool):
            return value
        remedy = say("Write true or false.")
        if isinstance(node, Scalar) and node.text.lower() in ("yes", "on", "y"):
            remedy = say("Write true: yes and on are text in YAML 1.2.")
        elif isinstance(node, Scalar) and node.text.lower() in ("no", "off", "n"):
            remedy = say("Write false: no and off are text in YAML 1.2.")
        raise report.unreadable(node, say("Here stands {found}.", found=shown(node)), remedy)

    def write(self, value: bool) -> Plain:
        return value


@dataclass(frozen=True)
class Maybe[T]:
    """A value, or `null` for none."""

    form: Form[T]

    @property
    def schema(self) -> Schema:
        return {"anyOf": [dict(self.form.schema), {"type": "null"}]}

    def read(self, node: Node, report: Report) -> T | None:
        if isinstance(node, Scalar) and node.value is None:
            return None
        return self.form.read(node, report)

    def write(self, value: T | None) -> Plain:
        return None if value is None else self.form.write(value)
