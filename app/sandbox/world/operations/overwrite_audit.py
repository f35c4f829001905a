"""What the audit log says of changed overwrites: one entry for each."""

from collections.abc import Mapping
from typing import Any

from app.sandbox.world.actor import Actor
from app.sandbox.world.audit_log import AuditAction
from app.sandbox.world.channels import Channel, Overwrite, OverwriteType
from app.sandbox.world.guild import Guild
from app.sandbox.world.operations.audit import differences, record
from app.sandbox.world.world import World


def record_overwrites(
    world: World,
    guild: Guild,
    channel: Channel,
    actor: Actor,
    before: Mapping[int, Overwrite],
    after: Mapping[int, Overwrite],
) -> None:
    keys = [*before, *(key for key in after if key not in before)]
    for key in keys:
        old, new = before.get(key), after.get(key)
        changes = differences(_audited(old), _audited(new))
        if changes:
            options = _options(guild, new or before[key])
            record(world, guild, actor, _action(old, new), channel.id, changes, options)


def _action(old: Overwrite | None, new: Overwrite | None) -> AuditAction:
    if old is None:
        return AuditAction.CHANNEL_OVERWRITE_CREATE
    if new is None:
        return AuditAction.CHANNEL_OVERWRITE_DELETE
    return AuditAction.CHANNEL_OVERWRITE_UPDATE


def _audited(overwrite: Overwrite | None) -> dict[str, Any]:
    if overwrite is None:
        return {}
    return {
        "id": str(overwrite.id),
        "type": int(overwrite.type),
        "allow": str(int(overwrite.allow)),
        "deny": str(int(overwrite.deny)),
    }


def _options(guild: Guild, overwrite: Overwrite) -> dict[str, str]:
    """The role's name is told, a member's is not."""
    found = {"id": str(overwrite.id), "type": str(int(overwrite.type))}
    role = guild.roles.get(overwrite.id)
    if overwrite.type is OverwriteType.ROLE and role is not None:
        found["role_name"] = role.name
    return found
