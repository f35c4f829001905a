"""guildwright access list, grant, revoke, why"""

from typing import Annotated

import typer

from app.cli import options
from app.shared.domain.access.terms import LONGEST_TERM

access = typer.Typer(no_args_is_help=True)

Who = Annotated[
    str, typer.Argument(help="@role, or the id of a member.", metavar="WHO", show_default=False)
]


@access.command("list")
def list_(guild: options.Guild = None, json: options.Json = False) -> int:
    """List who was granted what, and who needs no grant."""
    from app.cli.handlers.access import list_access

    return list_access(guild, json=json)


@access.command()
def grant(
    who: Who,
    rights: Annotated[
        list[str],
        typer.Argument(
            help="view, design, approve, apply, rollback, manage_access.", metavar="RIGHT..."
        ),
    ],
    objects: Annotated[
        list[str] | None,
        typer.Option(
            "--for",
            help="Only for this part, like channel:lobby or role:helper. "
            "May be given several times.",
            metavar="PART",
        ),
    ] = None,
    days: Annotated[
        int | None,
        typer.Option("--days", min=1, max=LONGEST_TERM.days, help="Ends after so many days."),
    ] = None,
    note: Annotated[str, typer.Option("--note", help="Why, for those who look later.")] = "",
    confirm_everyone: Annotated[
        bool,
        typer.Option(
            "--confirm-everyone", help="Yes, every member is to hold it; else that is asked."
        ),
    ] = False,
    guild: options.Guild = None,
    json: options.Json = False,
) -> int:
    """Grant rights to a role or a member, as the operator of the host."""
    from app.cli.handlers.access import Wanted, grant_access

    wanted = Wanted(who, rights, objects or [], days, note, confirm_everyone)
    return grant_access(guild, wanted, json=json)


@access.command()
def revoke(
    grant_id: Annotated[
        int, typer.Argument(help="Its number in `access list`.", metavar="GRANT", min=1)
    ],
    guild: options.Guild = None,
) -> int:
    """Take a grant back, as the operator of the host."""
    from app.cli.handlers.access import revoke_access

    return revoke_access(guild, grant_id)


@access.command()
def why(
    user: Annotated[str, typer.Argument(help="The id of a member.", metavar="USER_ID")],
    guild: options.Guild = None,
    json: options.Json = False,
) -> int:
    """Say what a member may do here, and why."""
    from app.cli.handlers.access import explain_rights

    return explain_rights(guild, user, json=json)
