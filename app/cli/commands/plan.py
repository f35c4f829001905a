"""guildwright plan"""

from pathlib import Path
from typing import Annotated

import typer

from app.cli import options
from app.cli.server_choice import chosen_server


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
    """Show exactly what would change. The server is not touched."""
    server = chosen_server()
    if server is not None:
        from app.cli.remote.plans import Order, plan_at, refuse_as

        refuse_as(as_)
        order = Order(file=file, guild=guild, select=select, message=message)
        changes = plan_at(server, order, out, json=json, markdown=markdown)
        return options.CHANGES if detailed_exitcode and changes else 0
    from app.cli.handlers.plan import Asked, make_plan_file

    found = make_plan_file(
        Asked(file=file, guild=guild, select=select, as_=as_, message=message),
        out,
        json=json,
        markdown=markdown,
    )
    return options.CHANGES if detailed_exitcode and not found.is_empty else 0
