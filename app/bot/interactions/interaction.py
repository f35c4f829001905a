"""What somebody did with a command, a button or a form, as Discord tells it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Self

import nextcord

from app.shared.domain.structure.identifiers import GuildId, UserId


class InteractionType(IntEnum):
    PING = 1
    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL_SUBMIT = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Interaction:
    """Read from the event itself. nextcord's own reading looks roles and channels up in its cache,
    which holds none here, and reads the message of a button, whose parts it does not all know."""

    id: int
    token: str = field(repr=False)
    application_id: int
    type: InteractionType
    guild_id: GuildId | None
    channel_id: int
    user_id: UserId
    user_name: str
    display_name: str
    avatar_url: str | None
    message_id: int | None
    locale: str
    data: Mapping[str, Any]

    @classmethod
    def of(cls, event: Mapping[str, Any]) -> Self | None:
        """None for a kind that is not known. Raises KeyError, TypeError and ValueError for what
        is no interaction."""
        if event["type"] not in set(InteractionType):
            return None
        guild_id = event.get("guild_id")
        user = event["member"]["user"] if guild_id else event["user"]
        return cls(
            id=int(event["id"]),
            token=str(event["token"]),
            application_id=int(event["application_id"]),
            type=InteractionType(event["type"]),
            guild_id=GuildId(int(guild_id)) if guild_id else None,
            channel_id=int(event.get("channel_id") or 0),
            user_id=UserId(int(user["id"])),
            user_name=str(user.get("username", "")),
            display_name=_display_name(event.get("member") or {}, user),
            avatar_url=_avatar_url(user),
            message_id=int(event["message"]["id"]) if event.get("message") else None,
            locale=str(event.get("locale", "")),
            data=event.get("data") or {},
        )


def _display_name(member: Mapping[str, Any], user: Mapping[str, Any]) -> str:
    return str(member.get("nick") or user.get("global_name") or user.get("username", ""))


def _avatar_url(user: Mapping[str, Any]) -> str | None:
    avatar = user.get("avatar")
    return None if not avatar else f"{nextcord.Asset.BASE}/avatars/{user['id']}/{avatar}.png"
