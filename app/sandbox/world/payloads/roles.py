"""Roles as JSON."""

from typing import Any

from app.sandbox.world.roles import Role, RoleTags


def role_payload(role: Role) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": str(role.id),
        "name": role.name,
        "description": None,
        "permissions": str(role.permissions),
        "position": role.position,
        "color": role.color,
        "colors": {
            "primary_color": role.color,
            "secondary_color": role.secondary_color,
            "tertiary_color": role.tertiary_color,
        },
        "hoist": role.hoist,
        "managed": role.managed,
        "mentionable": role.mentionable,
        "icon": role.icon,
        "unicode_emoji": role.unicode_emoji,
        "flags": role.flags,
    }
    if role.tags is not None:
        found["tags"] = _tags(role.tags)
    return found


def _tags(tags: RoleTags) -> dict[str, Any]:
    """Ids as text; what is merely true is there with the value null."""
    ids = ("bot_id", "integration_id", "subscription_listing_id")
    marks = ("premium_subscriber", "available_for_purchase", "guild_connections")
    found: dict[str, Any] = {
        key: str(getattr(tags, key)) for key in ids if getattr(tags, key) is not None
    }
    found.update({key: None for key in marks if getattr(tags, key)})
    return found
