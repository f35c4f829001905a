"""Plans for many guilds, approved all at once or at a pace, and what became of their runs."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import batched

from sqlalchemy import text

from app.shared.application.blueprints.save_version import SaveVersionCommand
from app.shared.application.planning.plan_guild import PlanGuildCommand
from app.shared.application.ports.unit_of_work import StoredPlan
from app.shared.application.runs.approve_plan import ApprovePlanCommand
from app.shared.domain.runs.run import RunId, RunState
from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.container import Container
from app.shared.infrastructure.files.blueprint_reader import read_blueprint
from benchmarks.applying.place import WentWrong
from benchmarks.throughput.place import Works

_SIDE_BY_SIDE = 8
_LOOK_EVERY_S = 0.25
_STANDS_STILL_AFTER_S = 120.0
_ENDED = text("SELECT count(*) FROM run WHERE ended_at IS NOT NULL AND id = ANY(:ids)")
_TIMES = text(
    "SELECT guild_id, state, failure, created_at, started_at, ended_at"
    " FROM run WHERE id = ANY(:ids)"
)


@dataclass(frozen=True, slots=True)
class Timed:
    """One run that succeeded."""

    guild_id: GuildId
    created_at: datetime
    started_at: datetime
    ended_at: datetime

    @property
    def pickup_ms(self) -> float:
        return (self.started_at - self.created_at).total_seconds() * 1000

    @property
    def took_s(self) -> float:
        return (self.ended_at - self.started_at).total_seconds()


async def planned(container: Container, guilds: Sequence[GuildId], design: str) -> list[StoredPlan]:
    blueprint = read_blueprint(design)

    async def plan(guild_id: GuildId) -> StoredPlan:
        save = SaveVersionCommand(guild_id=guild_id, blueprint=blueprint, text=design)
        await container.save_version()(save)
        return await container.plan_guild()(PlanGuildCommand(guild_id=guild_id))

    found: list[StoredPlan] = []
    for some in batched(guilds, _SIDE_BY_SIDE):
        found += await asyncio.gather(*(plan(guild_id) for guild_id in some))
    return found


async def approved(container: Container, stored: StoredPlan) -> RunId:
    plan = stored.plan
    approval = ApprovePlanCommand(guild_id=plan.guild_id, hash=plan.hash)
    return (await container.approve_plan()(approval)).id


async def all_at_once(works: Works, plans: Sequence[StoredPlan]) -> list[RunId]:
    found: list[RunId] = []
    for some in batched(plans, _SIDE_BY_SIDE):
        found += await asyncio.gather(*(approved(works.container, one) for one in some))
    return found


async def one_by_one(works: Works, plans: Sequence[StoredPlan], every_s: float) -> list[RunId]:
    found: list[RunId] = []
    for stored in plans:
        found.append(await approved(works.container, stored))
        await asyncio.sleep(every_s)
    return found


async def ended(works: Works, ids: Sequence[RunId]) -> list[Timed]:
    """Once all have. Raises WentWrong where one did not succeed, or where nothing goes on."""
    last, since = -1, time.monotonic()
    while (done := await _count(works, ids)) < len(ids):
        works.require_all()
        if done != last:
            last, since = done, time.monotonic()
        if time.monotonic() - since > _STANDS_STILL_AFTER_S:
            raise WentWrong(f"no run ended for two minutes; {done} of {len(ids)} had")
        await asyncio.sleep(_LOOK_EVERY_S)
    async with works.container.engine().connect() as connection:
        rows = (await connection.execute(_TIMES, {"ids": list(ids)})).all()
    for row in rows:
        if row.state != RunState.SUCCEEDED:
            raise WentWrong(f"a run {row.state}: {row.failure}")
    return [Timed(GuildId(r.guild_id), r.created_at, r.started_at, r.ended_at) for r in rows]


async def _count(works: Works, ids: Sequence[RunId]) -> int:
    async with works.container.engine().connect() as connection:
        return int(await connection.scalar(_ENDED, {"ids": list(ids)}) or 0)
