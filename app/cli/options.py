"""The options that several commands share, said once."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

Guild = Annotated[
    str | None,
    typer.Option(
        "--guild",
        "-g",
        envvar="GUILDWRIGHT_GUILD",
        help="The server's id. Not needed where the bot is in just one.",
        metavar="ID",
    ),
]
Json = Annotated[
    bool, typer.Option("--json", help="Answer as JSON; what goes wrong too, on standard error.")
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Say yes beforehand: nothing is asked.")]
Force = Annotated[bool, typer.Option("--force", help="Replace a file that is there.")]
As = Annotated[
    str | None,
    typer.Option(
        "--as",
        help="Hold every change against the rights of this member. Without it the host's operator "
        "acts with the bot's rights.",
        metavar="USER_ID",
    ),
]
DetailedExitCode = Annotated[
    bool,
    typer.Option(
        "--detailed-exitcode", help="Exit with 0 for no change, 2 for changes, 1 for an error."
    ),
]
Select = Annotated[
    list[str] | None,
    typer.Option(
        "--select",
        help="Only this change (an id like role:helper:create) and what it depends on. "
        "May be given several times.",
        metavar="CHANGE",
    ),
]
Delete = Annotated[
    list[str] | None,
    typer.Option(
        "--delete",
        help="Agree to this deletion (an id like channel:old:delete, or `all`). "
        "May be given several times. Without it --yes leaves deletions out.",
        metavar="CHANGE",
    ),
]
Detach = Annotated[
    bool, typer.Option("--detach", help="Leave the work to a running `guildwright worker`.")
]
BlueprintFile = Annotated[
    Path, typer.Argument(help="The blueprint.", metavar="[FILE]", show_default=True)
]
RunArgument = Annotated[
    str, typer.Argument(help="The run's id, as `runs` lists it.", metavar="RUN")
]


@dataclass(frozen=True, slots=True)
class Shown:
    """What `show` is asked for: at most one of them; none means the list of versions."""

    run: str | None
    plan: str | None
    version: int | None


DEFAULT_BLUEPRINT = Path("guildwright.yaml")
CHANGES = 2
"""The exit code for changes with --detailed-exitcode."""
