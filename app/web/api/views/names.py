"""What those are called who did something: the `…_name` beside each actor."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from app.shared.application.history.user_names import people_behind
from app.shared.application.rendering.run_board import run_summary, run_view
from app.shared.application.runs.show_run import ShownRun, ShowRunCommand
from app.shared.domain.runs.run import Run, RunId
from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.container import Container


async def names_behind(container: Container, actors: Iterable[str]) -> Mapping[str, str]:
    """By actor, in one query for all of them."""
    async with container.begin()() as uow:
        people = await people_behind(uow, actors)
    return {actor: who.name for actor, who in people.items()}


async def name_behind(container: Container, actor: str) -> str:
    return (await names_behind(container, [actor]))[actor]


def named_summary(run: Run, name: str) -> dict[str, Any]:
    """The shape of `schemas.runs.RunSummary`."""
    return {**run_summary(run), "requested_by_name": name}


def named_run(shown: ShownRun, name: str, now: datetime) -> dict[str, Any]:
    """The shape of `schemas.runs.RunView`."""
    return {**run_view(shown, now), "requested_by_name": name}


async def run_page(container: Container, guild_id: GuildId, run_id: RunId) -> dict[str, Any]:
    """Raises RunNotFound, also for a run of another guild."""
    async with container.begin()() as uow:
        command = ShowRunCommand(run_id=run_id, guild_id=guild_id)
        shown = await container.show_run().within(uow, command)
        people = await people_behind(uow, [shown.run.requested_by])
    return named_run(shown, people[shown.run.requested_by].name, container.clock().now())
