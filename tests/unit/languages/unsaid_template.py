"""Words in a Jinja template that are not said."""

from collections.abc import Iterator

from jinja2 import Environment, nodes

from tests.unit.languages.looks import Unsaid, looks_like_a_sentence, shortened
from tests.unit.languages.markup import Markup
from tools.sentences.template_calls import FUNCTIONS


def unsaid_in_template(source: str) -> Iterator[Unsaid]:
    tree = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).parse(source)
    markup = Markup()
    for piece in _pieces(tree):
        if isinstance(piece, nodes.TemplateData):
            markup.feed(piece.data, piece.lineno)
        else:
            markup.hole()
    yield from sorted({*markup.unsaid(), *_constants(tree)})


def _pieces(node: nodes.Node) -> Iterator[nodes.Node]:
    """Text, and what is put in between, in the order of the source."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.TemplateData):
            yield child
        elif isinstance(child, nodes.Expr):
            if isinstance(node, nodes.Output):
                yield child
        else:
            yield from _pieces(child)


def _constants(node: nodes.Node) -> Iterator[Unsaid]:
    if isinstance(node, nodes.Compare):
        return
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        if looks_like_a_sentence(node.value):
            yield Unsaid(node.lineno, shortened(node.value))
        return
    said = isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name)
    children: Iterator[nodes.Node] = node.iter_child_nodes()
    if said and isinstance(node, nodes.Call) and _said_by(node):
        children = iter([*(one for one in node.args if not _is_literal(one)), *node.kwargs])
    for child in children:
        yield from _constants(child)


def _said_by(call: nodes.Call) -> bool:
    return isinstance(call.node, nodes.Name) and call.node.name in FUNCTIONS


def _is_literal(node: nodes.Expr) -> bool:
    """What `make sentences` reads, a choice between two as well."""
    return isinstance(node, nodes.Const | nodes.CondExpr)
