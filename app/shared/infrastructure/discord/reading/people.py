"""Members, and the guilds of the bot, as Discord tells of them."""

from datetime import datetime
from typing import Any

from app.shared.application.ports.guild_gateway import BotGuild, Member
from app.shared.domain.access.membership import Hierarchy, Membership, RankedRole
from app.shared.domain.permissions.effective import Person, guild_permissions
from app.shared.domain.structure.identifiers import EVERYONE, GuildId, Key, UserId
from app.shared.domain.structure.structure import Structure
from app.shared.infrastructure.discord.reading.roles import read_roles
from app.shared.infrastructure.discord.reading.values import Object

_IMAGES = "https://cdn.discordapp.com"
"""Where Discord serves pictures from (reference, "Image Formatting")."""


def read_membership(
    guild_id: GuildId, guild: Object, member: Object, user_id: UserId, now: datetime
) -> Membership:
    roles = read_roles(guild_id, guild["roles"])
    person = Person(
        roles=frozenset(Key(str(role)) for role in member["roles"]),
        user_id=user_id,
        owner=int(guild["owner_id"]) == user_id,
        timed_out=_is_timed_out(member, now),
    )
    names = {role.key: role.name for role in roles}
    shown = read_member(guild_id, member)
    return Membership(
        guild_id=guild_id,
        user_id=user_id,
        name=shown.name,
        display_name=shown.display_name,
        avatar=shown.avatar,
        owner=person.owner,
        roles=shown.roles,
        permissions=guild_permissions(Structure(roles=roles), person),
        role_names={int(key): names[key] for key in person.roles if key in names},
    )


def read_member(guild_id: GuildId, member: Object) -> Member:
    user = member["user"]
    name = str(user["username"])
    return Member(
        user_id=UserId(int(user["id"])),
        name=name,
        display_name=str(member.get("nick") or user.get("global_name") or name),
        avatar=_avatar(guild_id, member),
        roles=frozenset(int(role) for role in member["roles"]),
        bot=bool(user.get("bot")),
    )


def read_hierarchy(guild_id: GuildId, guild: Object) -> Hierarchy:
    managed = {int(role["id"]) for role in guild["roles"] if role.get("managed")}
    ids = [
        (guild_id if role.key == EVERYONE else int(role.key), role)
        for role in read_roles(guild_id, guild["roles"])
    ]
    return Hierarchy(
        guild_id=guild_id,
        owner_id=UserId(int(guild["owner_id"])),
        roles=tuple(
            RankedRole(
                id=role_id,
                name=role.name,
                permissions=role.permissions,
                color=role.colors.primary,
                managed=role_id in managed,
            )
            for role_id, role in ids
        ),
    )


def read_bot_guild(guild: Object) -> BotGuild:
    icon = guild.get("icon")
    return BotGuild(
        id=GuildId(int(guild["id"])),
        name=str(guild["name"]),
        icon=None if icon is None else f"{_IMAGES}/icons/{guild['id']}/{icon}.png",
    )


def _avatar(guild_id: GuildId, member: Object) -> str | None:
    """The one chosen for this guild before the one of the account."""
    user: Any = member["user"]
    if member.get("avatar"):
        return f"{_IMAGES}/guilds/{guild_id}/users/{user['id']}/avatars/{member['avatar']}.png"
    if user.get("avatar"):
        return f"{_IMAGES}/avatars/{user['id']}/{user['avatar']}.png"
    return None


def _is_timed_out(member: Object, now: datetime) -> bool:
    until = member.get("communication_disabled_until")
    return until is not None and datetime.fromisoformat(until) > now
