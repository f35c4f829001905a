"""guildwright runs"""

from typing import Annotated

import typer

from app.cli import options
from app.cli.server_choice import chosen_server


def runs(
    guild: options.Guild = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="At most so many.")] = 20,
    json: options.Json = False,
) -> int:
    """List the runs of a server, the newest first."""
    server = chosen_server()
    if server is not None:
        from app.cli.remote.runs import list_runs_at

        return list_runs_at(server, guild, limit, json=json)
    from app.cli.handlers.runs import list_runs

    return list_runs(guild, limit, json=json)
