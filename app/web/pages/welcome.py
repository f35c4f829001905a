"""Where Discord sends people back to after they have let the bot into a guild.

The bot may not be there yet, so that nobody can be asked for their rights: the page waits for it.
"""

from dataclasses import replace

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.shared.application.access.rights_of import no_such_guild
from app.web.dependencies import ContainerDep
from app.web.pages.page import GuildCard
from app.web.pages.rendering import render
from app.web.pages.signed_in import PageDep
from app.web.pictures import icon_url
from app.web.wired_route import WiredRoute

router = APIRouter(include_in_schema=False, route_class=WiredRoute)


@router.get("/g/{guild_id}/welcome")
async def show_welcome(
    request: Request, guild_id: str, page: PageDep, container: ContainerDep
) -> Response:
    """For guilds that the user may manage by Discord's word at sign-in; others do not exist."""
    joined = page.session and await container.web_sessions().guilds_of(page.session)
    for guild in joined.guilds if joined else ():
        if str(guild.id) == guild_id and guild.may_manage:
            icon = icon_url(guild.id, guild.icon)
            card = GuildCard(id=guild.id, name=guild.name, icon_url=icon)
            return render(
                request, "guild/welcome.html", page=replace(page, active="welcome", guild=card)
            )
    raise no_such_guild()
