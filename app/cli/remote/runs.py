"""Runs of a server: listed, shown, watched until they end."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime
from typing import Any

from rich.text import Text

from app.cli.remote.client import Api, api_of
from app.cli.server_choice import Server, ServerUnusable
from app.cli.terminal import err, out, say, show, show_json
from app.shared.application.rendering.spans import Line, Span, Style, line, listed, safe

_LOOK_S = 1.0
_MOST_AT_ONCE = 100
_ENDED = frozenset({"succeeded", "failed", "cancelled"})
_TITLES = {
    "queued": ("waits for a worker", Style.MUTED),
    "running": ("is under way", Style.CHANGE),
    "paused": ("is paused", Style.CHANGE),
    "succeeded": ("is done", Style.CREATE),
    "failed": ("failed", Style.REMOVE),
    "cancelled": ("was cancelled", Style.WARNS),
}
_STEPS = {
    "waiting": ("waits", Style.MUTED),
    "started": ("under way", Style.CHANGE),
    "done": ("", Style.CREATE),
    "unnecessary": ("", Style.CREATE),
    "skipped": ("skipped", Style.MUTED),
    "failed": ("failed", Style.REMOVE),
}
type Sleep = Callable[[float], Awaitable[None]]


def list_runs_at(server: Server, guild: str | None, limit: int, *, json: bool) -> int:
    found = asyncio.run(_runs(server, guild, limit))
    if json:
        show_json(found)
        return 0
    for run in found:
        when = datetime.fromisoformat(run["created_at"]).astimezone().strftime("%Y-%m-%d %H:%M")
        text = f"{run['id']}  {run['state']:<9}  {when}  {run['requested_by']}  {run['failure']}"
        out.print(safe(text.rstrip()))
    if not found:
        say("No run yet. The first one comes with: guildwright apply")
    return 0


def show_run_at(server: Server, guild: str | None, run_id: str, *, json: bool) -> int:
    if not (run_id.isascii() and run_id.replace("-", "").isalnum()):
        raise ServerUnusable(f'"{run_id}" is no run\'s id.')

    async def read() -> Any:
        async with api_of(server) as api:
            return await api.get(f"/guilds/{await api.guild(guild)}/runs/{run_id}")

    run = asyncio.run(read())
    if json:
        show_json(run)
        return 0
    for step in run["steps"]:
        show([_step_line(step)])
    tell_run_view(run)
    return 0


async def _runs(server: Server, guild: str | None, limit: int) -> list[dict[str, Any]]:
    async with api_of(server) as api:
        path = f"/guilds/{await api.guild(guild)}/runs"
        found: list[dict[str, Any]] = []
        query: dict[str, str | int] = {}
        while len(found) < limit:
            page = await api.get(path, limit=min(limit - len(found), _MOST_AT_ONCE), **query)
            found += page["items"]
            if page["next"] is None:
                break
            query = {"cursor": page["next"]}
        return found


async def until_it_rests(
    api: Api, run: dict[str, Any], *, quiet: bool, sleep: Sleep = asyncio.sleep
) -> dict[str, Any]:
    """Until it has ended or is paused. Each step is told once it is over."""
    told: set[int] = set()
    while True:
        for step in () if quiet else run["steps"]:
            if step["ended_at"] is not None and step["number"] not in told:
                told.add(step["number"])
                err.print(Text.assemble(*((s.text, s.style) for s in _step_line(step))))
        if run["state"] in _ENDED or run["state"] == "paused":
            return run
        await sleep(_LOOK_S)
        run = await api.get(f"/guilds/{run['guild_id']}/runs/{run['id']}")


def tell_run_view(run: dict[str, Any]) -> None:
    show(_report_lines(run))
    say(_next_words(run), "muted")


def _report_lines(run: dict[str, Any]) -> Iterator[Line]:
    words, style = _TITLES[run["state"]]
    yield line(Span(f"Run {run['id']} {words}.", style))
    if run["failure"]:
        yield line(f"  {safe(run['failure'])}")
    for step in run["steps"]:
        if step["error"] is not None:
            yield line(Span("  ✕ ", Style.REMOVE), safe(step["sentence"]))
            yield line(f"      {safe(step['error']['message'])}")
    yield from _kept_members(run)
    report = run["report"]
    if report is None:
        return
    counted, verdict = report["sentences"]
    yield line(f"  {counted}")
    yield line(Span(f"  {verdict}", Style.CREATE if report["verified"] else Style.WARNS))
    yield from listed(report["differences"] or [])
    # Servers of an older version do not say it.
    yield from listed(report.get("set_over", []))


def _kept_members(run: dict[str, Any]) -> Iterator[Line]:
    deleted = {one["key"]: one["name"] for one in run["steps"] if one["action"] == "delete_role"}
    for role, members in run["kept_members"].items():
        if members:
            yield line(f"  Had @{safe(deleted.get(role, role))} before it was deleted:")
            yield line(Span(f"    {' '.join(f'<@{member}>' for member in members)}", Style.MUTED))


def _step_line(step: dict[str, Any]) -> Line:
    words, style = _STEPS[step["state"]]
    if step["wait_text"]:
        return line(Span(f"  {step['sign']} ", style), safe(step["wait_text"]))
    reason = step["error"]["message"] if step["error"] else step["reason"]
    return line(
        Span(f"  {step['sign']} ", style),
        safe(step["sentence"]),
        Span(f"  {words}" if words else "", style),
        Span(f"  {safe(reason)}" if reason else "", Style.MUTED),
    )


def _next_words(run: dict[str, Any]) -> str:
    if run["state"] == "succeeded":
        return f"To undo it: guildwright rollback {run['id']}"
    if run["state"] in _ENDED:
        return "To go on: guildwright plan, which starts from how the server is now"
    return f"To go on: guildwright resume {run['id']}"
