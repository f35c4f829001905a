"""How a guild stands, in the shape of `schemas.guilds.GuildOverview`."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.shared.application.guilds.bot_place import BotPlace, permission_names
from app.shared.application.guilds.show_overview import Overview, Sync
from app.shared.application.ports.guild_gateway import BotGuild
from app.shared.application.rendering.coverage_json import coverage_json
from app.shared.domain.access.rights import Right, Rights
from app.shared.domain.blueprint.blueprint import BlueprintVersion
from app.shared.domain.language.saying import say
from app.shared.domain.structure.identifiers import GuildId
from app.web.api.views.access_view import right_words
from app.web.api.views.names import named_summary

_CHANGING = frozenset(Right) - {Right.VIEW}


def overview_view(
    guild_id: GuildId,
    guild: BotGuild | None,
    rights: Rights,
    found: Overview,
    names: Mapping[str, str],
) -> dict[str, Any]:
    """`guild` is what the directory knows; None where nobody could be asked. `names` are those of
    the design's author and of who asked for the runs, by actor."""
    live, latest, because = found.live, found.latest, found.unread_because
    name = str(guild_id) if guild is None else guild.name
    return {
        "id": str(guild_id),
        "name": name if live is None else live.name,
        "icon_url": None if guild is None else guild.icon,
        "rights": right_words(rights.held),
        "read_only_because": _read_only(rights),
        "bot": None if live is None else _bot(live.bot),
        "limits": None if live is None else live.limits,
        "coverage": None if live is None else coverage_json(live.coverage),
        "design": None if latest is None else _design(latest, names[latest.author]),
        "sync": found.sync.value,
        "sync_unknown_because": None
        if because is None
        else f"{because.message} {because.remedy}".strip(),
        "last_read_at": found.last_read_at if live is None else live.read_at,
        "runs": [named_summary(run, names[run.requested_by]) for run in found.runs],
        "next_steps": list(_next_steps(guild_id, rights, found)),
        "members": None if live is None else live.members,
    }


def _design(latest: BlueprintVersion, author_name: str) -> dict[str, Any]:
    return {
        "version": latest.number,
        "saved_at": latest.saved_at,
        "author": latest.author,
        "author_name": author_name,
    }


def _read_only(rights: Rights) -> str | None:
    if rights.held & _CHANGING:
        return None
    return say(
        "You may look at this server and change nothing. Ask its owner, or anybody with Manage "
        "Server, to grant you more under Access."
    )


def _bot(bot: BotPlace) -> dict[str, Any]:
    return {
        "present": True,
        "name": bot.name,
        "permissions": permission_names(bot.permissions),
        "missing": [
            {"permission": one.permission.name, "label": one.permission.label, "why": one.why}
            for one in bot.missing
        ],
        "role_position": bot.role_position,
        "roles_above": list(bot.roles_above),
        "fix_text": bot.fix_text,
    }


def _next_steps(guild_id: GuildId, rights: Rights, found: Overview) -> Iterator[dict[str, str]]:
    """What a new guild needs, in that order; nothing for one that goes its way."""
    here = f"/g/{guild_id}"
    if found.latest is None and rights.has(Right.DESIGN):
        yield {
            "code": "import",
            "text": say("Import this server as it is, and work on it from there."),
            "href": f"{here}/designer",
        }
        yield {
            "code": "example",
            "text": say("Or start from an example."),
            "href": f"{here}/designer#examples",
        }
    elif found.latest is not None and found.sync is Sync.NEVER_APPLIED:
        yield {
            "code": "plan",
            "text": say("Plan the design: see exactly what would change."),
            "href": f"{here}/plans",
        }
    elif found.sync is Sync.DRIFTED and rights.held & {Right.DESIGN, Right.APPLY}:
        yield {
            "code": "drift",
            "text": say("Look at what was changed by hand, and adopt or revert it."),
            "href": f"{here}#drift",
        }
