"""The JSON Schema of the format, for editors: made from the same description that reads it."""

import json
from typing import Any

from app.shared.domain.blueprint.rules.references import TYPE_WORDS
from app.shared.domain.structure.channels import ChannelType
from app.shared.infrastructure.files.format.access import OVERWRITE
from app.shared.infrastructure.files.format.automod import RULE
from app.shared.infrastructure.files.format.channels import CHANNELS, CHILDREN
from app.shared.infrastructure.files.format.community import (
    ONBOARDING,
    OPTION,
    PROMPT,
    WELCOME_CHANNEL,
    WELCOME_SCREEN,
)
from app.shared.infrastructure.files.format.document import DOCUMENT, EXTENSION, IGNORE, SECTIONS
from app.shared.infrastructure.files.format.roles import EVERYONE_ROLE, ROLE
from app.shared.infrastructure.files.format.settings import SETTINGS
from app.shared.infrastructure.files.format.tags import TAG
from app.shared.infrastructure.files.forms.bits import PERMISSION_BITS
from app.shared.infrastructure.files.forms.form import Schema

_TITLE = "Guildwright blueprint"


def json_schema() -> dict[str, Any]:
    """Draft 2020-12. It knows the shape; what fits together is known by reading only."""
    sections: dict[str, Schema] = {
        "settings": _ref("settings"),
        "everyone": {"anyOf": [_ref("permissions"), _ref("everyone")]},
        "roles": _list({"anyOf": [{"type": "string", "minLength": 1}, _ref("role")]}),
        "channels": _list({"anyOf": [*_channel_refs(), _ref("category")]}),
        "welcome_screen": _ref("welcome_screen"),
        "onboarding": _ref("onboarding"),
        "automod": _list(_ref("rule")),
    }
    document = dict(DOCUMENT.schema)
    document["properties"] = document["properties"] | {
        "ignore": {**IGNORE.schema, "description": "Fields that are left to humans."},
        **{name: {**schema, "description": SECTIONS[name]} for name, schema in sections.items()},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": _TITLE,
        "description": "What a Discord server should look like.",
        **document,
        "patternProperties": {f"^{EXTENSION}": {"description": "Not read; for anchors."}},
        "$defs": _definitions(),
    }


def schema_text() -> str:
    """What is published as `guildwright.schema.json`."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def _definitions() -> dict[str, Any]:
    channels = {TYPE_WORDS[each]: dict(CHANNELS[each].schema) for each in ChannelType}
    category = channels.pop(TYPE_WORDS[ChannelType.CATEGORY])
    children = _list({"anyOf": _channel_refs()})
    return {
        "permissions": PERMISSION_BITS.full_schema,
        "overwrite": OVERWRITE.schema,
        "everyone": EVERYONE_ROLE.schema,
        "role": ROLE.schema,
        "tag": TAG.schema,
        **channels,
        "category": _with(category, CHILDREN, children, "The channels in it, as people see them."),
        "settings": SETTINGS.schema,
        "welcome_screen": _with(
            WELCOME_SCREEN.schema,
            "channels",
            _list(WELCOME_CHANNEL.schema, most=5),
            "Up to five channels that are worth a visit.",
        ),
        "onboarding": _with(
            ONBOARDING.schema, "prompts", _list(_prompt()), "The questions, at most 15."
        ),
        "rule": RULE.schema,
    }


def _prompt() -> Schema:
    options = _list(OPTION.schema)
    return _with(PROMPT.schema, "options", options, "The answers, 1 to 50.", required=True)


def _with(
    schema: Schema, name: str, value: Schema, description: str, *, required: bool = False
) -> dict[str, Any]:
    properties = {**schema["properties"], name: {**value, "description": description}}
    needed = [*schema.get("required", ()), *([name] if required else ())]
    return {**schema, "properties": properties} | ({"required": needed} if needed else {})


def _channel_refs() -> list[Schema]:
    named: list[Schema] = [{"type": "string", "minLength": 1}]
    types = [each for each in ChannelType if each is not ChannelType.CATEGORY]
    return named + [_ref(TYPE_WORDS[each]) for each in types]


def _list(items: Schema, most: int | None = None) -> Schema:
    return {"type": "array", "items": items} | ({} if most is None else {"maxItems": most})


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}
