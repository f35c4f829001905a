"""What may be said of a message, whoever sends it."""

from collections.abc import Mapping
from typing import Any

from app.sandbox.world.forms.embeds import embeds
from app.sandbox.world.forms.message_components import layout, rows
from app.sandbox.world.forms.reading import (
    Fields,
    Reader,
    Wrong,
    choice,
    flag,
    form,
    listed,
    number,
    or_none,
    snowflake,
    text,
    word,
)
from app.sandbox.world.messages import MessageFlag

MOST_CHARACTERS = 2000
MOST_ATTACHMENTS = 10

ALLOWED_MENTIONS: Reader = form(
    {
        "parse": or_none(listed(word("users", "roles", "everyone"))),
        "users": or_none(listed(snowflake, 100)),
        "roles": or_none(listed(snowflake, 100)),
        "replied_user": or_none(flag),
    }
)

_ATTACHMENT = form(
    {
        "id": snowflake,
        "filename": or_none(text(1, 1024)),
        "description": or_none(text(0, 1024)),
        "title": or_none(text(0, 1024)),
    },
    ("id",),
)

_REFERENCE = form(
    {
        "message_id": snowflake,
        "channel_id": or_none(snowflake),
        "guild_id": or_none(snowflake),
        "fail_if_not_exists": or_none(flag),
        "type": or_none(choice(0)),
    },
    ("message_id",),
)


def _nonce(value: Any) -> str | int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if not isinstance(value, str) or len(value) > 25:
        raise Wrong.of("NONCE_TYPE_TOO_LONG", "Nonce cannot be longer than 25 characters.")
    return value


def _allowed_mentions(value: Any) -> Mapping[str, Any]:
    read: Mapping[str, Any] = ALLOWED_MENTIONS(value)
    for kind in ("users", "roles"):
        if kind in (read.get("parse") or ()) and read.get(kind):
            message = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            tree = Wrong.of("MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message).tree
            raise Wrong({kind: tree})
    return read


def message_fields(body: Mapping[str, Any], *, v2: bool = False) -> Fields:
    """The fields of a message; `v2` or the flag in the body says which components it takes."""
    flags = body.get("flags")
    is_v2 = v2 or (isinstance(flags, int) and bool(flags & MessageFlag.IS_COMPONENTS_V2))
    return {
        "content": or_none(text(0, MOST_CHARACTERS)),
        "embeds": or_none(embeds),
        "components": or_none(layout if is_v2 else rows),
        "allowed_mentions": or_none(_allowed_mentions),
        "attachments": or_none(listed(_ATTACHMENT, MOST_ATTACHMENTS)),
        "flags": or_none(number(0, (1 << 31) - 1)),
        "tts": or_none(flag),
    }


def sending_fields(body: Mapping[str, Any]) -> Fields:
    """What a new message in a channel has besides."""
    return {
        **message_fields(body),
        "nonce": or_none(_nonce),
        "enforce_nonce": or_none(flag),
        "message_reference": or_none(_REFERENCE),
    }
