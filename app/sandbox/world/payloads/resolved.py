"""What an interaction's values point to: users, members, roles, channels, files and messages."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from app.sandbox.world.channels import Channel
from app.sandbox.world.files import StoredFile
from app.sandbox.world.guild import Guild
from app.sandbox.world.messages import Message
from app.sandbox.world.payloads.channels import channel_payload
from app.sandbox.world.payloads.files import attachment_payload
from app.sandbox.world.payloads.members import member_payload
from app.sandbox.world.payloads.messages import message_payload
from app.sandbox.world.payloads.roles import role_payload
from app.sandbox.world.payloads.users import user_payload
from app.sandbox.world.permissions import channel_permissions
from app.sandbox.world.world import World

_OF_A_CHANNEL = ("id", "type", "name", "guild_id", "parent_id", "position", "flags", "topic")
_MORE_OF_A_CHANNEL = ("nsfw", "last_message_id", "last_pin_timestamp", "rate_limit_per_user")


@dataclass(slots=True)
class Named:
    """Ids of what the values of options or a select name."""

    users: list[int] = field(default_factory=list)
    roles: list[int] = field(default_factory=list)
    channels: list[int] = field(default_factory=list)
    files: list[StoredFile] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)

    def add(self, other: "Named") -> None:
        self.users += other.users
        self.roles += other.roles
        self.channels += other.channels
        self.files += other.files
        self.messages += other.messages


def resolved_payload(
    world: World, guild: Guild, here: Channel, named: Named, user_id: int, application_id: int
) -> dict[str, Any]:
    """Only the kinds that are named. Members have the permissions that they have `here`."""
    found: dict[str, Any] = {
        "users": {str(each): user_payload(world.users[each]) for each in named.users},
        "members": {
            str(each): _member(world, guild, here, each)
            for each in named.users
            if each in guild.members
        },
        "roles": {str(each): role_payload(guild.roles[each]) for each in named.roles},
        "channels": {
            str(each): _channel(world, guild, guild.channels[each], user_id, application_id)
            for each in named.channels
        },
        "attachments": {str(each.id): attachment_payload(world, each) for each in named.files},
        "messages": {str(each.id): message_payload(world, each) for each in named.messages},
    }
    return {key: value for key, value in found.items() if value}


def permissions_of(world: World, guild: Guild, channel: Channel, user_id: int) -> str:
    """In the channel, as text; "0" for who is not in the guild."""
    member = guild.members.get(user_id)
    if member is None:
        return "0"
    return str(int(channel_permissions(guild, member, channel, world.now())))


def picked(payload: dict[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    return {key: payload[key] for key in keys if key in payload}


def _member(world: World, guild: Guild, here: Channel, user_id: int) -> dict[str, Any]:
    """Without the user, whom the payload has besides, and without `deaf` and `mute`."""
    found = member_payload(guild.members[user_id], world.users[user_id])
    for key in ("user", "deaf", "mute"):
        del found[key]
    return found | {"permissions": permissions_of(world, guild, here, user_id)}


def _channel(
    world: World, guild: Guild, channel: Channel, user_id: int, application_id: int
) -> dict[str, Any]:
    kept = picked(channel_payload(channel), (*_OF_A_CHANNEL, *_MORE_OF_A_CHANNEL))
    return kept | {
        "permissions": permissions_of(world, guild, channel, user_id),
        "app_permissions": permissions_of(world, guild, channel, application_id),
    }
