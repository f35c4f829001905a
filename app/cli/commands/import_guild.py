"""guildwright import"""

from pathlib import Path
from typing import Annotated

import typer

from app.cli import options


def import_(
    guild: options.Guild = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Write to this file instead of the terminal."),
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option("--template", help="Read Discord's JSON of a server template, not a server."),
    ] = None,
    update: Annotated[
        Path | None,
        typer.Option(
            "--update", help="Make this blueprint say what the server is now; comments stay."
        ),
    ] = None,
    force: options.Force = False,
) -> int:
    """Write a server, or a server template, as a blueprint. The server is not changed."""
    from app.cli.handlers.import_guild import (
        update_document_from_guild,
        write_live_guild,
        write_template,
    )

    if update is not None:
        return update_document_from_guild(guild, update)
    if template is not None:
        return write_template(template, out, force=force)
    return write_live_guild(guild, out, force=force)
