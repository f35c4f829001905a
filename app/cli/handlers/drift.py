"""Shows where the live server left what was last applied."""

import asyncio

from app.cli.handlers.connections import connected
from app.cli.handlers.guild import chosen_guild
from app.cli.terminal import out, say, show_json
from app.shared.application.drift.compare_live import CompareLiveCommand, Drift, Drifted
from app.shared.application.rendering.spans import safe
from app.shared.domain.fingerprint import plain


def show_drift(guild: str | None, *, json: bool) -> Drift:
    found = asyncio.run(_drift(guild))
    if json:
        show_json(_as_json(found))
    else:
        _tell(found)
    return found


async def _drift(guild: str | None) -> Drift:
    async with connected("drift") as container:
        guild_id = await chosen_guild(guild, container.gateway())
        return await container.compare_live()(CompareLiveCommand(guild_id=guild_id))


def _tell(found: Drift) -> None:
    if not found.differences:
        out.print(f"In sync with what run {found.run.id} made of it.", style="create")
        return
    for one in found.differences:
        out.print(f"~ {safe(one.sentence)}", style="change")
        if one.by is not None:
            when = one.by.at.astimezone().strftime("%Y-%m-%d %H:%M")
            out.print(f"    by user {one.by.user_id}, {when}", style="muted")
    if not found.audit_log_read:
        say("Who did it is not known: the bot may not read the audit log.", "muted")
    say("To put it back: guildwright apply. To keep it: change the blueprint.", "muted")


def _as_json(found: Drift) -> dict[str, object]:
    return {
        "run": found.run.id,
        "version": found.version,
        "read_at": found.read_at.isoformat(),
        "in_sync": not found.differences,
        "audit_log_read": found.audit_log_read,
        "differences": [_difference(one) for one in found.differences],
    }


def _difference(one: Drifted) -> dict[str, object]:
    return {
        "id": one.change.id,
        "sentence": one.sentence,
        "by": None if one.by is None else {**plain(one.by), "user_id": str(one.by.user_id)},
    }
