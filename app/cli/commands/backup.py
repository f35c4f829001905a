"""guildwright backup and restore"""

from pathlib import Path
from typing import Annotated

import typer

from app.cli import options

BackupArgument = Annotated[
    Path, typer.Argument(help="The backup.", metavar="FILE", show_default=False)
]


def backup(
    to: Annotated[
        Path | None,
        typer.Option(
            "--to",
            help="A file to be, or a folder. Without it, into the folder of backups, from which "
            "old ones go as BACKUP_KEEP_DAILY and BACKUP_KEEP_WEEKLY say.",
            metavar="PATH",
        ),
    ] = None,
    new_key: Annotated[
        Path | None,
        typer.Option(
            "--new-key",
            help="Make no backup but a pair of keys: the secret one goes into this file, the "
            "public one is for BACKUP_PUBLIC_KEY.",
            metavar="FILE",
        ),
    ] = None,
    scheduled: Annotated[
        bool,
        typer.Option(
            "--scheduled", help="Make one every BACKUP_EVERY_HOURS until this process is stopped."
        ),
    ] = False,
    once: Annotated[
        bool,
        typer.Option(
            "--once",
            help="With --scheduled: make one and end, where something else has the clock. The next "
            "is due in BACKUP_EVERY_HOURS.",
        ),
    ] = False,
    status: Annotated[
        bool,
        typer.Option(
            "--status",
            help="Make none: say how backups stand, with exit code 1 where none can be relied on.",
        ),
    ] = False,
    allow_empty: Annotated[
        bool,
        typer.Option("--allow-empty", help="Of a database that was never set up, make none."),
    ] = False,
    json: options.Json = False,
) -> int:
    """Keep the whole database in one file, encrypted where BACKUP_PUBLIC_KEY is set, and try it."""
    if once and not scheduled:
        raise typer.BadParameter("goes with --scheduled", param_hint="--once")
    if scheduled or status:
        from app.cli.handlers.backup_schedule import back_up_by_the_clock, say_how_they_stand

        return say_how_they_stand() if status else back_up_by_the_clock(once=once)
    from app.cli.handlers.backup import back_up, make_key

    if new_key is not None:
        return make_key(new_key)
    return back_up(to, allow_empty=allow_empty, json=json)


def restore(
    file: BackupArgument,
    key: Annotated[
        Path | None,
        typer.Option("--key", help="The file with the secret key, for an encrypted backup."),
    ] = None,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace",
            help="Let go of what is in the database. A backup of it is made first, and its name is "
            "asked for.",
        ),
    ] = False,
    database: Annotated[
        str | None,
        typer.Option(
            "--database",
            help="The database's name, with --replace: typed beforehand, so that nothing is asked.",
            metavar="NAME",
        ),
    ] = None,
    discard: Annotated[
        bool,
        typer.Option(
            "--discard",
            help="With --replace: make no backup of what is there, it is lost for good.",
        ),
    ] = False,
    look: Annotated[
        bool, typer.Option("--look", help="Read all of the backup, say what is in it, end there.")
    ] = False,
) -> int:
    """Put a backup back into the database, all of it or nothing."""
    from app.cli.handlers.restore import RestoreWords, put_back

    return put_back(
        RestoreWords(
            file=file, key=key, replace=replace, database=database, discard=discard, look=look
        )
    )
