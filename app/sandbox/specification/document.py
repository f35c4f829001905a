"""Discord's OpenAPI document, loaded once and put right, with a validator for each place in it."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from app.sandbox.exchange.routes import RouteTable
from app.sandbox.specification.amendments import (
    amend_for_requests,
    amend_for_responses,
    is_snowflake,
)
from app.sandbox.specification.violation import Mismatch
from app.sandbox.specification.walk import Schema, resolved

_METHODS = frozenset({"get", "post", "put", "patch", "delete"})
_MOST_REPORTED = 10
_LONGEST = 300


class Document:
    """One of the two copies: the one that requests are held against, or that of responses.

    Needs the development dependency jsonschema_rs, which nothing else in the sandbox does.
    """

    def __init__(self, root: Schema, urn: str) -> None:
        import jsonschema_rs

        self.root = root
        self._urn = urn
        self._validator_for = jsonschema_rs.validator_for
        self._registry = jsonschema_rs.Registry([(urn, root)])
        self._validators: dict[str, Any] = {}

    def operation(self, method: str, path: str) -> Schema:
        """`path` is one of the document's own."""
        found: Schema = self.root["paths"][path][method.lower()]
        return found

    def resolved(self, schema: Schema) -> Schema:
        return resolved(self.root, schema)

    def mismatches(self, pointer: str, value: object) -> list[Mismatch]:
        """What is wrong with a value. `pointer` as in "#/components/schemas/Role"."""
        validator = self._validators.get(pointer)
        if validator is None:
            validator = self._validators[pointer] = self._validator_for(
                {"$ref": self._urn + pointer},
                registry=self._registry,
                validate_formats=True,
                formats={"snowflake": is_snowflake},
            )
        found = [_mismatch(error) for error in validator.iter_errors(value)]
        return found[:_MOST_REPORTED]


class Documents:
    """Both copies, and the routes that they know."""

    def __init__(self, text: str) -> None:
        requests, responses = json.loads(text), json.loads(text)
        self.routes = RouteTable(
            (method.upper(), path)
            for path, item in responses["paths"].items()
            for method in item
            if method in _METHODS
        )
        amend_for_requests(requests)
        amend_for_responses(responses)
        self.requests = Document(requests, "urn:requests")
        self.responses = Document(responses, "urn:responses")


@cache
def documents_at(path: Path) -> Documents:
    """Read once in a process: validators are made as they are needed, and kept."""
    return Documents(path.read_text(encoding="utf-8"))


def pointer_to(*parts: str) -> str:
    """A JSON pointer as a fragment; braces and slashes of paths are escaped."""
    escaped = [
        part.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D")
        for part in parts
    ]
    return "#/" + "/".join(escaped)


def _mismatch(error: Any) -> Mismatch:
    place = "".join(f"/{part}" for part in error.instance_path)
    what = str(error.message)
    return Mismatch(place, what if len(what) <= _LONGEST else f"{what[:_LONGEST]}…")
