"""Writes the audit log and tells the gateway of each entry."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.sandbox.snowflakes import snowflake_at
from app.sandbox.world.actor import Actor
from app.sandbox.world.audit_log import KEPT_SECONDS, AuditAction, AuditChange, AuditLogEntry
from app.sandbox.world.events import Event
from app.sandbox.world.guild import Guild
from app.sandbox.world.payloads.audit_log import audit_log_entry_payload
from app.sandbox.world.permissions import Permission
from app.sandbox.world.users import Intent
from app.sandbox.world.world import World


def record(
    world: World,
    guild: Guild,
    actor: Actor,
    action: AuditAction,
    target_id: int | None,
    changes: Sequence[AuditChange] = (),
    options: Mapping[str, str] | None = None,
) -> AuditLogEntry:
    """Adds an entry with the actor's reason; what is older than 45 days is forgotten."""
    entry = AuditLogEntry(
        id=world.next_id(),
        action=action,
        user_id=actor.user_id,
        target_id=target_id,
        changes=tuple(changes),
        options=dict(options or {}),
        reason=actor.reason,
    )
    guild.audit_log.append(entry)
    _forget(world, guild)
    world.publish(
        Event(
            "GUILD_AUDIT_LOG_ENTRY_CREATE",
            guild.id,
            audit_log_entry_payload(entry) | {"guild_id": str(guild.id)},
            intent=Intent.GUILD_MODERATION,
            needs=Permission.VIEW_AUDIT_LOG,
        )
    )
    return entry


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[AuditChange]:
    """One change for each key whose value is not the same; a key that is missing was None."""
    keys = [*before, *(key for key in after if key not in before)]
    return [
        AuditChange(key, before.get(key), after.get(key))
        for key in keys
        if before.get(key) != after.get(key)
    ]


def _forget(world: World, guild: Guild) -> None:
    oldest = snowflake_at(world.now() - KEPT_SECONDS)
    kept = next((index for index, entry in enumerate(guild.audit_log) if entry.id >= oldest), 0)
    if kept:
        del guild.audit_log[:kept]
