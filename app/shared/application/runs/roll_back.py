"""Plan the way back to how a guild was before a run."""

import asyncio
from dataclasses import dataclass

from app.shared.application.planning.keeping import keep_plan
from app.shared.application.planning.recent_use import recent_use
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_gateway import GuildGateway
from app.shared.application.ports.unit_of_work import BeginUnitOfWork, StoredPlan, UnitOfWork
from app.shared.application.runs.of_guild import run_of_guild
from app.shared.domain.planning.planner import make_plan
from app.shared.domain.planning.request import PlanRequest, RecentUse
from app.shared.domain.runs.leading_back import way_back
from app.shared.domain.runs.run import Run, RunId
from app.shared.domain.structure.bindings import Bindings
from app.shared.domain.structure.identifiers import GuildId, Key, UserId
from app.shared.domain.structure.snapshot import Snapshot

_RUNS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class RollBackCommand:
    run_id: RunId
    """Leads back to the snapshot that this run's plan was made from, over all later runs too."""
    guild_id: GuildId | None = None
    """The guild it must be of, where whoever asks may know of that one only."""
    requester: UserId | None = None
    selected: frozenset[str] | None = None
    actor: str = "operator"
    origin: str = "cli"


@dataclass(frozen=True, kw_only=True)
class _Past:
    guild_id: GuildId
    stored: StoredPlan
    then: Snapshot
    bindings_then: Bindings
    bindings_now: Bindings
    created: frozenset[int]
    members: dict[Key, tuple[int, ...]]
    recent: RecentUse


class RollBack:
    """Make the plan that undoes a run. It is reviewed and approved like any other.

    A version is gone back to by planning that version.
    """

    def __init__(self, begin: BeginUnitOfWork, gateway: GuildGateway, clock: Clock) -> None:
        self._begin = begin
        self._gateway = gateway
        self._clock = clock

    async def __call__(self, command: RollBackCommand) -> StoredPlan:
        """Raises RunNotFound, MemberNotFound, and what reading Discord raises."""
        async with self._begin() as uow:
            run = await run_of_guild(uow, command.run_id, command.guild_id)
            past = await self._past(uow, run)
        live = await self._gateway.observe(
            past.guild_id, past.bindings_now.channel_ids, with_members=True
        )
        requester = None
        if command.requester is not None:
            requester = await self._gateway.standing(past.guild_id, command.requester)
        back = way_back(
            past.then,
            past.bindings_then,
            live,
            past.bindings_now,
            past.created,
            past.members,
            past.stored.plan.blueprint.protected,
        )
        request = PlanRequest(
            blueprint=back.blueprint,
            blueprint_version=None,
            snapshot=live,
            bindings=past.bindings_now,
            requester=requester,
            now=live.taken_at,
            selected=command.selected,
            recent=past.recent,
            restored=back.restored,
        )
        plan = await asyncio.to_thread(make_plan, request)
        async with self._begin() as uow:
            stored = await keep_plan(
                uow,
                plan,
                request,
                command.actor,
                command.origin,
                rolls_back=command.run_id,
                back_before=command.run_id,
            )
            await uow.commit()
        return stored

    async def _past(self, uow: UnitOfWork, run: Run) -> _Past:
        stored = await uow.runs.plan_of(run.id)
        then, bindings_then = await uow.snapshots.get(run.guild_id, stored.snapshot_id)
        since = await _since(uow, run)
        created: set[int] = set()
        members: dict[Key, tuple[int, ...]] = {}
        for later in since:
            created |= {
                record.created_id
                for record in await uow.runs.steps(later.id)
                if record.created_id is not None
            }
            # The oldest deletion of a role knows who had it at the time that is gone back to.
            members = {**await uow.runs.kept_members(later.id), **members}
        return _Past(
            guild_id=run.guild_id,
            stored=stored,
            then=then,
            bindings_then=bindings_then,
            bindings_now=await uow.bindings.of(run.guild_id),
            created=frozenset(created),
            members=members,
            recent=await recent_use(uow, run.guild_id, self._clock.now()),
        )


async def _since(uow: UnitOfWork, run: Run) -> list[Run]:
    """The run and all later ones of its guild, oldest first."""
    every = await uow.runs.list(run.guild_id, limit=_RUNS)
    ids = [one.id for one in every]
    return list(reversed(every[: ids.index(run.id) + 1]))
