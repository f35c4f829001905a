"""Going through a JSON document."""

from collections.abc import Iterator
from typing import Any

type Schema = dict[str, Any]


def schemas_in(node: object) -> Iterator[Schema]:
    """Every object of the document, the innermost first, so that it may be changed on the way."""
    if isinstance(node, dict):
        for value in list(node.values()):
            yield from schemas_in(value)
        yield node
    elif isinstance(node, list):
        for value in node:
            yield from schemas_in(value)


def resolved(document: Schema, schema: Schema) -> Schema:
    """What a `$ref` within the document stands for."""
    reference = schema.get("$ref")
    if not isinstance(reference, str):
        return schema
    node: Any = document
    for part in reference.removeprefix("#/").split("/"):
        node = node[part.replace("~1", "/").replace("~0", "~")]
    return resolved(document, node)
