"""guildwright drift"""

import asyncio

from app.cli import options
from app.cli.connections import connected
from app.cli.guild import chosen_guild
from app.cli.terminal import out, say, show_json
from app.shared.application.drift.compare_live import CompareLiveCommand, Drift, Drifted
from app.shared.application.rendering.spans import safe
from app.shared.domain.fingerprint import plain


def drift(
    guild: options.Guild = None,
    json: options.Json = False,
    detailed_exitcode: options.DetailedExitCode = False,
) -> int:
    """Say where the server has left the blueprint that was last applied, and who did it."""
    found = asyncio.run(_drift(guild))
    if json:
        show_json(_as_json(found))
    else:
        _tell(found)
    return options.CHANGES if detailed_exitcode and found.differences else 0


async def _drift(guild: str | None) -> Drift:
    async with connected("drift") as container:
        guild_id = await chosen_guild(guild, container.gateway())
        return await container.compare_live()(CompareLiveCommand(guild_id=guild_id))


def _tell(found: Drift) -> None:
    if not found.differences:
        out.print(f"In sync with what run {found.run.id} made of it.", style="create")
    for one in found.differences:
        out.print(f"~ {safe(one.sentence)}", style="change")
        if one.by is not None:
            when = one.by.at.astimezone().strftime("%Y-%m-%d %H:%M")
            out.print(f"    by user {one.by.user_id}, {when}", style="muted")
    if found.differences and not found.audit_log_read:
        say("Who did it is not known: the bot may not read the audit log.", "dim")
    if found.differences:
        say("To put it back: guildwright apply. To keep it: change the blueprint.", "dim")


def _as_json(found: Drift) -> dict[str, object]:
    return {
        "run": found.run.id,
        "version": found.version,
        "read_at": found.read_at.isoformat(),
        "in_sync": not found.differences,
        "differences": [_difference(one) for one in found.differences],
    }


def _difference(one: Drifted) -> dict[str, object]:
    return {
        "id": one.change.id,
        "sentence": one.sentence,
        "by": None if one.by is None else plain(one.by),
    }
