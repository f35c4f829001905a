"""Which guilds the bot is or was in, and the clearing away of what is kept about one."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Table, bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert as upsert

from app.shared.application.ports.guild_presences import GuildPresences
from app.shared.domain.fingerprint import plain
from app.shared.domain.guilds.admission import Decision
from app.shared.domain.guilds.presence import GuildPresence, PlaceFacts
from app.shared.domain.structure.identifiers import GuildId, UserId
from app.shared.infrastructure.postgres.many_rows import guilds, is_among_guilds
from app.shared.infrastructure.postgres.statements import Statements
from app.shared.infrastructure.postgres.tables import (
    guild_presences,
    kept_members,
    metadata,
    runs,
    steps,
)

_DECISION = select(guild_presences.c.decision).where(
    guild_presences.c.guild_id == bindparam("guild_id")
)

_DECISIONS = select(guild_presences.c.guild_id, guild_presences.c.decision).where(
    is_among_guilds(guild_presences), guild_presences.c.decision.is_not(None)
)


class SqlGuildPresences(GuildPresences):
    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def of(self, guild_id: GuildId) -> GuildPresence | None:
        query = select(guild_presences).where(guild_presences.c.guild_id == guild_id)
        row = await self._statements.one_or_none(query)
        return None if row is None else _presence(row)

    async def decision_on(self, guild_id: GuildId) -> Decision | None:
        row = await self._statements.one_or_none(_DECISION, {"guild_id": guild_id})
        return None if row is None else _decision(row.decision)

    async def decisions_on(self, guild_ids: Iterable[GuildId]) -> Mapping[GuildId, Decision]:
        rows = await self._statements.all(_DECISIONS, guilds(guild_ids))
        return {GuildId(row.guild_id): Decision(row.decision) for row in rows}

    async def all(self) -> tuple[GuildPresence, ...]:
        query = select(guild_presences).order_by(guild_presences.c.name, guild_presences.c.guild_id)
        return tuple(map(_presence, await self._statements.all(query)))

    async def save(self, presence: GuildPresence) -> None:
        values = {
            "guild_id": presence.guild_id,
            "name": presence.name,
            "joined_at": presence.joined_at,
            "left_at": presence.left_at,
            "owner_id": presence.owner_id,
            "unavailable_since": presence.unavailable_since,
            "place": None if presence.place is None else plain(presence.place),
            "decision": presence.decision,
            "decided_by": presence.decided_by,
            "decided_at": presence.decided_at,
        }
        row = upsert(guild_presences).values(**values)
        await self._statements.execute(
            row.on_conflict_do_update(index_elements=["guild_id"], set_=values)
        )

    async def left_before(self, moment: datetime) -> tuple[GuildPresence, ...]:
        query = (
            select(guild_presences)
            .where(guild_presences.c.left_at < moment)
            .order_by(guild_presences.c.left_at)
        )
        return tuple(map(_presence, await self._statements.all(query)))

    async def clear_away(self, guild_id: GuildId) -> None:
        gone = await self._statements.execute(
            delete(guild_presences).where(
                guild_presences.c.guild_id == guild_id, guild_presences.c.left_at.is_not(None)
            )
        )
        if not gone:
            return
        of_guild = select(runs.c.id).where(runs.c.guild_id == guild_id)
        for table in (steps, kept_members):
            await self._statements.execute(delete(table).where(table.c.run_id.in_(of_guild)))
        for table in _about_guilds():
            await self._statements.execute(delete(table).where(table.c.guild_id == guild_id))


def _about_guilds() -> Sequence[Table]:
    """Every table with a guild's rows; those that point at others come first."""
    return [table for table in reversed(metadata.sorted_tables) if "guild_id" in table.c]


def _presence(row: Row[Any]) -> GuildPresence:
    return GuildPresence(
        guild_id=GuildId(row.guild_id),
        name=row.name,
        joined_at=row.joined_at,
        left_at=row.left_at,
        owner_id=None if row.owner_id is None else UserId(row.owner_id),
        unavailable_since=row.unavailable_since,
        place=None if row.place is None else _place(row.place),
        decision=_decision(row.decision),
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )


def _place(document: dict[str, Any]) -> PlaceFacts:
    return PlaceFacts(
        missing=tuple(document["missing"]), roles_above=tuple(document["roles_above"])
    )


def _decision(text: str | None) -> Decision | None:
    return None if text is None else Decision(text)
