"""Where Discord's OpenAPI document is put right when it is loaded.

The document accepts less than Discord does in some places and nearly everything in others. What a
client sends is held against a stricter copy than what the sandbox answers.
"""

from typing import Any

from app.sandbox.specification.discriminators import discriminate
from app.sandbox.specification.documented import add_what_is_documented
from app.sandbox.specification.walk import Schema, schemas_in

_PERMISSION_FIELDS = ("allow", "deny", "permissions", "default_member_permissions")
_RANGES = {"int32": (-(1 << 31), (1 << 31) - 1), "int64": (-(1 << 63), (1 << 63) - 1)}
_MEDIA_CHANNEL = 16
_FORUM_CHANNEL = 15
_LARGEST_SNOWFLAKE = (1 << 64) - 1

_PERMISSIONS: Schema = {
    "type": ["integer", "string", "null"],
    "minimum": 0,
    "pattern": "^[0-9]+$",
}
_SNOWFLAKE: Schema = {
    "type": ["string", "integer"],
    "pattern": "^(0|[1-9][0-9]*)$",
    "format": "snowflake",
    "minimum": 0,
    "maximum": _LARGEST_SNOWFLAKE,
}


def amend_for_requests(document: Schema) -> None:
    """Both forms of permissions and ids, ranges, media channels, and no key that is not named."""
    _amend_for_both(document)
    schemas = document.get("components", {}).get("schemas", {})
    if "SnowflakeType" in schemas:
        schemas["SnowflakeType"] = dict(_SNOWFLAKE)
    add_what_is_documented(document)
    for schema in schemas_in(document):
        _let_permissions_be_text(schema)
        _name_every_key(schema)
    discriminate(document)


def amend_for_responses(document: Schema) -> None:
    """Ranges, media channels, and error bodies as the documentation shows them."""
    _amend_for_both(document)
    schemas = document.get("components", {}).get("schemas", {})
    if "InnerErrors" in schemas:
        schemas["InnerErrors"] = _inner_errors()
    if "RatelimitedResponse" in schemas:
        schemas["RatelimitedResponse"] = _rate_limited()
    discriminate(document)


def is_snowflake(text: str) -> bool:
    """The format "snowflake": 64 bits. The document says nothing of its size."""
    return text.isascii() and text.isdigit() and int(text) <= _LARGEST_SNOWFLAKE


def _amend_for_both(document: Schema) -> None:
    for schema in schemas_in(document):
        _bound_integers(schema)
        _know_media_channels(schema)


def _bound_integers(schema: Schema) -> None:
    """No validator asserts int32 and int64 by itself."""
    bounds = _RANGES.get(_text(schema.get("format")))
    if bounds is None or "integer" not in _types(schema):
        return
    lowest, highest = bounds
    schema["minimum"] = max(lowest, schema.get("minimum", lowest))
    schema["maximum"] = min(highest, schema.get("maximum", highest))


def _know_media_channels(schema: Schema) -> None:
    """Type 16 is in the documentation and in the preview document only."""
    enum, every = schema.get("enum"), schema.get("allOf")
    names_channels = isinstance(every, list) and any(
        _text(part.get("$ref")).endswith("/ChannelTypes") for part in every
    )
    if names_channels and isinstance(enum, list) and _FORUM_CHANNEL in enum:
        schema["enum"] = [*enum, _MEDIA_CHANNEL]
    kinds = schema.get("oneOf")
    if isinstance(kinds, list) and {"GUILD_FORUM"} & {
        kind.get("title") for kind in kinds if isinstance(kind, dict)
    }:
        schema["oneOf"] = [*kinds, {"title": "GUILD_MEDIA", "const": _MEDIA_CHANNEL}]


def _let_permissions_be_text(schema: Schema) -> None:
    """The document has integers, the documentation and every library text; Discord takes both."""
    properties = schema.get("properties")
    if not isinstance(properties, dict):
        return
    for name in _PERMISSION_FIELDS:
        if name in properties and "integer" in _types(properties[name]):
            properties[name] = dict(_PERMISSIONS)


def _name_every_key(schema: Schema) -> None:
    """A key that is not named is a mistake in spelling; the document lets it pass."""
    if schema.get("type") == "object" and isinstance(schema.get("properties"), dict):
        schema.setdefault("additionalProperties", False)


def _inner_errors() -> Schema:
    """The document has integers for the codes of fields; Discord sends BASE_TYPE_REQUIRED."""
    leaf = {
        "type": "object",
        "properties": {"code": {"type": ["string", "integer"]}, "message": {"type": "string"}},
        "required": ["code", "message"],
    }
    leaves = {"type": "array", "items": leaf, "minItems": 1}
    return {
        "type": "object",
        "properties": {"_errors": leaves},
        "required": ["_errors"],
        "additionalProperties": False,
    }


def _rate_limited() -> Schema:
    """The document demands `code`; the documentation calls it optional and shows it missing."""
    properties = {
        "message": {"type": "string"},
        "retry_after": {"type": "number", "minimum": 0},
        "global": {"type": "boolean"},
        "code": {"type": "integer"},
    }
    return {
        "type": "object",
        "properties": properties,
        "required": ["message", "retry_after", "global"],
    }


def _types(schema: object) -> list[str]:
    found: Any = schema.get("type") if isinstance(schema, dict) else None
    return [found] if isinstance(found, str) else found if isinstance(found, list) else []


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
