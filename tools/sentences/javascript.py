"""JavaScript read into tokens, templates within templates too: Babel's own reader ends a template
at the first backtick, and so loses every sentence of a template that stands in another one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto


class Kind(Enum):
    NAME = auto()
    NUMBER = auto()
    STRING = auto()
    REGEX = auto()
    SIGN = auto()
    TEMPLATE = auto()


@dataclass(frozen=True, slots=True)
class Token:
    kind: Kind
    text: str
    """As it stands there; of a string what it means. Empty for a template."""
    line: int
    template: "Template | None" = None


@dataclass(frozen=True, slots=True)
class Template:
    """`texts` has one more than `holes`: what stands around each `${…}`."""

    texts: tuple[str, ...]
    holes: tuple[tuple[Token, ...], ...]
    lines: tuple[int, ...]
    """Where each text begins."""


class Unreadable(ValueError):
    """The line is the message's end."""


def tokens_of(source: str) -> tuple[Token, ...]:
    """Without comments and white space. Raises Unreadable where something does not end."""
    reader = _Reader(source)
    tokens = tuple(reader.tokens())
    if reader.at < len(source):
        raise Unreadable(f"a brace that nothing opened, line {reader.line}")
    return tokens


def everywhere(tokens: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
    """The tokens, and those of every hole in their templates, however deep."""
    yield tokens
    for token in tokens:
        if token.template is not None:
            for hole in token.template.holes:
                yield from everywhere(hole)


class _Reader:
    def __init__(self, source: str) -> None:
        self._source = source
        self.at = 0
        self.line = 1
        self._before: Token | None = None

    def tokens(self) -> Iterator[Token]:
        """Until the end, or a closing brace that was not opened here."""
        open_braces = 0
        while self._pass_over_blanks():
            if self._source[self.at] == "}" and not open_braces:
                return
            token = self._token()
            open_braces += {"{": 1, "}": -1}.get(token.text, 0) if token.kind is Kind.SIGN else 0
            self._before = token
            yield token

    def _pass_over_blanks(self) -> bool:
        """Whether anything is left behind white space and comments."""
        while found := _BLANK.match(self._source, self.at):
            self._take(found.group())
        return self.at < len(self._source)

    def _take(self, text: str) -> None:
        self.at += len(text)
        self.line += text.count("\n")

    def _token(self) -> Token:
        first = self._source[self.at]
        line = self.line
        if first == "`":
            return Token(Kind.TEMPLATE, "", line, self._template())
        for kind, pattern in _PATTERNS:
            if kind is Kind.REGEX and self._may_divide():
                continue
            if found := pattern.match(self._source, self.at):
                self._take(found.group())
                text = found.group()
                return Token(kind, meant_by(text[1:-1]) if kind is Kind.STRING else text, line)
        raise Unreadable(f"{first} that begins nothing, line {line}")

    def _may_divide(self) -> bool:
        before = self._before
        if before is None:
            return False
        if before.kind is Kind.SIGN:
            return before.text in {")", "]", "}", "++", "--"}
        return not (before.kind is Kind.NAME and before.text in _BEFORE_A_VALUE)

    def _template(self) -> Template:
        begun = self.line
        self._take("`")
        texts: list[str] = []
        holes: list[tuple[Token, ...]] = []
        lines: list[int] = []
        while True:
            lines.append(self.line)
            found = _TEMPLATE_TEXT.match(self._source, self.at)
            text = found.group() if found else ""
            self._take(text)
            texts.append(meant_by(text))
            if self._source.startswith("`", self.at):
                self._take("`")
                return Template(tuple(texts), tuple(holes), tuple(lines))
            if not self._source.startswith("${", self.at):
                raise Unreadable(f"a template that does not end, from line {begun}")
            self._take("${")
            self._before = None
            holes.append(tuple(self.tokens()))
            if not self._source.startswith("}", self.at):
                raise Unreadable(f"a template that does not end, from line {begun}")
            self._take("}")


def meant_by(text: str) -> str:
    """A string's text with its escapes carried out."""
    return _ESCAPE.sub(lambda found: _unescaped(found.group(1)), text)


def _unescaped(escape: str) -> str:
    if escape[0] in "ux" and len(escape) > 1:
        return chr(int(escape[1:].strip("{}"), 16))
    return _ESCAPED.get(escape, escape)


_BLANK = re.compile(r"\s+|//[^\n]*|/\*.*?\*/", re.DOTALL)
_TEMPLATE_TEXT = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))+", re.DOTALL)
_ESCAPE = re.compile(r"\\(u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\n|.)", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": ""}
_BEFORE_A_VALUE = frozenset(
    {"return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "else", "do"}
    | {"await", "instanceof", "yield"}
)
"""Words after which a slash begins a regular expression."""
_PATTERNS = (
    (Kind.NAME, re.compile(r"#?(?:[^\W\d]|\$)[\w$]*")),
    (
        Kind.NUMBER,
        re.compile(r"0[xXbBoO][\da-fA-F_]+n?|(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?n?"),
    ),
    (Kind.STRING, re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'", re.DOTALL)),
    (
        Kind.REGEX,
        re.compile(r"/(?![*/])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*"),
    ),
    (
        Kind.SIGN,
        re.compile(
            r"\.\.\.|=>|\?\.(?!\d)|\?\?=?|&&=?|\|\|=?|[=!]==?|\*\*=?|>>>?=?|<<=?|<=|>=|\+\+|--"
            r"|[-+*/%&|^]=|[-+*/%&|^~!<>=?:;,.(){}\[\]\\]"
        ),
    ),
)
