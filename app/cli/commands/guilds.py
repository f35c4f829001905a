"""guildwright guilds list, admit, refuse"""

from typing import Annotated

import typer

from app.cli import options

guilds = typer.Typer(no_args_is_help=True)

Id = Annotated[str, typer.Argument(help="The server's id.", metavar="ID", show_default=False)]


@guilds.command("list")
def list_(json: options.Json = False) -> int:
    """List the servers that the bot is or was in, those that wait to be let in first."""
    from app.cli.handlers.guilds import list_guilds

    return list_guilds(json=json)


@guilds.command()
def admit(guild: Id) -> int:
    """Let a server use this installation, whatever GUILD_ADMISSION says."""
    from app.cli.handlers.guilds import admit_guild

    return admit_guild(guild)


@guilds.command()
def refuse(guild: Id) -> int:
    """Keep a server from using this installation. The bot stays in it and does nothing there."""
    from app.cli.handlers.guilds import refuse_guild

    return refuse_guild(guild)
