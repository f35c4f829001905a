"""Shows where people took the live server away from what the runs made of it."""

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
        tell_drift(found)
    return found


async def _drift(guild: str | None) -> Drift:
    async with connected("drift") as container:
        guild_id = await chosen_guild(guild, container.gateway())
        return await container.compare_live()(CompareLiveCommand(guild_id=guild_id))


def tell_drift(found: Drift) -> None:
    if not found.end_known:
        say(_unknown_end(found), "muted")
    if found.differences:
        _tell_differences(found)
    elif found.not_done:
        out.print(f"Nothing has been changed by hand since run {found.run.id}.", style="create")
    elif found.taken_over:
        out.print(f"In sync with version {found.version} of the blueprint.", style="create")
    else:
        out.print(f"In sync with what run {found.run.id} made of it.", style="create")
    if found.not_done:
        out.print(_not_done(found), style="muted")
        for one in found.not_done:
            out.print(f"  {safe(one.sentence)}", style="muted")
    if found.differences:
        _advise(found)


def _unknown_end(found: Drift) -> str:
    run = found.run
    if not run.state.is_final:
        return f"Run {run.id} has not ended: what it works on does not count as changed by hand."
    return (
        f"The server could not be read at the end of run {run.id}: what that run worked on does "
        "not count as changed by hand."
    )


def _not_done(found: Drift) -> str:
    if found.version is None:
        return f"What run {found.run.id} did not bring back:"
    return f"What version {found.version} wants and no run has done yet:"


def _tell_differences(found: Drift) -> None:
    for one in found.differences:
        out.print(f"~ {safe(one.sentence)}", style="change")
        if one.latest:
            out.print(f"    {safe(one.latest)}")
        if one.by is not None:
            when = one.by.at.astimezone().strftime("%Y-%m-%d %H:%M")
            who = safe(one.by.user_name) or "user"
            out.print(f"    by {who} ({one.by.user_id}), {when}", style="muted")
    if not found.audit_log_read:
        say("Who did it is not known: the bot may not read the audit log.", "muted")


def _advise(found: Drift) -> None:
    """No way that would do again what was undone, or more than the last run was for."""
    if found.apply_puts_back:
        also = " It also does what no run has done yet." if found.not_done else ""
        say(f"To put it back: guildwright apply.{also} To keep it: change the blueprint.", "muted")
    elif found.version is None:
        say(
            f"Run {found.run.id} undid earlier ones; guildwright apply would do them again. "
            "Put these back by hand.",
            "muted",
        )
    else:
        say(f"To put it back: guildwright rollback --to-version {found.version}.", "muted")


def _as_json(found: Drift) -> dict[str, object]:
    return {
        "run": found.run.id,
        "version": found.version,
        "read_at": found.read_at.isoformat(),
        "in_sync": not found.differences and not found.not_done,
        "end_known": found.end_known,
        "apply_puts_back": found.apply_puts_back,
        "audit_log_read": found.audit_log_read,
        "differences": [_difference(one) for one in found.differences],
        "not_done": [{"id": one.change.id, "sentence": one.sentence} for one in found.not_done],
    }


def _difference(one: Drifted) -> dict[str, object]:
    return {
        "id": one.change.id,
        "sentence": one.sentence,
        "latest": one.latest or None,
        "by": None if one.by is None else {**plain(one.by), "user_id": str(one.by.user_id)},
    }
