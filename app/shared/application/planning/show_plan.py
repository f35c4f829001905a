"""One plan with what is needed to decide about it."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from app.shared.application.planning.again import request_again
from app.shared.application.ports.unit_of_work import BeginUnitOfWork, StoredPlan
from app.shared.domain.planning.closure import needs_of
from app.shared.domain.planning.comparing import compare
from app.shared.domain.planning.request import PlanRequest
from app.shared.domain.runs.run import Run
from app.shared.domain.structure.identifiers import GuildId


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


class ShowPlan:
    def __init__(self, begin: BeginUnitOfWork) -> None:
        self._begin = begin

    async def __call__(self, command: ShowPlanCommand) -> ShownPlan:
        """Raises PlanNotFound."""
        async with self._begin() as uow:
            stored = await uow.plans.by_hash(command.guild_id, command.hash)
            run = await uow.runs.of_plan(command.guild_id, stored.plan.hash)
            request = None if stored.part_of else await request_again(uow, stored)
        needs = {} if request is None else await asyncio.to_thread(_needs, request)
        return ShownPlan(stored=stored, run=run, needs=needs)


def _needs(request: PlanRequest) -> Mapping[str, frozenset[str]]:
    return needs_of(compare(request))
