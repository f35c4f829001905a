"""Literals in Python that look like sentences and are not said."""

import ast
from collections.abc import Iterator

from tests.unit.languages.looks import Unsaid, looks_like_a_sentence, shortened
from tools.sentences.sentence import SAYING

SENTENCES_OF = {"say": 1, "to_say": 1, "say_as": 2, "say_counted": 3}
"""How many arguments from the first on are none that could be unsaid."""
NOT_READ = frozenset({"getattr", "setattr", "hasattr", "NewType", "TypeVar", "ContextVar", "cast"})
FOR_PROGRAMMERS = frozenset(
    {"AssertionError", "RuntimeError", "TypeError", "KeyError", "NotImplementedError"}
)
_LOGS = frozenset({"log", "logger", "logging", "re", "warnings"})


def unsaid_in_python(
    source: str,
    skipped_calls: frozenset[str] = frozenset(),
    skipped_names: frozenset[str] = frozenset(),
) -> Iterator[Unsaid]:
    """`skipped_calls` are functions and classes whose arguments nobody reads, `skipped_names`
    keywords and names whose values nobody reads."""
    tree = ast.parse(source)
    yield from sorted(set(_Walk(tree, skipped_calls, skipped_names).of(tree)))


class _Walk:
    def __init__(
        self, tree: ast.AST, skipped_calls: frozenset[str], skipped_names: frozenset[str]
    ) -> None:
        self._said = {
            alias.asname or alias.name: SENTENCES_OF.get(alias.name, 0)
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module == SAYING
            for alias in node.names
        }
        self._calls = skipped_calls | NOT_READ | FOR_PROGRAMMERS
        self._names = skipped_names

    def of(self, node: ast.AST) -> Iterator[Unsaid]:
        match node:
            case ast.Expr(value=ast.Constant()) | ast.Assert() | ast.Compare():
                return
            case ast.Constant(value=str(text)):
                yield from self._judged(text, node.lineno)
            case ast.JoinedStr():
                yield from self._formatted(node)
            case _:
                for child in self._children(node):
                    yield from self.of(child)

    def _children(self, node: ast.AST) -> Iterator[ast.AST]:
        match node:
            case ast.Call():
                yield from self._arguments(node)
            case ast.Subscript():
                yield node.value  # the name of a field, or a type
            case ast.Dict():
                yield from node.values
            case ast.keyword(arg=str(name)) if name in self._names:
                return
            case ast.AnnAssign() | ast.Assign() if _targets(node) & self._names:
                return
            case ast.AnnAssign():
                yield from [node.value] if node.value is not None else []
            case ast.match_case():
                yield from node.body
            case _:
                yield from ast.iter_child_nodes(node)

    def _arguments(self, call: ast.Call) -> Iterator[ast.AST]:
        name = _name(call.func)
        if name in self._calls or (
            isinstance(call.func, ast.Attribute) and _name(call.func.value) in _LOGS
        ):
            return
        first = self._said.get(name, 0) if isinstance(call.func, ast.Name) else 0
        yield call.func
        yield from call.args[first:]
        yield from call.keywords

    def _formatted(self, node: ast.JoinedStr) -> Iterator[Unsaid]:
        text = "".join(
            str(piece.value) if isinstance(piece, ast.Constant) else "{}" for piece in node.values
        )
        yield from self._judged(text, node.lineno)
        for piece in node.values:
            if isinstance(piece, ast.FormattedValue):
                yield from self.of(piece.value)

    @staticmethod
    def _judged(text: str, line: int) -> Iterator[Unsaid]:
        if looks_like_a_sentence(text):
            yield Unsaid(line, shortened(text))


def _name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(attr=name):
            return name
    return ""


def _targets(node: ast.Assign | ast.AnnAssign) -> set[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return {_name(target) for target in targets}
