"""Unions whose branches tell themselves apart by one value, made to say so.

Where a body fits none of ten branches, a validator can only say just that. Told by `type` which of
them is meant, it names the place and what is wrong there, and is many times faster.
"""

from typing import Any

from app.sandbox.specification.walk import Schema, resolved, schemas_in

_KEYS = ("type", "trigger_type", "entity_type")
_NULL = {"type": "null"}


def discriminate(document: Schema) -> None:
    """Rewrites every `oneOf` and `anyOf` that can be told apart; null or not is the simplest."""
    for schema in schemas_in(document):
        for keyword in ("oneOf", "anyOf"):
            branches = schema.get(keyword)
            if isinstance(branches, list) and len(branches) > 1:
                _rewrite(document, schema, keyword, branches)


def _rewrite(document: Schema, schema: Schema, keyword: str, branches: list[Any]) -> None:
    objects = [branch for branch in branches if branch != _NULL]
    if len(objects) == 1 and len(branches) == 2:
        del schema[keyword]
        schema.update({"if": _NULL, "else": objects[0]})
        return
    if len(objects) < 2 or not all(isinstance(branch, dict) for branch in objects):
        return
    for key in _KEYS:
        values = [_values(document, branch, key) for branch in objects]
        if all(values) and _are_apart(values):
            del schema[keyword]
            schema.update(_told_apart(key, objects, values, nullable=_NULL in branches))
            return


def _values(document: Schema, branch: Schema, key: str) -> list[Any]:
    """The values by which this branch is meant; none where it does not demand the key."""
    meant = resolved(document, branch)
    if key not in meant.get("required", []):
        return []
    field = resolved(document, meant.get("properties", {}).get(key, {}))
    if "enum" in field:
        return list(field["enum"])
    kinds = field.get("oneOf", [field])
    return [kind["const"] for kind in kinds] if all("const" in kind for kind in kinds) else []


def _are_apart(values: list[list[Any]]) -> bool:
    flat = [value for branch in values for value in branch]
    return len(flat) == len(set(flat))


def _told_apart(
    key: str, branches: list[Schema], values: list[list[Any]], *, nullable: bool
) -> Schema:
    cases = [
        {
            "if": {
                "type": "object",
                "properties": {key: {"enum": meant}},
                "required": [key],
            },
            "then": branch,
        }
        for branch, meant in zip(branches, values, strict=True)
    ]
    return {
        "type": ["object", "null"] if nullable else "object",
        "required": [key],
        "properties": {key: {"enum": [value for meant in values for value in meant]}},
        "allOf": cases,
    }
