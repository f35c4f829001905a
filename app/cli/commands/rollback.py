"""guildwright rollback"""

import asyncio
from typing import Annotated

import typer

from app.cli import options
from app.cli.commands.apply import Delete, Detach, apply_stored
from app.cli.connections import connected
from app.cli.guild import chosen_guild
from app.cli.planning import actor, say_next, show_plan, user_id
from app.shared.application.planning.plan_guild import PlanGuildCommand
from app.shared.application.ports.unit_of_work import StoredPlan
from app.shared.application.runs.roll_back import RollBackCommand
from app.shared.domain.errors import Invalid
from app.shared.domain.runs.run import RunId
from app.shared.infrastructure.container import Container


class NothingNamed(Invalid):
    code = "nothing_named"


def rollback(
    run: Annotated[str | None, typer.Argument(help="Go back to before this run.")] = None,
    guild: options.Guild = None,
    to_version: Annotated[
        int | None, typer.Option("--to-version", help="Go back to this version of the blueprint.")
    ] = None,
    plan_only: Annotated[bool, typer.Option("--plan", help="Only show the plan back.")] = False,
    select: options.Select = None,
    as_: options.As = None,
    delete: Delete = None,
    detach: Detach = False,
    json: options.Json = False,
    yes: options.Yes = False,
) -> int:
    """Plan the way back, with what cannot be brought back said, and apply it when agreed."""
    return asyncio.run(
        _rollback(run, guild, to_version, plan_only, select, as_, delete or [], detach, json, yes)
    )


async def _rollback(
    run: str | None,
    guild: str | None,
    to_version: int | None,
    plan_only: bool,
    select: list[str] | None,
    as_: str | None,
    delete: list[str],
    detach: bool,
    json: bool,
    yes: bool,
) -> int:
    async with connected("rollback") as container:
        stored = await _way_back(container, run, guild, to_version, select, as_)
        if plan_only:
            show_plan(stored.plan, as_json=json)
            say_next(stored.plan)
            return 0
        return await apply_stored(
            container,
            stored,
            actor=actor(user_id(as_)),
            delete=delete,
            detach=detach,
            json=json,
            yes=yes,
        )


async def _way_back(
    container: Container,
    run: str | None,
    guild: str | None,
    to_version: int | None,
    select: list[str] | None,
    as_: str | None,
) -> StoredPlan:
    requester, selected = user_id(as_), frozenset(select) if select else None
    if run is not None:
        return await container.roll_back()(
            RollBackCommand(
                run_id=RunId(run), requester=requester, selected=selected, actor=actor(requester)
            )
        )
    if to_version is None:
        raise NothingNamed(
            "Say where to go back to.",
            remedy="A run (guildwright runs lists them) or --to-version N (guildwright show).",
        )
    return await container.plan_guild()(
        PlanGuildCommand(
            guild_id=await chosen_guild(guild, container.gateway()),
            version=to_version,
            requester=requester,
            selected=selected,
            actor=actor(requester),
        )
    )
