"""Discord's audit log."""

from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from app.shared.application.ports.guild_gateway import AuditEntry, CallForbidden
from app.shared.domain.language.saying import say
from app.shared.domain.structure.identifiers import GuildId, UserId
from app.shared.infrastructure.discord.guild_reads import GuildReads, Refused

_PAGE = 100
_EPOCH_MS = 1_420_070_400_000
"""Where snowflakes count from: the start of 2015 (reference, snowflakes)."""
_OVERWRITES = frozenset({13, 14, 15})
_NOBODY: Mapping[str, dict[str, Any]] = MappingProxyType({})


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
                say("The bot may not read the server's audit log."),
                remedy=say('Give the bot\'s role the permission "View Audit Log".'),
            )
        users = {str(user["id"]): user for user in page.get("users", ())}
        found = [entry_of(raw, users) for raw in page["audit_log_entries"]]
        for entry in found:
            yield entry
        if len(found) < _PAGE:
            return
        query["before"] = str(min(entry.id for entry in found))


def _name(user: dict[str, Any]) -> str:
    return str(user.get("global_name") or user.get("username") or "")


def entry_of(raw: Mapping[str, Any], users: Mapping[str, dict[str, Any]] = _NOBODY) -> AuditEntry:
    """As REST gives it and GUILD_AUDIT_LOG_ENTRY_CREATE tells it, which speaks of people by their
    id alone. `users` are those of the same answer, by id."""
    entry_id, user = int(raw["id"]), raw.get("user_id")
    told = users.get(str(user), {})
    action_type, options = int(raw["action_type"]), raw.get("options") or {}
    return AuditEntry(
        id=entry_id,
        user_id=None if user is None else UserId(int(user)),
        action_type=action_type,
        target_id=_id(raw.get("target_id")),
        reason=raw.get("reason") or "",
        at=time_of(entry_id),
        user_name=_name(told),
        user_is_bot=bool(told.get("bot", False)),
        changed=frozenset(str(one["key"]) for one in raw.get("changes") or ()),
        overwrite_of=_id(options.get("id")) if action_type in _OVERWRITES else None,
    )


def _id(raw: object) -> int | None:
    text = str(raw or "")
    return int(text) if text.isdecimal() else None
