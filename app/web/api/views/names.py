"""What those are called who did something: the `…_name` beside each actor."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from app.shared.application.history.user_names import people_behind
from app.shared.application.rendering.run_board import run_summary, run_view
from app.shared.application.runs.show_run import ShownRun
from app.shared.domain.runs.run import Run
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


async def run_page(container: Container, shown: ShownRun) -> dict[str, Any]:
    name = await name_behind(container, shown.run.requested_by)
    return named_run(shown, name, container.clock().now())
