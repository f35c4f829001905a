from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Integer, Row, bindparam, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from app.shared.application.ports.plan_line import PlanId
from app.shared.application.ports.unit_of_work import RunNotFound, Runs, StoredPlan
from app.shared.domain.language.saying import say
from app.shared.domain.runs.run import (
    Report,
    Run,
    RunHead,
    RunId,
    RunState,
    StepRecord,
    StepState,
    Wish,
)
from app.shared.domain.structure.identifiers import GuildId, Key
from app.shared.infrastructure.jobs.queue import is_asked_for
from app.shared.infrastructure.postgres.documents import from_document, to_document
from app.shared.infrastructure.postgres.kept_values import KeptValues
from app.shared.infrastructure.postgres.many_rows import guilds, newest_of_each
from app.shared.infrastructure.postgres.plans import PLAN_COLUMNS, stored_plan
from app.shared.infrastructure.postgres.statements import Statements
from app.shared.infrastructure.postgres.tables import kept_members as _kept
from app.shared.infrastructure.postgres.tables import plans, runs
from app.shared.infrastructure.postgres.tables import steps as _steps

_RUN = select(runs).where(runs.c.id == bindparam("run_id"))
_PLAN_OF_RUN = (
    select(*PLAN_COLUMNS)
    .join(runs, runs.c.plan_id == plans.c.id)
    .where(runs.c.id == bindparam("run_id"))
)
_STEPS = select(_steps).where(_steps.c.run_id == bindparam("run_id")).order_by(_steps.c.number)
_KEPT_MEMBERS = select(_kept).where(_kept.c.run_id == bindparam("run_id"))
_NEWEST = select(runs).order_by(runs.c.number.desc()).limit(bindparam("limit", type_=Integer))
_NEWEST_OF_GUILD = _NEWEST.where(runs.c.guild_id == bindparam("guild_id"))
_NEWEST_OF_PLAN = _NEWEST_OF_GUILD.where(runs.c.plan_hash == bindparam("plan_hash"))
_HEADS_OF = newest_of_each(
    runs, runs.c.number, runs.c.guild_id, runs.c.id, runs.c.state, runs.c.ended_at
)
_TO_BE_WORKED_AT = text(
    f"(state IN ('{RunState.QUEUED}', '{RunState.RUNNING}')"
    f" OR (state = '{RunState.PAUSED}' AND wish <> '{Wish.PAUSE}'))"
)
"""In words that the index of unfinished runs can be found by, however many have ended."""
_FORGOTTEN = (
    select(runs.c.id).where(_TO_BE_WORKED_AT, ~is_asked_for(runs.c.id)).order_by(runs.c.number)
)


class SqlRuns(Runs):
    def __init__(self, statements: Statements, kept: KeptValues) -> None:
        self._statements = statements
        self._kept = kept

    async def add(self, run: Run, plan_id: PlanId, steps: int) -> None:
        columns = {
            "id": run.id,
            "guild_id": run.guild_id,
            "plan_id": plan_id,
            "plan_hash": run.plan_hash,
            "wish": run.wish,
            "requested_by": run.requested_by,
            "created_at": run.created_at,
        }
        await self._statements.execute(insert(runs).values(**columns, **_progress(run)))
        if steps:
            waiting = [_step_row(run.id, StepRecord(number=n + 1)) for n in range(steps)]
            await self._statements.execute(insert(_steps), waiting)

    async def get(self, id: RunId) -> Run:
        row = await self._statements.one_or_none(_RUN, {"run_id": id})
        if row is None:
            raise _not_found(id)
        return _run(row)

    async def plan_of(self, id: RunId) -> StoredPlan:
        row = await self._statements.one_or_none(_PLAN_OF_RUN, {"run_id": id})
        if row is None:
            raise _not_found(id)
        return stored_plan(row, self._kept)

    async def list(
        self, guild_id: GuildId | None = None, limit: int = 50, before: RunId | None = None
    ) -> tuple[Run, ...]:
        values: dict[str, Any] = {"limit": limit}
        query = _NEWEST
        if guild_id is not None:
            query, values["guild_id"] = _NEWEST_OF_GUILD, guild_id
        if before is not None:
            number = select(runs.c.number).where(runs.c.id == before).scalar_subquery()
            query = query.where(runs.c.number < number)
        return tuple(map(_run, await self._statements.all(query, values)))

    async def heads_of(self, guild_ids: Iterable[GuildId]) -> Mapping[GuildId, RunHead]:
        rows = await self._statements.all(_HEADS_OF, guilds(guild_ids))
        return {
            GuildId(row.guild_id): RunHead(
                id=RunId(row.id), state=RunState(row.state), ended_at=row.ended_at
            )
            for row in rows
        }

    async def of_plan(self, guild_id: GuildId, hash: str) -> Run | None:
        values = {"guild_id": guild_id, "plan_hash": hash, "limit": 1}
        row = await self._statements.one_or_none(_NEWEST_OF_PLAN, values)
        return None if row is None else _run(row)

    async def unfinished(self) -> tuple[Run, ...]:
        query = select(runs).where(_TO_BE_WORKED_AT).order_by(runs.c.number)
        return tuple(map(_run, await self._statements.all(query)))

    async def forgotten(self) -> tuple[RunId, ...]:
        return tuple(RunId(row.id) for row in await self._statements.all(_FORGOTTEN))

    async def steps(self, id: RunId) -> tuple[StepRecord, ...]:
        return tuple(map(_record, await self._statements.all(_STEPS, {"run_id": id})))

    async def save(self, run: Run) -> None:
        await self._statements.execute(
            update(runs).where(runs.c.id == run.id).values(**_progress(run))
        )

    async def wish(self, id: RunId, wish: Wish) -> None:
        changed = await self._statements.execute(
            update(runs).where(runs.c.id == id).values(wish=wish)
        )
        if not changed:
            raise _not_found(id)

    async def record(self, id: RunId, step: StepRecord) -> None:
        await self._statements.execute(
            update(_steps)
            .where(_steps.c.run_id == id, _steps.c.number == step.number)
            .values(**_step_row(id, step))
        )

    async def keep_members(self, id: RunId, role: Key, members: tuple[int, ...]) -> None:
        row = upsert(_kept).values(run_id=id, role=role, members=[*members])
        await self._statements.execute(
            row.on_conflict_do_update(
                index_elements=["run_id", "role"], set_={"members": row.excluded.members}
            )
        )

    async def kept_members(self, id: RunId) -> dict[Key, tuple[int, ...]]:
        rows = await self._statements.all(_KEPT_MEMBERS, {"run_id": id})
        return {Key(row.role): tuple(row.members) for row in rows}


def _not_found(id: RunId) -> RunNotFound:
    return RunNotFound(
        say("There is no run {id}.", id=id), remedy=say("Choose one from the list of runs.")
    )


def _progress(run: Run) -> dict[str, Any]:
    return {
        "state": run.state,
        "started_at": run.started_at,
        "taken_by": run.taken_by,
        "ended_at": run.ended_at,
        "failure": run.failure,
        "failure_code": run.failure_code,
        "report": None if run.report is None else to_document(run.report),
    }


def _run(row: Row[Any]) -> Run:
    return Run(
        id=RunId(row.id),
        guild_id=GuildId(row.guild_id),
        plan_hash=row.plan_hash,
        state=RunState(row.state),
        wish=Wish(row.wish),
        requested_by=row.requested_by,
        created_at=row.created_at,
        started_at=row.started_at,
        taken_by=row.taken_by,
        ended_at=row.ended_at,
        failure=row.failure,
        failure_code=row.failure_code,
        report=None if row.report is None else from_document(Report, row.report),
    )


def _step_row(id: RunId, step: StepRecord) -> dict[str, Any]:
    return {
        "run_id": id,
        "number": step.number,
        "state": step.state,
        "attempt": step.attempt,
        "repeats": step.repeats,
        "created_id": step.created_id,
        "message": step.message,
        "error_code": step.error_code,
        "not_before": step.not_before,
        "started_at": step.started_at,
        "ended_at": step.ended_at,
    }


def _record(row: Row[Any]) -> StepRecord:
    return StepRecord(
        number=row.number,
        state=StepState(row.state),
        attempt=row.attempt,
        repeats=row.repeats,
        created_id=row.created_id,
        message=row.message,
        error_code=row.error_code,
        not_before=row.not_before,
        started_at=row.started_at,
        ended_at=row.ended_at,
    )
