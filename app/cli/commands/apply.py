"""guildwright apply"""

from pathlib import Path
from typing import Annotated

import typer

from app.cli import options
from app.cli.server_choice import chosen_server


def apply(
    file: options.BlueprintFile = options.DEFAULT_BLUEPRINT,
    guild: options.Guild = None,
    plan: Annotated[
        str | None, typer.Option("--plan", help="Apply this plan, by its hash.", metavar="HASH")
    ] = None,
    select: options.Select = None,
    as_: options.As = None,
    delete: options.Delete = None,
    detach: options.Detach = False,
    json: options.Json = False,
    yes: options.Yes = False,
) -> int:
    """Apply a plan: a file of `plan -o`, a hash, or a blueprint that is planned first."""
    server = chosen_server()
    if server is not None:
        from app.cli.remote.applying import Agreement, apply_file_at, apply_plan_at
        from app.cli.remote.plans import Order, refuse_as

        refuse_as(as_)
        agreed = Agreement(delete=frozenset(delete or ()), yes=yes, detach=detach, json=json)
        if plan is not None:
            return apply_plan_at(server, guild, plan, agreed)
        return apply_file_at(server, Order(file=Path(file), guild=guild, select=select), agreed)
    from app.cli.handlers.apply import apply_plan_file, apply_plan_of
    from app.cli.handlers.applying import Consent

    consent = Consent(as_=as_, delete=frozenset(delete or ()), yes=yes, detach=detach, json=json)
    if plan is not None:
        return apply_plan_file(guild, plan, consent)
    return apply_plan_of(Path(file), guild, select, consent)
