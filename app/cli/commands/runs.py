"""guildwright runs"""

from typing import Annotated

import typer

from app.cli import options


def runs(
    guild: options.Guild = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="At most so many.")] = 20,
    json: options.Json = False,
) -> int:
    """List the runs of a server, the newest first."""
    from app.cli.handlers.runs import list_runs

    return list_runs(guild, limit, json=json)
