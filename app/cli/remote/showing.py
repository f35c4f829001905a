"""`guildwright show` at a server."""

import asyncio
from datetime import datetime
from typing import Any

from app.cli.options import Shown
from app.cli.remote.client import api_of
from app.cli.remote.plans import show_plan_at
from app.cli.remote.runs import show_run_at
from app.cli.server_choice import Server
from app.cli.terminal import out, say, show_json
from app.shared.application.rendering.spans import safe


def show_at(server: Server, guild: str | None, what: Shown, *, json: bool) -> int:
    if what.run is not None:
        return show_run_at(server, guild, what.run, json=json)
    if what.plan is not None:
        return show_plan_at(server, guild, what.plan, json=json)
    if what.version is not None:
        return _show_version(server, guild, what.version, json=json)
    return _list_versions(server, guild, json=json)


def _show_version(server: Server, guild: str | None, number: int, *, json: bool) -> int:
    version = asyncio.run(_get(server, guild, f"/versions/{number}"))
    if json:
        show_json(version)
    else:
        print(version["text"], end="")
    return 0


def _list_versions(server: Server, guild: str | None, *, json: bool) -> int:
    versions = asyncio.run(_get(server, guild, "/versions"))["items"]
    if json:
        show_json(versions)
        return 0
    for one in versions:
        when = datetime.fromisoformat(one["saved_at"]).astimezone().strftime("%Y-%m-%d %H:%M")
        text = f"{one['version']:>4}  {when}  {one['author']}  {safe(one['message'])}"
        out.print(text.rstrip())
    if not versions:
        say("No version yet. The first one comes with: guildwright apply")
    return 0


async def _get(server: Server, guild: str | None, path: str) -> Any:
    async with api_of(server) as api:
        return await api.get(f"/guilds/{await api.guild(guild)}{path}")
