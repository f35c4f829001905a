"""The calls these tests send, with what they need and no more."""

from typing import Any

from app.shared.application.ports.guild_gateway import Call
from app.shared.domain.planning.steps import Action

REASON = "Guildwright run r1 step 1"


def create_role(name: str = "Helper", **body: Any) -> Call:
    return Call(action=Action.CREATE_ROLE, body={"name": name, "permissions": "0", **body})


def create_channel(name: str = "lobby", **body: Any) -> Call:
    return Call(action=Action.CREATE_CHANNEL, body={"name": name, "type": 0, **body})


def edit_channel(channel_id: int, **body: Any) -> Call:
    return Call(action=Action.EDIT_CHANNEL, object_id=channel_id, body=body)


def delete_channel(channel_id: int) -> Call:
    return Call(action=Action.DELETE_CHANNEL, object_id=channel_id)


def edit_guild(**body: Any) -> Call:
    return Call(action=Action.EDIT_GUILD, body=body)
