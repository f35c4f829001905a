"""guildwright apply"""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from app.cli import options
from app.cli.applying import agreed, approve, carry_out
from app.cli.connections import connected
from app.cli.files import is_plan_file, read_plan_file
from app.cli.guild import chosen_guild
from app.cli.planning import actor, plan_document, show_plan, user_id
from app.cli.run_report import next_words, report_lines
from app.cli.terminal import say, show, show_json
from app.shared.application.ports.unit_of_work import StoredPlan
from app.shared.application.rendering.run_json import run_json
from app.shared.application.runs.show_run import ShownRun, ShowRunCommand
from app.shared.domain.errors import Invalid
from app.shared.domain.runs.run import RunState
from app.shared.infrastructure.container import Container


class PlanBlocksItself(Invalid):
    code = "plan_blocked"


Detach = Annotated[
    bool, typer.Option("--detach", help="Leave the work to a running `guildwright worker`.")
]
Delete = Annotated[
    list[str] | None,
    typer.Option(
        "--delete",
        help="Agree to this destructive change (an id like channel:old:delete, or `all`). "
        "Without it --yes does not delete anything.",
        metavar="CHANGE",
    ),
]


def apply(
    file: options.BlueprintFile = options.DEFAULT_BLUEPRINT,
    guild: options.Guild = None,
    plan: Annotated[
        str | None, typer.Option("--plan", help="Apply this plan, by its hash.", metavar="HASH")
    ] = None,
    select: options.Select = None,
    as_: options.As = None,
    delete: Delete = None,
    detach: Detach = False,
    json: options.Json = False,
    yes: options.Yes = False,
) -> int:
    """Apply a plan: a file of `plan -o`, a hash, or a blueprint that is planned first."""
    return asyncio.run(_apply(file, guild, plan, select, as_, delete or [], detach, json, yes))


async def _apply(
    file: Path,
    guild: str | None,
    plan: str | None,
    select: list[str] | None,
    as_: str | None,
    delete: list[str],
    detach: bool,
    json: bool,
    yes: bool,
) -> int:
    async with connected("apply") as container:
        if plan is None and is_plan_file(file):
            named = read_plan_file(file)
            stored = await _kept(container, str(named.guild_id), named.hash)
        elif plan is not None:
            stored = await _kept(container, guild, plan)
        else:
            guild_id = await chosen_guild(guild, container.gateway())
            stored = await plan_document(
                container, guild_id, file, requester=user_id(as_), selected=select
            )
        return await apply_stored(
            container,
            stored,
            actor=actor(user_id(as_)),
            delete=delete,
            detach=detach,
            json=json,
            yes=yes,
        )


async def _kept(container: Container, guild: str | None, plan_hash: str) -> StoredPlan:
    guild_id = await chosen_guild(guild, container.gateway())
    async with container.begin()() as uow:
        return await uow.plans.by_hash(guild_id, plan_hash)


async def apply_stored(
    container: Container,
    stored: StoredPlan,
    *,
    actor: str,
    delete: list[str],
    detach: bool,
    json: bool,
    yes: bool,
) -> int:
    """Show, ask, approve, carry out. 0 when the run is done and verified, or nothing was to do."""
    if not json:
        show_plan(stored.plan)
    if stored.plan.is_empty:
        if json:
            show_json({"run": None, "changes": 0})
        return 0
    if stored.plan.blocked:
        raise PlanBlocksItself(
            "The plan cannot be applied: something blocks it.",
            remedy="Mend what is marked with ⛔ above, then plan again.",
        )
    confirmed = agreed(stored.plan, yes=yes, delete=delete)
    if confirmed is None:
        say("Nothing was changed.")
        return 1
    run = await approve(container, stored, actor, confirmed)
    if detach:
        shown = await container.show_run()(ShowRunCommand(run_id=run.id))
    else:
        shown = await carry_out(container, run.id, quiet=json)
    return _told(shown, detach=detach, json=json)


def _told(shown: ShownRun, *, detach: bool, json: bool) -> int:
    if json:
        show_json(run_json(shown))
    else:
        show(report_lines(shown))
        say(next_words(shown), "dim")
    return 0 if detach or shown.run.state is RunState.SUCCEEDED else 1
