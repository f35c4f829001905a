"""What may be said of a webhook, and of a message that it sends."""

from collections.abc import Mapping
from typing import Any

from app.sandbox.world.forms.addresses import WEB, address
from app.sandbox.world.forms.images import image_hash
from app.sandbox.world.forms.messages import message_fields
from app.sandbox.world.forms.reading import Fields, Wrong, listed, or_none, snowflake, text

_NAME = text(1, 80)
_FORBIDDEN = ("clyde", "discord")


def webhook_name(value: Any) -> str:
    found: str = _NAME(value)
    for word in _FORBIDDEN:
        if word in found.lower():
            raise Wrong.of("USERNAME_INVALID_CONTAINS", f'Username cannot contain "{word}"')
    return found


WEBHOOK_FIELDS: Fields = {
    "name": webhook_name,
    "avatar": or_none(image_hash),
    "channel_id": or_none(snowflake),
}


def executing_fields(body: Mapping[str, Any]) -> Fields:
    """A message with a name and a picture of its own."""
    return {
        **message_fields(body),
        "username": or_none(webhook_name),
        "avatar_url": or_none(address(*WEB)),
        "thread_name": or_none(text(0, 100)),
        "applied_tags": or_none(listed(snowflake, 5)),
    }
