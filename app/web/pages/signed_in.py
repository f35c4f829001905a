"""Pages are for whoever is signed in; those of a guild for whoever may look at it."""

from contextlib import suppress
from typing import Annotated
from urllib.parse import quote

from fastapi import Depends, Request

from app.shared.application.access.rights_of import no_such_guild
from app.shared.application.ports.bot_presence import BotState
from app.shared.application.ports.web_sessions import WebSession
from app.shared.domain.access.rights import Right
from app.shared.domain.errors import Unavailable
from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.container import Container
from app.web.dependencies import ContainerDep, container_of
from app.web.failures import Failure, GoTo
from app.web.pages.address import address_of
from app.web.pages.page import GuildCard, Page
from app.web.security.caller import caller_of
from app.web.snowflakes import snowflake


async def _page(request: Request, container: ContainerDep) -> Page:
    session = _require_session(request)
    return Page(
        session=session,
        bot=await _bot(container),
        is_operator=caller_of(request.scope).is_operator,
    )


async def _guild_page(request: Request, guild_id: str) -> Page:
    session = _require_session(request)
    container = container_of(request)
    guild = _id(guild_id)
    rights = await container.gate().require(guild, session.user.id, Right.VIEW)
    await container.record_visit()(session.user.id, guild)
    return Page(
        session=session,
        guild=await _card(container, guild),
        rights=tuple(sorted(rights.held)),
        design_objects=tuple(sorted(rights.objects_of(Right.DESIGN))),
        bot=await _bot(container),
        is_operator=caller_of(request.scope).is_operator,
    )


async def _operator_page(request: Request, container: ContainerDep) -> Page:
    page = await _page(request, container)
    if not page.is_operator:
        raise Failure.of_status(404)
    return page


PageDep = Annotated[Page, Depends(_page)]
"""Signed in; anybody else is sent to sign in and comes back."""
GuildPageDep = Annotated[Page, Depends(_guild_page)]
"""Signed in and may look at the guild of the address. To others there is no such guild."""
OperatorPageDep = Annotated[Page, Depends(_operator_page)]
"""Signed in and named in WEB_OPERATORS. To others there is no such page."""


def _require_session(request: Request) -> WebSession:
    caller = caller_of(request.scope)
    if caller.unknown_because is not None:
        raise caller.unknown_because
    if caller.session is None:
        raise GoTo(f"/sign-in?next={quote(address_of(request), safe='')}")
    return caller.session


def _id(text: str) -> GuildId:
    if (found := snowflake(text)) is None:
        raise no_such_guild()
    return GuildId(found)


async def _card(container: Container, guild_id: GuildId) -> GuildCard:
    guild = await container.guild_directory().find(guild_id)
    if guild is None:
        raise no_such_guild()
    return GuildCard(id=guild.id, name=guild.name, icon_url=guild.icon)


async def _bot(container: Container) -> BotState | None:
    with suppress(Unavailable):
        return await container.shown_presence().state()
    return None
