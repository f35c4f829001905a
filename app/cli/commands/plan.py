"""guildwright plan"""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from app.cli import options
from app.cli.connections import connected
from app.cli.files import PlanFile, write_plan_file
from app.cli.guild import chosen_guild
from app.cli.planning import plan_document, say_next, show_plan, user_id
from app.cli.terminal import say
from app.shared.domain.planning.plan import Plan


def plan(
    file: options.BlueprintFile = options.DEFAULT_BLUEPRINT,
    guild: options.Guild = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Write the plan for `apply` to this file.")
    ] = None,
    select: options.Select = None,
    as_: options.As = None,
    message: Annotated[
        str, typer.Option("--message", "-m", help="Why the blueprint was changed.")
    ] = "",
    json: options.Json = False,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="Answer as Markdown, for a pull request.")
    ] = False,
    detailed_exitcode: options.DetailedExitCode = False,
) -> int:
    """Show exactly what would change. Nothing is changed."""
    found = asyncio.run(_plan(file, guild, out, select, as_, message))
    show_plan(found, as_json=json, markdown=markdown)
    if not json and not markdown:
        say_next(found)
    return options.CHANGES if detailed_exitcode and not found.is_empty else 0


async def _plan(
    file: Path,
    guild: str | None,
    out: Path | None,
    select: list[str] | None,
    as_: str | None,
    message: str,
) -> Plan:
    async with connected("plan") as container:
        guild_id = await chosen_guild(guild, container.gateway())
        stored = await plan_document(
            container, guild_id, file, requester=user_id(as_), selected=select, message=message
        )
    if out is not None:
        write_plan_file(out, PlanFile(guild_id, stored.plan.hash))
        say(f"Written to {out}. To apply it: guildwright apply {out}", "dim")
    return stored.plan
