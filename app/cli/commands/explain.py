"""guildwright explain"""

import asyncio
from typing import Annotated

import typer
from rich.table import Table

from app.cli import options
from app.cli.connections import connected
from app.cli.guild import chosen_guild
from app.cli.terminal import out, show_json
from app.shared.application.permissions.explain_access import (
    ExplainAccessCommand,
    ExplainedAccess,
)
from app.shared.application.rendering.spans import safe
from app.shared.application.rendering.verdicts import because
from app.shared.domain.fingerprint import plain


def explain(
    who: Annotated[str, typer.Argument(help="@role, or the id of a member.", metavar="WHO")],
    channel: Annotated[
        str | None, typer.Argument(help="#channel; without it, the whole server.")
    ] = None,
    permission: Annotated[
        str | None, typer.Argument(help="One permission, like send_messages; without it, all.")
    ] = None,
    guild: options.Guild = None,
    json: options.Json = False,
) -> int:
    """Say who may do what where, and which rule decided."""
    found = asyncio.run(_explain(guild, who, channel, permission))
    if json:
        show_json(_as_json(found))
        return 0
    place = f"in #{safe(found.channel.name)}" if found.channel else "in the whole server"
    out.print(f"{safe(found.who)} {place}", style="heading")
    table = Table(box=None, pad_edge=False, show_header=False)
    for one in found.explanations:
        sign, style = ("✓", "create") if one.allowed else ("✕", "remove")
        table.add_row(f"[{style}]{sign}[/]", one.permission.label, safe(because(one)))
    out.print(table, markup=True)
    return 0


async def _explain(
    guild: str | None, who: str, channel: str | None, permission: str | None
) -> ExplainedAccess:
    async with connected("explain") as container:
        guild_id = await chosen_guild(guild, container.gateway())
        return await container.explain_access()(
            ExplainAccessCommand(guild_id=guild_id, who=who, channel=channel, permission=permission)
        )


def _as_json(found: ExplainedAccess) -> dict[str, object]:
    return {
        "who": found.who,
        "channel": found.channel.name if found.channel else None,
        "permissions": [
            {
                "name": one.permission.name,
                "allowed": one.allowed,
                "because": because(one),
                "rules": plain(one.verdicts),
            }
            for one in found.explanations
        ],
    }
