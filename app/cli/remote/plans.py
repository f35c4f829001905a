"""Plans made and kept by a server."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from app.cli.handlers.files import PlanFile, read_document, write_plan_file
from app.cli.remote.client import Api, api_of
from app.cli.remote.plan_text import PLAN_FIELDS, view_lines, view_markdown
from app.cli.server_choice import Server, ServerUnusable
from app.cli.terminal import say, show, show_json
from app.shared.application.rendering.spans import safe
from app.shared.domain.structure.identifiers import GuildId


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be planned. With a message the blueprint is saved as a version first; without one
    a plan leaves nothing behind but itself, so that a pull request may be planned."""

    file: Path
    guild: str | None = None
    select: list[str] | None = None
    message: str = ""


def refuse_as(as_: str | None) -> None:
    if as_ is not None:
        raise ServerUnusable(
            "Over --server it is always the token's owner who acts.", remedy="Leave out --as."
        )


def plan_at(server: Server, order: Order, out: Path | None, *, json: bool, markdown: bool) -> bool:
    """Whether there is anything to change."""
    view = asyncio.run(_plan(server, order))
    if out is not None:
        write_plan_file(out, PlanFile(GuildId(int(view["guild_id"])), view["hash"]))
    show_view(view, as_json=json, markdown=markdown)
    if not json and not markdown:
        _say_next(view, out)
    return not view["empty"]


def show_plan_at(server: Server, guild: str | None, plan_hash: str, *, json: bool) -> int:
    async def read() -> Any:
        async with api_of(server) as api:
            return await kept_plan(api, await api.guild(guild), plan_hash)

    show_view(asyncio.run(read()), as_json=json)
    return 0


async def kept_plan(api: Api, guild_id: str, plan_hash: str) -> Any:
    if not (plan_hash.isascii() and plan_hash.isalnum()):
        raise ServerUnusable(f'"{plan_hash}" is no plan\'s hash.')
    return await api.get(f"/guilds/{guild_id}/plans/{plan_hash}")


async def plan_document(api: Api, order: Order, *, save: bool) -> Any:
    document = read_document(order.file)
    guild_id = await api.guild(order.guild)
    body: dict[str, Any] = {"selected": order.select}
    if save:
        body["version"] = await api.save_design(guild_id, document.text, order.message)
    else:
        body["text"] = document.text
    return await api.post(f"/guilds/{guild_id}/plans", body)


async def _plan(server: Server, order: Order) -> Any:
    async with api_of(server) as api:
        return await plan_document(api, order, save=bool(order.message))


def show_view(view: dict[str, Any], *, as_json: bool = False, markdown: bool = False) -> None:
    if as_json:
        made_at = datetime.fromisoformat(view["made_at"]).isoformat()
        show_json({name: view[name] for name in PLAN_FIELDS} | {"made_at": made_at})
    elif markdown:
        print(view_markdown(view), end="")
    else:
        show(view_lines(view))


def destructive(view: dict[str, Any]) -> list[dict[str, Any]]:
    return [change for change in view["changes"] if change["risk"] == "destructive"]


def _say_next(view: dict[str, Any], out: Path | None) -> None:
    if view["blocked"]:
        say("It cannot be applied until what is marked with ⛔ is mended.", "blocks")
    elif not view["empty"]:
        named = str(out) if out is not None else f"--plan {view['hash'][:12]}"
        say(f"To apply it: guildwright apply {named}", "muted")
        for change in destructive(view):
            say(f"To agree to deleting {safe(change['name'])}: --delete {change['id']}", "muted")
