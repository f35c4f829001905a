"""Changes members: nicknames, time-outs, roles, and who is one."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.sandbox.world.actor import Actor
from app.sandbox.world.audit_log import AuditAction
from app.sandbox.world.forms.members import MEMBER_FIELDS, OWN_MEMBER_FIELDS
from app.sandbox.world.forms.reading import Values, read
from app.sandbox.world.guild import Guild
from app.sandbox.world.members import Member
from app.sandbox.world.operations.adopting import adopt
from app.sandbox.world.operations.announcing import announce_member
from app.sandbox.world.operations.audit import differences, record
from app.sandbox.world.operations.member_roles import record_roles, require_role_changes
from app.sandbox.world.operations.rights import outranks_member, require_in_guild
from app.sandbox.world.payloads.times import iso_or_none
from app.sandbox.world.permissions import Permission, guild_permissions
from app.sandbox.world.refusals import (
    Refusal,
    invalid_field,
    missing_permissions,
    unknown_member,
)
from app.sandbox.world.world import World

MAX_TIMEOUT_SECONDS = 28 * 24 * 3600

_NEEDS = {
    "nick": Permission.MANAGE_NICKNAMES,
    "roles": Permission.MANAGE_ROLES,
    "mute": Permission.MUTE_MEMBERS,
    "deaf": Permission.DEAFEN_MEMBERS,
    "channel_id": Permission.MOVE_MEMBERS,
    "communication_disabled_until": Permission.MODERATE_MEMBERS,
    "flags": Permission.MODERATE_MEMBERS,
}
_IN_VOICE = ("mute", "deaf", "channel_id")
_ABOVE_ONLY = ("nick", "communication_disabled_until")
_BYPASSES_VERIFICATION = 1 << 2


def find_member(guild: Guild, user_id: int) -> Member:
    member = guild.members.get(user_id)
    if member is None:
        raise unknown_member()
    return member


def edit_member(
    world: World, guild: Guild, actor: Actor, user_id: int, body: Mapping[str, Any]
) -> Member:
    member = find_member(guild, user_id)
    sent = [_NEEDS[key] for key in body if key in _NEEDS]
    require_in_guild(world, guild, actor, *sent)
    values = read(body, MEMBER_FIELDS)
    if any(key in values for key in _ABOVE_ONLY) and user_id != actor.user_id:
        _require_above(guild, actor, member)
    if any(values.get(key) is not None for key in _IN_VOICE):
        raise Refusal(400, 40032, "Target user is not connected to voice.")
    wanted = replace(member, roles=list(member.roles))
    _apply(world, guild, wanted, values)
    require_role_changes(guild, actor, member.roles, wanted.roles)
    _adopt_changes(world, guild, actor, member, wanted)
    return member


def edit_own_nick(world: World, guild: Guild, actor: Actor, body: Mapping[str, Any]) -> Member:
    require_in_guild(world, guild, actor, Permission.CHANGE_NICKNAME)
    member = find_member(guild, actor.user_id)
    values = read(body, OWN_MEMBER_FIELDS)
    wanted = replace(member)
    _apply(world, guild, wanted, values)
    _adopt_changes(world, guild, actor, member, wanted)
    return member


def _apply(world: World, guild: Guild, wanted: Member, values: Values) -> None:
    if "nick" in values:
        wanted.nick = values["nick"] or None
    if "roles" in values:
        wanted.roles = list(dict.fromkeys(values["roles"] or []))
    if "communication_disabled_until" in values:
        until = values["communication_disabled_until"]
        _require_timeout_allowed(world, guild, wanted, until)
        wanted.timed_out_until = until
    if "flags" in values:
        kept = wanted.flags & ~_BYPASSES_VERIFICATION
        wanted.flags = kept | ((values["flags"] or 0) & _BYPASSES_VERIFICATION)


def _require_timeout_allowed(
    world: World, guild: Guild, member: Member, until: float | None
) -> None:
    if until is None:
        return
    if guild_permissions(guild, member, world.now()) & Permission.ADMINISTRATOR:
        raise missing_permissions()
    if until > world.now() + MAX_TIMEOUT_SECONDS:
        message = "Communication cannot be disabled for more than 28 days."
        key = "communication_disabled_until"
        raise invalid_field(key, "COMMUNICATION_DISABLED_TOO_LONG", message)


def _require_above(guild: Guild, actor: Actor, member: Member) -> None:
    if not outranks_member(guild, actor, member):
        raise missing_permissions()


def _adopt_changes(
    world: World, guild: Guild, actor: Actor, member: Member, wanted: Member
) -> None:
    before = replace(member)
    if before == wanted:
        return
    adopt(member, wanted)
    announce_member(world, guild, member)
    changes = differences(_audited(before), _audited(wanted))
    if changes:
        record(world, guild, actor, AuditAction.MEMBER_UPDATE, member.user_id, changes)
    record_roles(world, guild, actor, member.user_id, before.roles, wanted.roles)


def _audited(member: Member) -> dict[str, Any]:
    return {
        "nick": member.nick,
        "communication_disabled_until": iso_or_none(member.timed_out_until),
        "flags": member.flags,
    }
