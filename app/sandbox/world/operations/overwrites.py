"""Changes overwrites: one at a time or a whole channel's, and what follows in a category."""

from collections.abc import Mapping
from typing import Any

from app.sandbox.world.actor import Actor
from app.sandbox.world.channels import Channel, ChannelType, Overwrite, OverwriteType
from app.sandbox.world.forms.channels import OVERWRITE_FIELDS
from app.sandbox.world.forms.reading import Values, read
from app.sandbox.world.guild import Guild
from app.sandbox.world.operations.announcing import announce_channel
from app.sandbox.world.operations.overwrite_audit import record_overwrites
from app.sandbox.world.operations.rights import (
    acting_member,
    held_in_channel,
    held_in_guild,
    is_administrator,
    require_in_channel,
)
from app.sandbox.world.permissions import Permission
from app.sandbox.world.refusals import maximum_reached, missing_permissions, unknown_overwrite
from app.sandbox.world.world import World

MAX_OVERWRITES = 1000

type Overwrites = Mapping[int, Overwrite]


def put_overwrite(
    world: World,
    guild: Guild,
    channel: Channel,
    actor: Actor,
    target_id: int,
    body: Mapping[str, Any],
) -> None:
    require_in_channel(world, guild, channel, actor, Permission.MANAGE_ROLES)
    values = read(body, OVERWRITE_FIELDS, required=("type",))
    overwrite = _overwrite(guild, channel, values | {"id": target_id})
    wanted = dict(channel.overwrites) | {target_id: overwrite}
    require_overwritable(world, guild, channel, actor, wanted)
    if len(wanted) > MAX_OVERWRITES:
        raise maximum_reached(30060, "channel permission overwrites", MAX_OVERWRITES)
    _change(world, guild, channel, actor, wanted)


def delete_overwrite(
    world: World, guild: Guild, channel: Channel, actor: Actor, target_id: int
) -> None:
    require_in_channel(world, guild, channel, actor, Permission.MANAGE_ROLES)
    if target_id not in channel.overwrites:
        raise unknown_overwrite()
    wanted = {key: kept for key, kept in channel.overwrites.items() if key != target_id}
    require_overwritable(world, guild, channel, actor, wanted)
    _change(world, guild, channel, actor, wanted)


def overwrites_from(guild: Guild, channel: Channel | None, sent: list[Values]) -> Overwrites:
    """What an array of overwrites says; of two for the same target the last counts."""
    return {values["id"]: _overwrite(guild, channel, values) for values in sent}


def require_creatable(world: World, guild: Guild, actor: Actor, wanted: Overwrites) -> None:
    """On a new channel: bits that the actor has in the guild; MANAGE_ROLES for administrators."""
    if is_administrator(world, guild, actor):
        return
    bits = _bits(wanted)
    if bits & Permission.MANAGE_ROLES or bits & ~held_in_guild(world, guild, actor):
        raise missing_permissions()


def require_overwritable(
    world: World, guild: Guild, channel: Channel, actor: Actor, wanted: Overwrites
) -> None:
    """Only bits that the actor has in the guild or the parent may change.

    An overwrite in this very channel that allows the actor MANAGE_ROLES lifts the rule.
    """
    if is_administrator(world, guild, actor) or _may_manage_here(guild, channel, actor):
        return
    held = held_in_guild(world, guild, actor)
    parent = guild.channels.get(channel.parent_id or 0)
    if parent is not None:
        held |= held_in_channel(world, guild, parent, actor)
    if _changed_bits(channel.overwrites, wanted) & ~held:
        raise missing_permissions()


def adopt_overwrites(
    world: World, guild: Guild, channel: Channel, wanted: Overwrites
) -> list[Channel]:
    """Sets them without asking; returns the children that were in sync and so changed too."""
    before = channel.effective_overwrites
    channel.overwrites = dict(wanted)
    if channel.type is not ChannelType.CATEGORY or not world.behaviour.category_sync:
        return []
    if before == channel.effective_overwrites:
        return []
    followers = [
        child for child in guild.children_of(channel.id) if child.effective_overwrites == before
    ]
    for child in followers:
        child.overwrites = copied(wanted)
    return followers


def copied(overwrites: Overwrites) -> dict[int, Overwrite]:
    return {
        key: Overwrite(each.id, each.type, each.allow, each.deny)
        for key, each in overwrites.items()
    }


def _change(world: World, guild: Guild, channel: Channel, actor: Actor, wanted: Overwrites) -> None:
    before = channel.overwrites
    if before == wanted:
        return
    followers = adopt_overwrites(world, guild, channel, wanted)
    for changed in (channel, *followers):
        announce_channel(world, guild, changed)
    record_overwrites(world, guild, channel, actor, before, wanted)


def _overwrite(guild: Guild, channel: Channel | None, values: Values) -> Overwrite:
    """For a role or a member of the guild, or for whom the channel has one already."""
    target_id, kind = values["id"], values.get("type")
    if kind is None:
        kind = OverwriteType.ROLE if target_id in guild.roles else OverwriteType.MEMBER
    targets = guild.roles if kind == OverwriteType.ROLE else guild.members
    existing = channel.overwrites if channel is not None else {}
    if target_id not in targets and target_id not in existing:
        raise unknown_overwrite()
    return Overwrite(
        target_id, OverwriteType(kind), values.get("allow") or 0, values.get("deny") or 0
    )


def _may_manage_here(guild: Guild, channel: Channel, actor: Actor) -> bool:
    member = acting_member(guild, actor)
    own = (guild.id, member.user_id, *member.roles)
    return any(
        channel.overwrites[key].allow & Permission.MANAGE_ROLES
        for key in own
        if key in channel.overwrites
    )


def _bits(overwrites: Overwrites) -> int:
    found = 0
    for overwrite in overwrites.values():
        found |= overwrite.allow | overwrite.deny
    return found


def _changed_bits(before: Overwrites, after: Overwrites) -> int:
    found = 0
    nothing = Overwrite(0, OverwriteType.ROLE)
    for key in {*before, *after}:
        old, new = before.get(key, nothing), after.get(key, nothing)
        found |= (old.allow ^ new.allow) | (old.deny ^ new.deny)
    return found
