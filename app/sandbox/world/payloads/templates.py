"""Guild templates as JSON."""

from typing import Any

from app.sandbox.world.payloads.times import iso
from app.sandbox.world.payloads.users import user_payload
from app.sandbox.world.templates import Template
from app.sandbox.world.users import User


def template_payload(template: Template, creator: User | None) -> dict[str, Any]:
    return {
        "code": template.code,
        "name": template.name,
        "description": template.description,
        "usage_count": template.usage_count,
        "creator_id": str(template.creator_id),
        "creator": None if creator is None else user_payload(creator),
        "created_at": iso(template.created_at),
        "updated_at": iso(template.updated_at),
        "source_guild_id": str(template.source_guild_id),
        "serialized_source_guild": template.serialized,
        "is_dirty": template.is_dirty,
    }
