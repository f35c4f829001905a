"""One plan with what is needed to decide about it."""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

from app.shared.application.planning.again import request_again
from app.shared.application.ports.plan_line import PlanId
from app.shared.application.ports.unit_of_work import BeginUnitOfWork, StoredPlan
from app.shared.domain.planning.closure import needs_of
from app.shared.domain.planning.comparing import compare
from app.shared.domain.planning.request import PlanRequest
from app.shared.domain.runs.run import Run
from app.shared.domain.structure.identifiers import GuildId

type _Needs = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowPlanCommand:
    guild_id: GuildId
    hash: str
    """Or a beginning of it that only one plan has."""


@dataclass(frozen=True, kw_only=True)
class ShownPlan:
    stored: StoredPlan
    run: Run | None
    """The newest run of just this plan."""
    needs: Mapping[str, frozenset[str]]
    """By change id, the ids of the changes that it needs by itself; empty for a part, which is
    chosen from the whole plan."""


_NEEDS_KEPT = 5_000
"""Changes, of all plans whose needs are kept."""


class ShowPlan:
    """One for each process: what the changes of a plan need, which takes a comparison of the whole
    guild to find out and never changes, is kept of the plans that were shown last."""

    def __init__(self, begin: BeginUnitOfWork) -> None:
        self._begin = begin
        self._needs: OrderedDict[tuple[PlanId, str], _Needs] = OrderedDict()

    async def __call__(self, command: ShowPlanCommand) -> ShownPlan:
        """Raises PlanNotFound."""
        async with self._begin() as uow:
            stored = await uow.plans.by_hash(command.guild_id, command.hash)
            run = await uow.runs.of_plan(command.guild_id, stored.plan.hash)
            needs = self._kept_needs(stored)
            request = None if needs is not None else await request_again(uow, stored)
        if request is not None:
            needs = await asyncio.to_thread(_needs_of, request)
            self._keep(stored, needs)
        return ShownPlan(stored=stored, run=run, needs=needs or {})

    def _kept_needs(self, stored: StoredPlan) -> _Needs | None:
        if stored.part_of:
            return {}
        return self._needs.get((stored.id, stored.plan.hash))

    def _keep(self, stored: StoredPlan, needs: _Needs) -> None:
        self._needs[stored.id, stored.plan.hash] = needs
        while sum(1 + len(one) for one in self._needs.values()) > _NEEDS_KEPT:
            self._needs.popitem(last=False)


def _needs_of(request: PlanRequest) -> _Needs:
    return needs_of(compare(request))
