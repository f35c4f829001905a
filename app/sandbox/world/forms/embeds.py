"""What may be said of an embed, and how it is kept: as Discord's answers show it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from app.sandbox.world.forms.addresses import WEB, WEB_OR_ATTACHED, address
from app.sandbox.world.forms.reading import (
    Fields,
    Reader,
    Wrong,
    flag,
    form,
    listed,
    number,
    or_none,
    text,
)

MOST_EMBEDS = 10
MOST_CHARACTERS = 6000
MOST_FIELDS = 25

_PICTURE = form({"url": or_none(address(*WEB_OR_ATTACHED))})


def _moment(value: Any) -> str:
    try:
        found = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        message = f'Could not parse "{value}". Should be ISO8601.'
        raise Wrong.of("DATE_TIME_TYPE_PARSE", message) from None
    zoned = found if found.tzinfo is not None else found.replace(tzinfo=UTC)
    return zoned.astimezone(UTC).isoformat(timespec="microseconds")


_EMBED: Fields = {
    "title": or_none(text(0, 256)),
    "description": or_none(text(0, 4096)),
    "url": or_none(address(*WEB)),
    "color": or_none(number(0, 0xFF_FFFF)),
    "timestamp": or_none(_moment),
    "footer": or_none(
        form({"text": or_none(text(0, 2048)), "icon_url": or_none(address(*WEB_OR_ATTACHED))})
    ),
    "author": or_none(
        form(
            {
                "name": or_none(text(0, 256)),
                "url": or_none(address(*WEB)),
                "icon_url": or_none(address(*WEB_OR_ATTACHED)),
            }
        )
    ),
    "image": or_none(_PICTURE),
    "thumbnail": or_none(_PICTURE),
    "fields": or_none(
        listed(
            form(
                {"name": text(1, 256), "value": text(1, 1024), "inline": or_none(flag)},
                required=("name", "value"),
            ),
            MOST_FIELDS,
        )
    ),
}

_read_embed: Reader = form(_EMBED)
_read_embeds: Reader = listed(_read_embed, MOST_EMBEDS)


def embeds(value: Any) -> list[dict[str, Any]]:
    """A reader for forms: all embeds of a message, 6000 characters at most over all of them."""
    found = [_kept(each) for each in _read_embeds(value)]
    if sum(map(_characters, found)) > MOST_CHARACTERS:
        message = f"Embed size exceeds maximum size of {MOST_CHARACTERS}"
        raise Wrong.of("MAX_EMBED_SIZE_EXCEEDED", message)
    return [each for each in found if len(each) > 1]


def _kept(read: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is empty; `type` is always rich."""
    found: dict[str, Any] = {"type": "rich"}
    for key in ("title", "description", "url", "color", "timestamp"):
        if read.get(key) not in (None, ""):
            found[key] = read[key]
    for key, needed in (("footer", "text"), ("author", "name"), ("image", "url")):
        part = _filled(read.get(key))
        if part.get(needed):
            found[key] = part
    thumbnail = _filled(read.get("thumbnail"))
    if thumbnail:
        found["thumbnail"] = thumbnail
    if read.get("fields"):
        found["fields"] = [
            {"name": each["name"], "value": each["value"], "inline": bool(each.get("inline"))}
            for each in read["fields"]
        ]
    return found


def _filled(part: Mapping[str, Any] | None) -> dict[str, Any]:
    return {key: value for key, value in (part or {}).items() if value not in (None, "")}


def _characters(embed: Mapping[str, Any]) -> int:
    """Of title, description, footer, author's name, and all fields."""
    counted = [embed.get("title", ""), embed.get("description", "")]
    counted += [embed.get("footer", {}).get("text", ""), embed.get("author", {}).get("name", "")]
    for field in embed.get("fields", ()):
        counted += [field["name"], field["value"]]
    return sum(map(len, counted))
