"""Single values of Discord's JSON."""

from collections.abc import Mapping
from typing import Any

from app.shared.domain.structure.channels import Emoji
from app.shared.domain.structure.identifiers import Key

Object = Mapping[str, Any]


def key_of(snowflake: Any) -> Key:
    """The key of a thing in a snapshot: its id in decimal digits."""
    return Key(str(int(snowflake)))


def key_or_none(snowflake: Any) -> Key | None:
    return None if snowflake is None else key_of(snowflake)


def bits(value: Any) -> int:
    """A permission bit set; Discord sends text, and leaves out what is empty."""
    return int(value or 0)


def emoji(id: Any, name: Any) -> Emoji | None:
    """One of the guild's own goes by its id alone: its name may change."""
    if id is not None:
        return Emoji(id=int(id))
    return Emoji(name=str(name)) if name else None
