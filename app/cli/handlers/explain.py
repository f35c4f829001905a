"""Shows who may do what where, and why."""

import asyncio

from rich.table import Table
from rich.text import Text

from app.cli.handlers.connections import connected
from app.cli.handlers.guild import chosen_guild
from app.cli.terminal import out, show_json
from app.shared.application.permissions.explain_access import (
    ExplainAccessCommand,
    ExplainedAccess,
)
from app.shared.application.rendering.spans import safe
from app.shared.application.rendering.verdicts import because
from app.shared.domain.fingerprint import plain
from app.shared.domain.permissions.explanation import Explanation


def show_explanation(
    guild: str | None, who: str, channel: str | None, permission: str | None, *, json: bool
) -> int:
    found = asyncio.run(_explain(guild, who, channel, permission))
    if json:
        show_json(_as_json(found))
    else:
        _tell(found)
    return 0


async def _explain(
    guild: str | None, who: str, channel: str | None, permission: str | None
) -> ExplainedAccess:
    async with connected("explain") as container:
        guild_id = await chosen_guild(guild, container.gateway())
        return await container.explain_access()(
            ExplainAccessCommand(guild_id=guild_id, who=who, channel=channel, permission=permission)
        )


def _tell(found: ExplainedAccess) -> None:
    place = f"in #{safe(found.channel.name)}" if found.channel else "in the whole server"
    who = found.who if found.is_member else f"@{found.who.removeprefix('@')}"
    out.print(f"{safe(who)} {place}", style="heading")
    if not out.is_terminal:
        for one in found.explanations:
            print(_sign(one)[0], one.permission.label, because(one), sep="\t")
        return
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for one in found.explanations:
        table.add_row(Text(*_sign(one)), Text(one.permission.label), Text(because(one), "muted"))
    out.print(table, soft_wrap=False)


def _sign(one: Explanation) -> tuple[str, str]:
    return ("✓", "create") if one.allowed else ("✕", "remove")


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
