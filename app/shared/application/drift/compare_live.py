"""Where the live guild left the design that was last applied."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from app.shared.application.drift.attribution import Attribution, attributed
from app.shared.application.ports.guild_gateway import AuditEntry, CallForbidden, GuildGateway
from app.shared.application.ports.unit_of_work import BeginUnitOfWork, UnitOfWork
from app.shared.domain.drift.sentences import left_to_do
from app.shared.domain.errors import NotFound
from app.shared.domain.planning.changes import Change
from app.shared.domain.planning.plan import Plan
from app.shared.domain.planning.planner import make_plan
from app.shared.domain.planning.request import PlanRequest
from app.shared.domain.runs.run import Run, RunState
from app.shared.domain.structure.identifiers import GuildId
from app.shared.domain.structure.snapshot import Coverage

_RUNS = 200


class NothingApplied(NotFound):
    """No run of this guild has succeeded yet, so there is nothing to drift from."""

    code: ClassVar[str] = "nothing_applied"


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareLiveCommand:
    guild_id: GuildId


@dataclass(frozen=True, kw_only=True)
class Drifted:
    """One difference. `change` is what would revert it; `sentence` says what is the matter."""

    change: Change
    sentence: str
    by: Attribution | None
    """Who did it, where Discord's audit log tells."""


@dataclass(frozen=True, kw_only=True)
class Drift:
    run: Run
    """The last run that succeeded: what the guild is compared with."""
    version: int | None
    read_at: datetime
    differences: tuple[Drifted, ...]
    audit_log_read: bool
    coverage: Coverage


class CompareLive:
    """Compare the guild as it is now with what the last successful run made of it."""

    def __init__(self, begin: BeginUnitOfWork, gateway: GuildGateway) -> None:
        self._begin = begin
        self._gateway = gateway

    async def __call__(self, command: CompareLiveCommand) -> Drift:
        """Raises NothingApplied, and what reading Discord raises."""
        async with self._begin() as uow:
            run, plan = await _last_applied(uow, command.guild_id)
            bindings = await uow.bindings.of(command.guild_id)
        live = await self._gateway.observe(command.guild_id, bindings.channel_ids)
        again = make_plan(
            PlanRequest(
                blueprint=plan.blueprint,
                blueprint_version=plan.blueprint_version,
                snapshot=live,
                bindings=bindings,
                requester=None,
                now=live.taken_at,
                adopt=False,
            )
        )
        audit = await self._audit(run) if again.changes else ()
        by = attributed(again.changes, bindings, live.bot.user_id, audit or ())
        sentences = left_to_do(again.changes)
        return Drift(
            run=run,
            version=plan.blueprint_version,
            read_at=live.taken_at,
            differences=tuple(
                Drifted(change=change, sentence=sentence, by=by.get(change.id))
                for change, sentence in zip(again.changes, sentences, strict=True)
            ),
            audit_log_read=audit is not None,
            coverage=live.coverage,
        )

    async def _audit(self, run: Run) -> tuple[AuditEntry, ...] | None:
        try:
            return await self._gateway.audit_log(run.guild_id, after=run.ended_at)
        except CallForbidden:
            return None


async def _last_applied(uow: UnitOfWork, guild_id: GuildId) -> tuple[Run, Plan]:
    for run in await uow.runs.list(guild_id, limit=_RUNS):
        if run.state is RunState.SUCCEEDED:
            return run, (await uow.runs.plan_of(run.id)).plan
    raise NothingApplied(
        "No blueprint has been applied to this server yet.",
        remedy="Make a plan and apply it first.",
    )
