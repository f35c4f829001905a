"""A document of the shape of Discord's, small and of our own making."""

import json
from typing import Any

SNOWFLAKE = {"$ref": "#/components/schemas/SnowflakeType"}
_CHANNEL_TYPE = {
    "type": "integer",
    "enum": [0, 2, 15],
    "allOf": [{"$ref": "#/components/schemas/ChannelTypes"}],
    "format": "int32",
}
_OVERWRITES = {
    "type": "array",
    "items": {"$ref": "#/components/schemas/ChannelPermissionOverwriteRequest"},
}


def tiny_document() -> str:
    """Channels, their overwrites, bulk positions, messages and auto moderation, in a few lines."""
    return json.dumps({"openapi": "3.1.0", "paths": _paths(), "components": _components()})


def _paths() -> dict[str, Any]:
    channel = _schema("GuildChannelResponse")
    either = {"oneOf": [channel, _schema("ThreadResponse")]}
    edits = {
        "anyOf": [
            _schema("UpdateDMRequestPartial"),
            _schema("UpdateGuildChannelRequestPartial"),
            _schema("UpdateThreadRequestPartial"),
        ]
    }
    rules = {"oneOf": [_schema("KeywordUpsertRequest"), _schema("MLSpamUpsertRequest")]}
    rule_edits = {
        "anyOf": [
            _schema("KeywordUpsertRequestPartial"),
            _schema("MLSpamUpsertRequestPartial"),
        ]
    }
    positions = {
        "type": "array",
        "items": _object({"id": {"oneOf": [{"type": "null"}, SNOWFLAKE]}, "position": _integer()}),
    }
    overwrite = _object({"type": _integer(), "allow": {"type": ["integer", "null"]}})
    return {
        "/guilds/{guild_id}/channels": {
            "get": _operation(200, {"type": "array", "items": channel}),
            "post": _operation(201, channel, _schema("CreateGuildChannelRequest")),
            "patch": _operation(204, None, positions),
        },
        "/channels/{channel_id}": {
            "get": _operation(200, either),
            "patch": _operation(200, either, edits),
            "delete": _operation(200, either),
        },
        "/channels/{channel_id}/permissions/{overwrite_id}": {
            "put": _operation(204, None, overwrite)
        },
        "/channels/{channel_id}/messages": {
            "post": _operation(200, {"type": "object"}, _schema("MessageCreateRequest"))
        },
        "/guilds/{guild_id}/auto-moderation/rules": {
            "post": _operation(200, {"type": "object"}, rules)
        },
        "/guilds/{guild_id}/auto-moderation/rules/{rule_id}": {
            "patch": _operation(200, {"type": "object"}, rule_edits)
        },
    }


def _components() -> dict[str, Any]:
    channel = {"name": {"type": "string", "maxLength": 100}, "topic": {"type": ["string", "null"]}}
    fields = channel | {
        "type": _CHANNEL_TYPE,
        "bitrate": {"type": ["integer", "null"], "format": "int32"},
        "parent_id": {"oneOf": [{"type": "null"}, SNOWFLAKE]},
        "permission_overwrites": _OVERWRITES,
        "default_reaction_emoji": {"type": "object"},
    }
    keyword = {"trigger_type": {"type": "integer", "enum": [1]}, "keywords": {"type": "array"}}
    spam = {"trigger_type": {"type": "integer", "enum": [3]}, "strictness": _integer()}
    schemas = {
        "SnowflakeType": {"type": "string", "pattern": "^(0|[1-9][0-9]*)$", "format": "snowflake"},
        "ChannelTypes": {
            "type": "integer",
            "oneOf": [
                {"title": "GUILD_TEXT", "const": 0},
                {"title": "GUILD_VOICE", "const": 2},
                {"title": "PUBLIC_THREAD", "const": 11},
                {"title": "GUILD_FORUM", "const": 15},
            ],
        },
        "ChannelPermissionOverwriteRequest": _object(
            {"id": SNOWFLAKE, "allow": {"type": ["integer", "null"]}}, "id"
        ),
        "CreateGuildChannelRequest": _object(fields, "name"),
        "UpdateGuildChannelRequestPartial": _object(fields),
        "UpdateThreadRequestPartial": _object({"archived": {"type": "boolean"}}),
        "UpdateDMRequestPartial": _object({"name": {"type": "string"}}),
        "GuildChannelResponse": _object(
            {"id": SNOWFLAKE, "name": {"type": "string"}, "type": _CHANNEL_TYPE}, "id", "type"
        ),
        "ThreadResponse": _object(
            {"id": SNOWFLAKE, "type": {"type": "integer", "enum": [11]}}, "id", "type"
        ),
        "MessageCreateRequest": _object(
            {
                "content": {"type": ["string", "null"]},
                "flags": {"type": ["integer", "null"]},
                "attachments": {"type": "array"},
            }
        ),
        "KeywordUpsertRequest": _object(keyword, "trigger_type"),
        "MLSpamUpsertRequest": _object(spam, "trigger_type"),
        "KeywordUpsertRequestPartial": _object(keyword),
        "MLSpamUpsertRequestPartial": _object(spam),
        "InnerErrors": {},
        "RatelimitedResponse": {},
        "ErrorResponse": _object(
            {
                "code": {"type": "integer"},
                "message": {"type": "string"},
                "errors": {"$ref": "#/components/schemas/ErrorDetails"},
            },
            "code",
            "message",
        ),
        "ErrorDetails": {
            "oneOf": [
                {
                    "type": "object",
                    "additionalProperties": {"$ref": "#/components/schemas/ErrorDetails"},
                },
                {"$ref": "#/components/schemas/InnerErrors"},
            ]
        },
    }
    errors = {"content": {"application/json": {"schema": _schema("ErrorResponse")}}}
    return {"schemas": schemas, "responses": {"ClientErrorResponse": errors}}


def _operation(status: int, answer: Any, body: Any = None) -> dict[str, Any]:
    answered = {} if answer is None else {"content": {"application/json": {"schema": answer}}}
    refused = {"$ref": "#/components/responses/ClientErrorResponse"}
    operation: dict[str, Any] = {"responses": {str(status): answered, "4XX": refused}}
    if body is not None:
        content = {"application/json": {"schema": body}}
        operation["requestBody"] = {"required": True, "content": content}
    return operation


def _object(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {"type": "object", "properties": dict(properties), "required": list(required)}


def _schema(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _integer() -> dict[str, str]:
    return {"type": "integer", "format": "int32"}
