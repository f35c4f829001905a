"""The keys under which the audit log speaks of a channel."""

from typing import Any

from app.sandbox.world.channels import Channel
from app.sandbox.world.payloads.channels import channel_payload, overwrite_payload

_NOT_AUDITED = (
    "id",
    "guild_id",
    "permission_overwrites",
    "last_message_id",
    "last_pin_timestamp",
)


def audited_channel(channel: Channel, *, whole: bool = False) -> dict[str, Any]:
    """`whole` is for channels that come or go: their overwrites are part of the entry.

    Changed overwrites have entries of their own.
    """
    found = {
        key: value for key, value in channel_payload(channel).items() if key not in _NOT_AUDITED
    }
    if whole:
        overwrites = channel.overwrites.values()
        found["permission_overwrites"] = [overwrite_payload(each) for each in overwrites]
    return found
