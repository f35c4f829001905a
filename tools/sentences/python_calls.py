"""Calls in Python that say a sentence."""

import ast
from collections.abc import Iterator

from tools.sentences.sentence import SAYING, Argument, Call


def python_calls(source: str) -> Iterator[Call]:
    """Of the functions that the module imports, whatever it calls them."""
    tree = ast.parse(source)
    named = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == SAYING
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            function = named.get(node.func.id)
            if function is not None:
                yield Call(function, tuple(map(_argument, node.args)), node.lineno)


def _argument(node: ast.expr) -> Argument:
    match node:
        case ast.Constant(value=str(text)):
            return Argument((text,))
        case ast.IfExp():
            return Argument.either(_argument(node.body), _argument(node.orelse))
        case ast.JoinedStr() | ast.BinOp():
            return Argument(is_put_together=True)
    return Argument()
