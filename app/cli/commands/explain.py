"""guildwright explain"""

from typing import Annotated

import typer

from app.cli import options


def explain(
    who: Annotated[str, typer.Argument(help="@role, or the id of a member.", metavar="WHO")],
    channel: Annotated[
        str | None,
        typer.Argument(help="#channel; without it, the whole server.", metavar="[CHANNEL]"),
    ] = None,
    permission: Annotated[
        str | None,
        typer.Argument(
            help="One permission, like send_messages; without it, all.", metavar="[PERMISSION]"
        ),
    ] = None,
    guild: options.Guild = None,
    json: options.Json = False,
) -> int:
    """Say who may do what where, and which rule decided.

    Quote what begins with # (the shell takes it for a comment): guildwright explain @Helper '#news'
    """
    from app.cli.handlers.explain import show_explanation

    return show_explanation(guild, who, channel, permission, json=json)
