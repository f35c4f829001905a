"""Write down that somebody has settled differences, in the transaction in which they did."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from app.shared.application.ports.unit_of_work import UnitOfWork
from app.shared.domain.drift.records import DriftRecord, DriftState
from app.shared.domain.structure.identifiers import GuildId


async def settle_records(
    uow: UnitOfWork,
    guild_id: GuildId,
    differences: Iterable[str],
    state: DriftState,
    actor: str,
    now: datetime,
) -> tuple[DriftRecord, ...]:
    """Give those that were open. What was ignored still lasts; everything else has ended.

    Differences that nobody has noticed yet have no record, and need none any more.
    """
    wanted = set(differences)
    await uow.drift_records.hold(guild_id)
    settled = tuple(
        replace(
            record,
            state=state,
            settled_at=now,
            settled_by=actor,
            ended_at=None if state is DriftState.IGNORED else now,
        )
        for record in await uow.drift_records.lasting(guild_id)
        if record.is_open and record.difference in wanted
    )
    for record in settled:
        await uow.drift_records.save(record)
    if settled:
        await tell_anew(uow, guild_id, now)
    return settled


async def tell_anew(uow: UnitOfWork, guild_id: GuildId, now: datetime) -> None:
    """The open notice says what has become of what it tells of, at once where it was posted."""
    notice = await uow.drift_notices.open(guild_id)
    if notice is not None:
        due = notice.due_at if notice.message_id is None else now
        await uow.drift_notices.save(replace(notice, stale=True, due_at=due))
