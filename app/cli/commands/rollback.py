"""guildwright rollback"""

from typing import Annotated

import typer

from app.cli import options


def rollback(
    run: Annotated[str | None, typer.Argument(help="Go back to before this run.")] = None,
    guild: options.Guild = None,
    to_version: Annotated[
        int | None,
        typer.Option(
            "--to-version", min=1, max=2**31 - 1, help="Go back to this version of the blueprint."
        ),
    ] = None,
    plan_only: Annotated[bool, typer.Option("--plan", help="Only show the plan back.")] = False,
    select: options.Select = None,
    as_: options.As = None,
    delete: options.Delete = None,
    detach: options.Detach = False,
    json: options.Json = False,
    yes: options.Yes = False,
) -> int:
    """Plan the way back, with what cannot be brought back said, and apply it when agreed."""
    from app.cli.handlers.applying import Consent
    from app.cli.handlers.rollback import Destination, go_back, show_way_back

    where = Destination(run=run, guild=guild, to_version=to_version, select=select)
    if plan_only:
        return show_way_back(where, as_, json=json)
    consent = Consent(as_=as_, delete=frozenset(delete or ()), yes=yes, detach=detach, json=json)
    return go_back(where, consent)
