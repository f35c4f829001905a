"""guildwright show"""

from typing import Annotated

import typer

from app.cli import options
from app.cli.server_choice import chosen_server


def show_(
    run: Annotated[str | None, typer.Argument(help="A run's id.", metavar="[RUN]")] = None,
    guild: options.Guild = None,
    plan: Annotated[
        str | None, typer.Option("--plan", help="Show this plan, by its hash.", metavar="HASH")
    ] = None,
    version: Annotated[
        int | None,
        typer.Option(
            "--version", min=1, max=2**31 - 1, help="Print this version of the blueprint."
        ),
    ] = None,
    json: options.Json = False,
) -> int:
    """Show a run with its steps, a plan, a version of the blueprint, or list the versions."""
    server = chosen_server()
    if server is not None:
        from app.cli.remote.showing import show_at

        return show_at(server, guild, options.Shown(run, plan, version), json=json)
    from app.cli.handlers import show

    if run is not None:
        return show.show_run(run, json=json)
    if plan is not None:
        return show.show_kept_plan(guild, plan, json=json)
    if version is not None:
        return show.show_version(guild, version, json=json)
    return show.list_versions(guild, json=json)
