"""One permission of one overwrite, turned to one of three states."""

from typing import Any

from app.sandbox.world.channels import Channel, Overwrite, OverwriteType
from app.sandbox.world.refusals import invalid_field

STATES = ("allow", "deny", "inherit")


def switched(channel: Channel, target_id: int, form: dict[str, Any]) -> dict[str, Any]:
    """The whole overwrite with the one bit changed; all others stay, unknown ones too."""
    state, bit = form.get("state"), _bit(form.get("bit"))
    if state not in STATES:
        raise invalid_field("state", "BASE_TYPE_CHOICES", "Say allow, deny or inherit.")
    fresh = Overwrite(target_id, _type(form.get("type")))
    existing = channel.overwrites.get(target_id, fresh)
    allow, deny = existing.allow & ~bit, existing.deny & ~bit
    return {
        "type": int(existing.type),
        "allow": str(allow | bit if state == "allow" else allow),
        "deny": str(deny | bit if state == "deny" else deny),
    }


def _bit(value: object) -> int:
    """0 adds an overwrite that says nothing yet."""
    text = str(value)
    if not text.isascii() or not text.isdigit():
        raise invalid_field("bit", "NUMBER_TYPE_COERCE", "A permission is a number.")
    return int(text)


def _type(value: object) -> OverwriteType:
    return OverwriteType.MEMBER if value == int(OverwriteType.MEMBER) else OverwriteType.ROLE
