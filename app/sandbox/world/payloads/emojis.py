"""Custom emojis as JSON."""

from typing import Any

from app.sandbox.world.emojis import Emoji
from app.sandbox.world.payloads.users import user_payload
from app.sandbox.world.users import User


def emoji_payload(emoji: Emoji, creator: User | None = None) -> dict[str, Any]:
    """`creator` is shown to those who may manage expressions."""
    found: dict[str, Any] = {
        "id": str(emoji.id),
        "name": emoji.name,
        "roles": [str(role_id) for role_id in emoji.roles],
        "require_colons": True,
        "managed": emoji.managed,
        "animated": emoji.animated,
        "available": emoji.available,
    }
    if creator is not None:
        found["user"] = user_payload(creator)
    return found
