"""Lists the runs of a server."""

import asyncio

from app.cli.handlers.connections import connected
from app.cli.handlers.guild import chosen_guild
from app.cli.terminal import out, say, show_json
from app.shared.application.rendering.run_json import bare_run_json
from app.shared.application.rendering.spans import safe
from app.shared.application.runs.list_runs import ListRunsCommand
from app.shared.domain.runs.run import Run


def list_runs(guild: str | None, limit: int, *, json: bool) -> int:
    found = asyncio.run(_runs(guild, limit))
    if json:
        show_json([bare_run_json(run) for run in found])
        return 0
    for run in found:
        when = run.created_at.astimezone().strftime("%Y-%m-%d %H:%M")
        line = f"{run.id}  {run.state:<9}  {when}  {run.requested_by}  {safe(run.failure)}"
        out.print(line.rstrip())
    if not found:
        say("No run yet. The first one comes with: guildwright apply")
    return 0


async def _runs(guild: str | None, limit: int) -> tuple[Run, ...]:
    async with connected("runs") as container:
        guild_id = await chosen_guild(guild, container.gateway())
        return await container.list_runs()(ListRunsCommand(guild_id=guild_id, limit=limit))
