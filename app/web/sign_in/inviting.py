"""Letting the bot into a server: on Discord's page, and back to a checklist that waits for it."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from app.shared.application.access.rights_of import no_such_guild
from app.shared.application.guilds.bot_place import NEEDED_BITS
from app.web.dependencies import BeginSignInDep, ContainerDep, ReadinessDep
from app.web.failures import GoTo
from app.web.pages.signed_in import PageDep
from app.web.security.cookies import ATTEMPT

router = APIRouter(include_in_schema=False)

_BOT_SCOPES = "bot applications.commands"


@router.get("/invite/{guild_id}")
async def invite_bot(
    request: Request,
    guild_id: str,
    page: PageDep,
    container: ContainerDep,
    begin: BeginSignInDep,
    readiness: ReadinessDep,
) -> Response:
    """For servers that the user may manage by Discord's word at sign-in; others do not exist."""
    joined = page.session and await container.web_sessions().guilds_of(page.session)
    guilds = joined.guilds if joined else ()
    if not any(str(guild.id) == guild_id and guild.may_manage for guild in guilds):
        raise no_such_guild()
    if await readiness.certain() is not None:
        raise GoTo("/first-run")
    begun = await begin()(next=f"/g/{guild_id}/welcome", browser=ATTEMPT.read_from(request))
    url = with_bot(begun.url, guild_id)
    response = RedirectResponse(url, 303, headers={"cache-control": "no-store"})
    ATTEMPT.set_on(response, begun.browser)
    return response


def with_bot(url: str, guild_id: str) -> str:
    """The way to sign in, on which the bot is let into this server as well, with the least rights
    that it needs."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    query["scope"] = f"{query.get('scope', '')} {_BOT_SCOPES}".strip()
    query |= {
        "permissions": str(NEEDED_BITS),
        "guild_id": guild_id,
        "disable_guild_select": "true",
    }
    return urlunsplit(parts._replace(query=urlencode(query)))
