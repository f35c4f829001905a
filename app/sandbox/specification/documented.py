"""What Discord's documentation says of request bodies and its OpenAPI document does not."""

from app.sandbox.specification.walk import Schema

_TAG_NAME = {"maxLength": 20}
_CONTENT = {"maxLength": 2000}
_STRICTER = {
    ("CreateOrUpdateThreadTagRequest", "name"): _TAG_NAME,
    ("UpdateThreadTagRequest", "name"): _TAG_NAME,
    ("MessageCreateRequest", "content"): _CONTENT,
    ("MessageEditRequestPartial", "content"): _CONTENT,
    ("CreateGuildInviteRequest", "max_age"): {"maximum": 604800},
    ("ModalInteractionCallbackRequestData", "components"): {"minItems": 1, "maxItems": 5},
}
_MISSING: dict[tuple[str, str], Schema] = {
    ("ApplicationCommandCreateRequest", "nsfw"): {"type": ["boolean", "null"]},
    ("ApplicationCommandUpdateRequest", "nsfw"): {"type": ["boolean", "null"]},
    ("ApplicationCommandPatchRequestPartial", "nsfw"): {"type": ["boolean", "null"]},
    ("IncomingWebhookUpdateRequestPartial", "tts"): {"type": ["boolean", "null"]},
}
"""`nsfw` is documented. `tts` in an edit means nothing, but nextcord always sends it."""

_FLAGS = {"type": ["integer", "null"]}
_OVERWRITE = "/channels/{channel_id}/permissions/{overwrite_id}"


def add_what_is_documented(document: Schema) -> None:
    """Keys that are missing, bounds that are narrower, and what is required."""
    schemas = document.get("components", {}).get("schemas", {})
    for (name, field), bounds in _STRICTER.items():
        if field in schemas.get(name, {}).get("properties", {}):
            schemas[name]["properties"][field].update(bounds)
    if "CreateGuildChannelRequest" in schemas:
        schemas["CreateGuildChannelRequest"]["properties"].setdefault("flags", dict(_FLAGS))
    for (name, field), schema in _MISSING.items():
        if name in schemas:
            schemas[name]["properties"].setdefault(field, dict(schema))
    if "UpdateRolePositionsRequest" in schemas:
        _require(schemas["UpdateRolePositionsRequest"], "id")
    channel = _body(document, "/guilds/{guild_id}/channels", "patch").get("items")
    if channel is not None:
        channel["properties"].setdefault("flags", dict(_FLAGS))
        _require(channel, "id")
    overwrite = _body(document, _OVERWRITE, "put")
    if overwrite:
        _require(overwrite, "type")


def _body(document: Schema, path: str, method: str) -> Schema:
    operation = document.get("paths", {}).get(path, {}).get(method, {})
    content = operation.get("requestBody", {}).get("content", {})
    found: Schema = content.get("application/json", {}).get("schema", {})
    return found


def _require(schema: Schema, field: str) -> None:
    """An entry without it, or with null in it, says nothing."""
    schema["required"] = sorted({*schema.get("required", []), field})
    schema["properties"][field] = {
        "allOf": [schema["properties"][field], {"not": {"type": "null"}}]
    }
