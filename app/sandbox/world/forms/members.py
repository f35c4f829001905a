"""What may be said of a member."""

from datetime import UTC, datetime
from typing import Any

from app.sandbox.world.forms.reading import (
    Fields,
    Wrong,
    flag,
    listed,
    number,
    or_none,
    snowflake,
    text,
)


def moment(value: Any) -> float:
    """An ISO 8601 moment, as epoch seconds; without an offset it is in UTC."""
    try:
        found = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        message = f'Could not parse "{value}". Should be ISO8601.'
        raise Wrong.of("DATE_TIME_TYPE_PARSE", message) from None
    aware = found if found.tzinfo is not None else found.replace(tzinfo=UTC)
    return aware.timestamp()


MEMBER_FIELDS: Fields = {
    "nick": or_none(text(0, 32)),
    "roles": or_none(listed(snowflake, 350)),
    "mute": or_none(flag),
    "deaf": or_none(flag),
    "channel_id": or_none(snowflake),
    "communication_disabled_until": or_none(moment),
    "flags": or_none(number(0, (1 << 31) - 1)),
}

OWN_MEMBER_FIELDS: Fields = {"nick": or_none(text(0, 32))}
