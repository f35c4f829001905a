"""guildwright show"""

import asyncio
from typing import Annotated

import typer

from app.cli import options
from app.cli.connections import connected
from app.cli.guild import chosen_guild
from app.cli.planning import show_plan
from app.cli.run_report import next_words, report_lines
from app.cli.run_view import step_text
from app.cli.terminal import out, say, show, show_json
from app.shared.application.rendering.run_json import run_json
from app.shared.application.rendering.spans import safe
from app.shared.application.runs.show_run import ShownRun, ShowRunCommand
from app.shared.domain.blueprint.blueprint import BlueprintVersion
from app.shared.domain.planning.plan import Plan
from app.shared.domain.runs.run import RunId


def show_(
    run: Annotated[str | None, typer.Argument(help="A run's id.", metavar="[RUN]")] = None,
    guild: options.Guild = None,
    plan: Annotated[
        str | None, typer.Option("--plan", help="Show this plan, by its hash.", metavar="HASH")
    ] = None,
    version: Annotated[
        int | None, typer.Option("--version", help="Print this version of the blueprint.")
    ] = None,
    json: options.Json = False,
) -> int:
    """Show a run with its steps, a plan, a version of the blueprint, or list the versions."""
    if run is not None:
        _tell_run(asyncio.run(_run(RunId(run))), json=json)
    elif plan is not None:
        show_plan(asyncio.run(_plan(guild, plan)), as_json=json)
    elif version is not None:
        print(asyncio.run(_version(guild, version)).text, end="")
    else:
        _tell_versions(asyncio.run(_versions(guild)), json=json)
    return 0


async def _run(run_id: RunId) -> ShownRun:
    async with connected("show") as container:
        return await container.show_run()(ShowRunCommand(run_id=run_id))


async def _plan(guild: str | None, plan_hash: str) -> Plan:
    async with connected("show") as container:
        guild_id = await chosen_guild(guild, container.gateway())
        async with container.begin()() as uow:
            return (await uow.plans.by_hash(guild_id, plan_hash)).plan


async def _version(guild: str | None, number: int) -> BlueprintVersion:
    async with connected("show") as container:
        guild_id = await chosen_guild(guild, container.gateway())
        async with container.begin()() as uow:
            return await uow.versions.get(guild_id, number)


async def _versions(guild: str | None) -> tuple[BlueprintVersion, ...]:
    async with connected("show") as container:
        guild_id = await chosen_guild(guild, container.gateway())
        async with container.begin()() as uow:
            return await uow.versions.list(guild_id)


def _tell_run(shown: ShownRun, *, json: bool) -> None:
    if json:
        show_json(run_json(shown))
        return
    for step, record in shown.steps:
        out.print(step_text(step, record))
    show(report_lines(shown))
    say(next_words(shown), "dim")


def _tell_versions(versions: tuple[BlueprintVersion, ...], *, json: bool) -> None:
    if json:
        show_json(
            [
                {
                    "number": version.number,
                    "author": version.author,
                    "message": version.message,
                    "saved_at": version.saved_at.isoformat(),
                }
                for version in versions
            ]
        )
        return
    for version in versions:
        when = version.saved_at.astimezone().strftime("%Y-%m-%d %H:%M")
        out.print(f"{version.number:>4}  {when}  {version.author}  {safe(version.message)}")
    if not versions:
        say("No version yet. The first one comes with: guildwright plan")
