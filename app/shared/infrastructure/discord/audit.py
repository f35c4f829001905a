"""Discord's audit log."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

from app.shared.application.ports.guild_gateway import AuditEntry, CallForbidden
from app.shared.domain.structure.identifiers import GuildId, UserId
from app.shared.infrastructure.discord.guild_reads import GuildReads, Refused

_PAGE = 100
_EPOCH_MS = 1_420_070_400_000
"""Where snowflakes count from: the start of 2015 (reference, snowflakes)."""


def time_of(snowflake: int) -> datetime:
    """When the thing with this id came to be."""
    return datetime.fromtimestamp(((snowflake >> 22) + _EPOCH_MS) / 1000, UTC)


async def entries(
    reads: GuildReads, guild_id: GuildId, action_type: int | None
) -> AsyncIterator[AuditEntry]:
    """Newest first, page after page. Raises CallForbidden."""
    query = {"limit": str(_PAGE)}
    if action_type is not None:
        query["action_type"] = str(action_type)
    while True:
        page = await reads.page("/guilds/{guild_id}/audit-logs", {"guild_id": guild_id}, query)
        if isinstance(page, Refused):
            raise CallForbidden(
                "The bot may not read the server's audit log.",
                remedy='Give the bot\'s role the permission "View Audit Log".',
            )
        users = {str(user["id"]): user for user in page.get("users", ())}
        found = [_entry(raw, users) for raw in page["audit_log_entries"]]
        for entry in found:
            yield entry
        if len(found) < _PAGE:
            return
        query["before"] = str(min(entry.id for entry in found))


def _name(user: dict[str, Any]) -> str:
    return str(user.get("global_name") or user.get("username") or "")


def _entry(raw: dict[str, Any], users: dict[str, dict[str, Any]]) -> AuditEntry:
    entry_id, user = int(raw["id"]), raw.get("user_id")
    told = users.get(str(user), {})
    target = str(raw.get("target_id") or "")
    return AuditEntry(
        id=entry_id,
        user_id=None if user is None else UserId(int(user)),
        action_type=int(raw["action_type"]),
        target_id=int(target) if target.isdecimal() else None,
        reason=raw.get("reason") or "",
        at=time_of(entry_id),
        user_name=_name(told),
        user_is_bot=bool(told.get("bot", False)),
    )
