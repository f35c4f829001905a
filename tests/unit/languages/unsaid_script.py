"""Words in JavaScript that are not said: texts and titles in templates of HTML, and strings that
look like sentences."""

from collections.abc import Iterator, Sequence

from tests.unit.languages.looks import Unsaid, looks_like_a_sentence, shortened
from tests.unit.languages.markup import Markup
from tools.sentences.javascript import Kind, Template, Token, tokens_of
from tools.sentences.javascript_calls import imported

_SENTENCES_OF = {"say": 1, "to_say": 1, "say_as": 2, "say_counted": 3}
_COMPARES = frozenset({"===", "!==", "==", "!=", "case", "from", "import"})
_ALL = 100


def unsaid_in_script(
    source: str, skipped_calls: frozenset[str] = frozenset({"console"})
) -> Iterator[Unsaid]:
    whole = tokens_of(source)
    reader = _Reader(imported(whole), skipped_calls)
    reader.read(whole)
    yield from sorted(reader.found)


class _Reader:
    def __init__(self, said: dict[str, str], skipped_calls: frozenset[str]) -> None:
        self.found: set[Unsaid] = set()
        self._said = said
        self._skipped_calls = skipped_calls

    def read(self, tokens: Sequence[Token]) -> None:
        unread = _unread(tokens, self._said, self._skipped_calls)
        for at, token in enumerate(tokens):
            template = token.template
            if template is not None and at and _word(tokens[at - 1]) == "html":
                self._read_markup(template)
                continue
            if at not in unread:
                self._judge(token)
            for hole in template.holes if template is not None else ():
                self.read(hole)

    def _judge(self, token: Token) -> None:
        if token.template is None and token.kind is not Kind.STRING:
            return
        text = token.text if token.template is None else "{}".join(token.template.texts)
        if looks_like_a_sentence(text):
            self.found.add(Unsaid(token.line, shortened(text)))

    def _read_markup(self, template: Template) -> None:
        markup = Markup()
        for place, (text, line) in enumerate(zip(template.texts, template.lines, strict=True)):
            if place and markup.hole():
                self.read(template.holes[place - 1])
            markup.feed(text, line)
        self.found.update(markup.unsaid())


def _unread(
    tokens: Sequence[Token], said: dict[str, str], skipped_calls: frozenset[str]
) -> set[int]:
    """Places of tokens that are said, compared, keys, or in a call whose arguments nobody reads."""
    found: set[int] = set()
    for at, token in enumerate(tokens):
        if token.kind is Kind.NAME and token.text in said:
            found |= _arguments(tokens, at, _SENTENCES_OF[said[token.text]])
        elif token.kind is Kind.NAME and token.text in skipped_calls:
            found |= _arguments(tokens, at, _ALL)
        elif token.kind is Kind.STRING and _is_no_text(tokens, at):
            found.add(at)
    return found


def _is_no_text(tokens: Sequence[Token], at: int) -> bool:
    """Compared with something, or the name of a field."""
    before = _word(tokens[at - 1]) if at else ""
    after = _word(tokens[at + 1]) if at + 1 < len(tokens) else ""
    is_key = after == ":" and before in {",", "{"}
    return is_key or before in _COMPARES or after in _COMPARES


def _word(token: Token) -> str:
    return token.text if token.kind in {Kind.SIGN, Kind.NAME} else ""


def _arguments(tokens: Sequence[Token], at: int, number: int) -> set[int]:
    """Places in the first arguments of the call of the name that stands there."""
    opening = next(
        (i for i in range(at + 1, min(at + 4, len(tokens))) if _is(tokens[i], "(")), None
    )
    if opening is None:
        return set()
    found: set[int] = set()
    depth = 0
    for place in range(opening + 1, len(tokens)):
        token = tokens[place]
        if token.kind is Kind.SIGN:
            depth += (token.text in "([{") - (token.text in ")]}")
            number -= token.text == "," and not depth
        if depth < 0 or not number:
            break
        found.add(place)
    return found


def _is(token: Token, sign: str) -> bool:
    return token.kind is Kind.SIGN and token.text == sign
