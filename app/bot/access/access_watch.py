"""Which of Discord's events mean that somebody's rights may be others now.

Members come and go, and get and lose roles, without an event for those who may not see the member
list: the audit log tells, where the bot may read it. Who leaves by themselves is told by nothing.
"""

from collections.abc import Mapping
from enum import IntEnum
from typing import Any

from app.shared.application.ports.access_events import AccessChanged
from app.shared.domain.structure.identifiers import GuildId, UserId


class AuditAction(IntEnum):
    """The entries that matter (resources/audit-log, "Audit Log Events")."""

    GUILD_UPDATE = 1
    MEMBER_KICK = 20
    MEMBER_PRUNE = 21
    MEMBER_BAN_ADD = 22
    MEMBER_UPDATE = 24
    MEMBER_ROLE_UPDATE = 25
    BOT_ADD = 28
    ROLE_CREATE = 30
    ROLE_UPDATE = 31
    ROLE_DELETE = 32


_ABOUT_EVERYBODY = frozenset(
    {
        AuditAction.GUILD_UPDATE,
        AuditAction.MEMBER_PRUNE,
        AuditAction.ROLE_CREATE,
        AuditAction.ROLE_UPDATE,
        AuditAction.ROLE_DELETE,
    }
)
_OF_GUILD = frozenset({"GUILD_CREATE", "GUILD_UPDATE", "GUILD_DELETE"})
_OF_ROLE = frozenset({"GUILD_ROLE_CREATE", "GUILD_ROLE_UPDATE", "GUILD_ROLE_DELETE"})
_OF_MEMBER = frozenset(
    {"GUILD_MEMBER_ADD", "GUILD_MEMBER_UPDATE", "GUILD_MEMBER_REMOVE", "GUILD_BAN_ADD"}
)


def access_changed_by(name: str, data: Mapping[str, Any]) -> AccessChanged | None:
    """None for an event that changes nobody's rights. Raises what a malformed one gives rise to.

    A guild that comes (back) may have changed in ways that were not told, and one that goes is not
    heard of any more; a new session has missed whatever happened before it.
    """
    if name == "READY":
        return AccessChanged(guild_id=None)
    if name in _OF_GUILD:
        return AccessChanged(guild_id=GuildId(int(data["id"])))
    if name in _OF_ROLE:
        return AccessChanged(guild_id=GuildId(int(data["guild_id"])))
    if name in _OF_MEMBER:
        return _of(data["guild_id"], data["user"]["id"])
    if name == "GUILD_AUDIT_LOG_ENTRY_CREATE":
        return _by_entry(data)
    return None


def _by_entry(entry: Mapping[str, Any]) -> AccessChanged | None:
    try:
        action = AuditAction(entry["action_type"])
    except ValueError:
        return None
    whom = None if action in _ABOUT_EVERYBODY else entry.get("target_id")
    return _of(entry["guild_id"], whom)


def _of(guild_id: Any, user_id: Any) -> AccessChanged:
    whom = None if user_id is None else UserId(int(user_id))
    return AccessChanged(guild_id=GuildId(int(guild_id)), user_id=whom)
