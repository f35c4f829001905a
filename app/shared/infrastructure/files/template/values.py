"""Values as templates have them: old numbers beside new text."""

from typing import Any

from app.shared.domain.structure.channels import Emoji

type Object = dict[str, Any]


def bits_in(thing: Object, name: str) -> int:
    """Permissions: `<name>_new` has them as text where both are there."""
    bits = int(thing.get(f"{name}_new") or thing.get(name) or 0)
    if bits < 0:
        raise ValueError(f"{name} is negative")
    return bits


def reference(value: Any) -> int:
    """A template's own number for a role or channel; 0 is @everyone."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise TypeError("an id is no number")
    return int(value)


def whole(value: Any, default: int) -> int:
    return default if value is None else int(value)


def text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a name is no text")
    return value


def emoji(thing: Object | None, *, id_name: str, name: str) -> Emoji | None:
    """Only characters: a server's own emojis exist on that server only."""
    if thing is None or not thing.get(name) or thing.get(id_name):
        return None
    return Emoji(text(thing[name]))


def has_own_emoji(thing: Object | None) -> bool:
    return thing is not None and bool(thing.get("emoji_id"))
