"""Let differences stay as they are, or watch them again."""

from dataclasses import dataclass, replace
from datetime import datetime

from app.shared.application.access.gate import Gate, beyond_objects
from app.shared.application.drift.notice_drift import NoticeDrift, NoticeDriftCommand
from app.shared.application.drift.settle_records import settle_records, tell_anew
from app.shared.application.drift.settling import DriftChanged
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.trail import TrailEntry
from app.shared.application.ports.unit_of_work import BeginUnitOfWork, UnitOfWork
from app.shared.domain.access.objects import reaches
from app.shared.domain.access.rights import WHOLE_GUILD, Right
from app.shared.domain.drift.records import DriftRecord, DriftState, FoundBy
from app.shared.domain.language.listing import in_a_row
from app.shared.domain.language.saying import say
from app.shared.domain.structure.identifiers import GuildId
from app.shared.domain.structure.structure import Structure


@dataclass(frozen=True, slots=True, kw_only=True)
class IgnoreDriftCommand:
    guild_id: GuildId
    ids: frozenset[str]
    """Of differences, as `CompareLive` and records give them."""
    ignore: bool = True
    """False: what was ignored is watched again."""
    actor: str = "operator"
    origin: str = "cli"


class IgnoreDrift:
    """Takes the right to design, for all that it is about. The design stays as it is, so that a
    difference which is ignored is told again once somebody changes it further."""

    def __init__(
        self, begin: BeginUnitOfWork, gate: Gate, notice: NoticeDrift, clock: Clock
    ) -> None:
        self._begin = begin
        self._notice = notice
        self._gate = gate
        self._clock = clock

    async def __call__(self, command: IgnoreDriftCommand) -> tuple[DriftRecord, ...]:
        """Raises DriftChanged where one of them is there no longer, AccessDenied, GuildNotFound.
        Ignoring what is ignored already is nothing."""
        limits = await self._gate.limits(command.guild_id, command.actor, Right.DESIGN)
        await self._notice_first(command)
        now = self._clock.now()
        async with self._begin() as uow:
            await uow.drift_records.hold(command.guild_id)
            there = await _meant(uow, command)
            await _check(uow, command.guild_id, there, limits)
            changed = await self._change(uow, command, there, now)
            if changed:
                await uow.trail.add(_entry(command, changed, now))
                await uow.commit()
        return changed

    async def _notice_first(self, command: IgnoreDriftCommand) -> None:
        """Whoever compares may see what nobody has noticed yet."""
        async with self._begin() as uow:
            lasting = await uow.drift_records.lasting(command.guild_id)
        if command.ids - {record.difference for record in lasting}:
            await self._notice(
                NoticeDriftCommand(
                    guild_id=command.guild_id, ask_audit_log=True, found_by=FoundBy.COMPARISON
                )
            )

    @staticmethod
    async def _change(
        uow: UnitOfWork,
        command: IgnoreDriftCommand,
        there: tuple[DriftRecord, ...],
        now: datetime,
    ) -> tuple[DriftRecord, ...]:
        if command.ignore:
            return await settle_records(
                uow, command.guild_id, command.ids, DriftState.IGNORED, command.actor, now
            )
        ignored = tuple(one for one in there if one.state is DriftState.IGNORED)
        for record in ignored:
            again = replace(record, state=DriftState.OPEN, settled_at=None, settled_by="")
            await uow.drift_records.save(again)
        if ignored:
            await tell_anew(uow, command.guild_id, now)
        return ignored


async def _meant(uow: UnitOfWork, command: IgnoreDriftCommand) -> tuple[DriftRecord, ...]:
    lasting = await uow.drift_records.lasting(command.guild_id)
    there = tuple(record for record in lasting if record.difference in command.ids)
    if not command.ids or len(there) < len(command.ids):
        raise DriftChanged(
            say("The server has changed again since you looked at what differs."),
            remedy=say("Look at the differences again and choose anew."),
        )
    return there


async def _check(
    uow: UnitOfWork,
    guild_id: GuildId,
    records: tuple[DriftRecord, ...],
    limits: frozenset[str],
) -> None:
    if limits == WHOLE_GUILD:
        return
    latest = await uow.versions.latest(guild_id)
    structure = Structure() if latest is None else latest.blueprint.structure
    outside = [
        record.change.name
        for record in records
        if not reaches(limits, f"{record.change.subject}:{record.change.key}", structure)
    ]
    if outside:
        raise beyond_objects(
            Right.DESIGN, [say("Not among them: {parts}.", parts=in_a_row(outside))]
        )


def _entry(
    command: IgnoreDriftCommand, changed: tuple[DriftRecord, ...], now: datetime
) -> TrailEntry:
    return TrailEntry(
        guild_id=command.guild_id,
        at=now,
        actor=command.actor,
        origin=command.origin,
        action="drift.ignored" if command.ignore else "drift.watched",
        details={
            "ids": [one.difference for one in changed],
            "sentences": [one.sentence for one in changed],
        },
    )
