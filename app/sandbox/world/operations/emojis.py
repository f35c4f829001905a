"""Makes, changes and deletes custom emojis."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.sandbox.world.actor import Actor
from app.sandbox.world.audit_log import AuditAction
from app.sandbox.world.emojis import Emoji
from app.sandbox.world.forms.images import emoji_image, is_animated
from app.sandbox.world.forms.reading import Fields, Values, listed, or_none, read, snowflake, text
from app.sandbox.world.guild import Guild
from app.sandbox.world.operations.announcing import announce_emojis
from app.sandbox.world.operations.audit import differences, record
from app.sandbox.world.operations.rights import held_in_guild
from app.sandbox.world.permissions import Permission
from app.sandbox.world.refusals import (
    invalid_field,
    maximum_reached,
    missing_permissions,
    unknown_emoji,
)
from app.sandbox.world.world import World

SLOTS = (50, 100, 150, 250)
"""Of each sort, by boost level. Those above the first are an assumption."""

_NAME = re.compile(r"[A-Za-z0-9_]+")
_FIELDS: Fields = {
    "name": text(2, 32),
    "image": emoji_image,
    "roles": or_none(listed(snowflake)),
}


def find_emoji(guild: Guild, emoji_id: int) -> Emoji:
    emoji = guild.emojis.get(emoji_id)
    if emoji is None:
        raise unknown_emoji()
    return emoji


def may_see_creators(world: World, guild: Guild, actor: Actor) -> bool:
    either = Permission.CREATE_GUILD_EXPRESSIONS | Permission.MANAGE_GUILD_EXPRESSIONS
    return bool(held_in_guild(world, guild, actor) & either)


def create_emoji(world: World, guild: Guild, actor: Actor, body: Mapping[str, Any]) -> Emoji:
    if not held_in_guild(world, guild, actor) & Permission.CREATE_GUILD_EXPRESSIONS:
        raise missing_permissions()
    values = read(body, _FIELDS, required=("name", "image"))
    animated = is_animated(values["image"])
    _require_slot(guild, animated=animated)
    emoji = Emoji(world.next_id(), "", actor.user_id, animated=animated)
    _apply(guild, emoji, values)

    guild.emojis[emoji.id] = emoji
    announce_emojis(world, guild)
    changes = differences({}, {"name": emoji.name})
    record(world, guild, actor, AuditAction.EMOJI_CREATE, emoji.id, changes)
    return emoji


def edit_emoji(
    world: World, guild: Guild, actor: Actor, emoji_id: int, body: Mapping[str, Any]
) -> Emoji:
    emoji = find_emoji(guild, emoji_id)
    _require_changeable(world, guild, actor, emoji)
    values = read(body, {key: _FIELDS[key] for key in ("name", "roles")})
    before = replace(emoji)
    wanted = replace(emoji)
    _apply(guild, wanted, values)

    if wanted != before:
        guild.emojis[emoji.id] = wanted
        announce_emojis(world, guild)
        changes = differences({"name": before.name}, {"name": wanted.name})
        record(world, guild, actor, AuditAction.EMOJI_UPDATE, emoji.id, changes)
    return wanted


def delete_emoji(world: World, guild: Guild, actor: Actor, emoji_id: int) -> None:
    emoji = find_emoji(guild, emoji_id)
    _require_changeable(world, guild, actor, emoji)
    del guild.emojis[emoji.id]
    announce_emojis(world, guild)
    changes = differences({"name": emoji.name}, {})
    record(world, guild, actor, AuditAction.EMOJI_DELETE, emoji.id, changes)


def _apply(guild: Guild, emoji: Emoji, values: Values) -> None:
    if "name" in values:
        if _NAME.fullmatch(values["name"]) is None:
            message = "String value did not match validation regex."
            raise invalid_field("name", "STRING_TYPE_REGEX", message)
        emoji.name = values["name"]
    if "roles" in values:
        emoji.roles = [role_id for role_id in values["roles"] or [] if role_id in guild.roles]


def _require_slot(guild: Guild, *, animated: bool) -> None:
    taken = sum(emoji.animated is animated for emoji in guild.emojis.values())
    slots = SLOTS[guild.premium_tier]
    if taken >= slots:
        if animated:
            raise maximum_reached(30018, "animated emojis", slots)
        raise maximum_reached(30008, "emojis", slots)


def _require_changeable(world: World, guild: Guild, actor: Actor, emoji: Emoji) -> None:
    """One's own with either permission, others' with MANAGE_GUILD_EXPRESSIONS."""
    needed = int(Permission.MANAGE_GUILD_EXPRESSIONS)
    if emoji.creator_id == actor.user_id:
        needed |= Permission.CREATE_GUILD_EXPRESSIONS
    if not held_in_guild(world, guild, actor) & needed:
        raise missing_permissions()
