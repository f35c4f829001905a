"""Calls in JavaScript that say a sentence, in templates within templates too."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tools.sentences.javascript import Kind, Token, everywhere, tokens_of
from tools.sentences.sentence import Argument, Call

MODULE = "/say.js"
FUNCTIONS = {
    "say": "say",
    "sayAs": "say_as",
    "sayCounted": "say_counted",
    "sayAround": "say",
    "toSay": "to_say",
}
_OPENS = frozenset("([{")
_CLOSES = frozenset(")]}")


def javascript_calls(source: str) -> Iterator[Call]:
    """Of the functions that the module imports, whatever it calls them."""
    whole = tokens_of(source)
    named = imported(whole)
    for tokens in everywhere(whole):
        for at, (token, then) in enumerate(pairwise(tokens)):
            if token.kind is not Kind.NAME or token.text not in named or not _opens(then):
                continue
            if at and tokens[at - 1].text in {".", "?.", "function"}:
                continue
            arguments = tuple(map(_argument, _arguments(tokens[at + 2 :])))
            yield Call(named[token.text], arguments, token.line)


def _opens(token: Token) -> bool:
    return token.kind is Kind.SIGN and token.text == "("


def imported(tokens: Sequence[Token]) -> dict[str, str]:
    """By the name that the module gives it, which function it is."""
    found: dict[str, str] = {}
    for at, token in enumerate(tokens):
        if token.text != "import" or token.kind is not Kind.NAME:
            continue
        statement = tokens[at : at + 40]
        ends = next((i for i, one in enumerate(statement) if one.kind is Kind.STRING), None)
        if ends is None or not statement[ends].text.endswith(MODULE):
            continue
        names = [one.text for one in statement[1:ends] if one.kind is Kind.NAME]
        for name, before in zip(names, ["", *names], strict=False):
            if name in FUNCTIONS and before != "as":
                found[name] = FUNCTIONS[name]
        for one, word, other in zip(names, names[1:], names[2:], strict=False):
            if word == "as" and one in FUNCTIONS:
                found.pop(one, None)
                found[other] = FUNCTIONS[one]
    return found


def _arguments(tokens: Sequence[Token]) -> list[list[Token]]:
    """Those of a call, from behind its opening parenthesis."""
    found: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        sign = token.text if token.kind is Kind.SIGN else ""
        if sign in _CLOSES and not depth:
            break
        depth += (sign in _OPENS) - (sign in _CLOSES)
        if sign == "," and not depth:
            found.append([])
        else:
            found[-1].append(token)
    return found


def _argument(tokens: Sequence[Token]) -> Argument:
    choice = _choice(tokens)
    if choice is not None:
        return Argument.either(_argument(choice[0]), _argument(choice[1]))
    texts = [_text(token) for token in tokens if token.text != "+" or token.kind is not Kind.SIGN]
    if texts and all(text is not None for text in texts):
        return Argument(("".join(text or "" for text in texts),))
    put_together = any(token.kind is Kind.TEMPLATE for token in tokens) or _adds(tokens)
    return Argument(is_put_together=put_together)


def _text(token: Token) -> str | None:
    if token.kind is Kind.STRING:
        return token.text
    if token.template is not None and not token.template.holes:
        return token.template.texts[0]
    return None


def _choice(tokens: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]] | None:
    """Both sides of `… ? one : other`."""
    depth = 0
    begins: list[int] = []
    for at, token in enumerate(tokens):
        sign = token.text if token.kind is Kind.SIGN else ""
        depth += (sign in _OPENS) - (sign in _CLOSES)
        if depth:
            continue
        if sign == "?":
            begins.append(at)
        elif sign == ":" and len(begins) == 1:
            return tokens[begins[0] + 1 : at], tokens[at + 1 :]
        elif sign == ":" and begins:
            begins.pop()
    return None


def _adds(tokens: Sequence[Token]) -> bool:
    """Whether a string is one piece of a sum; one in brackets is a name in a table."""
    depth = 0
    for token in tokens:
        sign = token.text if token.kind is Kind.SIGN else ""
        depth += (sign in _OPENS) - (sign in _CLOSES)
        if not depth and (sign == "+" or token.kind is Kind.STRING):
            return True
    return False
