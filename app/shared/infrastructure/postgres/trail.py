from sqlalchemy import insert, select

from app.shared.application.ports.unit_of_work import Trail, TrailEntry
from app.shared.domain.fingerprint import plain
from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.postgres.statements import Statements
from app.shared.infrastructure.postgres.tables import trail


class SqlTrail(Trail):
    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def add(self, entry: TrailEntry) -> None:
        await self._statements.execute(
            insert(trail).values(
                guild_id=entry.guild_id,
                at=entry.at,
                actor=entry.actor,
                origin=entry.origin,
                action=entry.action,
                subject=entry.subject,
                before=plain(entry.before),
                after=plain(entry.after),
                details=plain(entry.details),
            )
        )

    async def list(self, guild_id: GuildId, limit: int = 100) -> tuple[TrailEntry, ...]:
        query = (
            select(trail)
            .where(trail.c.guild_id == guild_id)
            .order_by(trail.c.id.desc())
            .limit(limit)
        )
        return tuple(
            TrailEntry(
                guild_id=GuildId(row.guild_id),
                at=row.at,
                actor=row.actor,
                origin=row.origin,
                action=row.action,
                subject=row.subject,
                before=row.before,
                after=row.after,
                details=row.details,
            )
            for row in await self._statements.all(query)
        )
