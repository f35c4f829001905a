"""Calls in a Jinja template that say a sentence."""

from collections.abc import Iterator

from jinja2 import Environment, nodes

from tools.sentences.sentence import Argument, Call

FUNCTIONS = frozenset({"say", "say_as", "say_counted"})


def template_calls(source: str) -> Iterator[Call]:
    for call in Environment(autoescape=True).parse(source).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in FUNCTIONS:
            yield Call(call.node.name, tuple(map(_argument, call.args)), call.lineno)


def _argument(node: nodes.Expr) -> Argument:
    match node:
        case nodes.Const(value=str(text)):
            return Argument((text,))
        case nodes.CondExpr():
            other = _argument(node.expr2) if node.expr2 is not None else Argument()
            return Argument.either(_argument(node.expr1), other)
        case nodes.Concat() | nodes.Add() | nodes.Mod():
            return Argument(is_put_together=True)
    return Argument()
