"""Shows what is kept: a run with its steps, a plan, versions of the blueprint."""

import asyncio

from app.cli.handlers.connections import connected
from app.cli.handlers.guild import chosen_guild
from app.cli.handlers.plan import show_plan
from app.cli.handlers.run_report import tell_run
from app.cli.handlers.run_view import step_text
from app.cli.terminal import out, say, show_json
from app.shared.application.rendering.run_json import run_json
from app.shared.application.rendering.spans import safe
from app.shared.application.runs.show_run import ShownRun, ShowRunCommand
from app.shared.domain.blueprint.blueprint import BlueprintVersion, VersionHead
from app.shared.domain.planning.plan import Plan
from app.shared.domain.runs.run import RunId


def show_run(run_id: str, *, json: bool) -> int:
    shown = asyncio.run(_run(RunId(run_id)))
    if json:
        show_json(run_json(shown))
        return 0
    for step, record in shown.steps:
        out.print(step_text(step, record))
    tell_run(shown)
    return 0


def show_kept_plan(guild: str | None, plan_hash: str, *, json: bool) -> int:
    show_plan(asyncio.run(_plan(guild, plan_hash)), as_json=json)
    return 0


def show_version(guild: str | None, number: int, *, json: bool) -> int:
    version = asyncio.run(_version(guild, number))
    if json:
        show_json({**_described(version), "text": version.text})
    else:
        print(version.text, end="")
    return 0


def list_versions(guild: str | None, *, json: bool) -> int:
    versions = asyncio.run(_versions(guild))
    if json:
        show_json([_described(version) for version in versions])
        return 0
    for version in versions:
        when = version.saved_at.astimezone().strftime("%Y-%m-%d %H:%M")
        line = f"{version.number:>4}  {when}  {version.author}  {safe(version.message)}"
        out.print(line.rstrip())
    if not versions:
        say("No version yet. The first one comes with: guildwright plan")
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


async def _versions(guild: str | None) -> tuple[VersionHead, ...]:
    async with connected("show") as container:
        guild_id = await chosen_guild(guild, container.gateway())
        async with container.begin()() as uow:
            return await uow.versions.list(guild_id)


def _described(version: BlueprintVersion | VersionHead) -> dict[str, object]:
    return {
        "number": version.number,
        "author": version.author,
        "message": version.message,
        "saved_at": version.saved_at.isoformat(),
    }
