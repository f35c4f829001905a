"""The servers somebody may work on, and how one of them stands."""

from app.shared.application.guilds.list_guilds import ListedGuild, ListGuildsCommand
from app.shared.application.ports.guild_gateway import BotGuild, DiscordUnavailable, GuildNotFound
from app.shared.application.ports.web_sessions import JoinedGuilds
from app.shared.domain.access.rights import Right
from app.shared.domain.errors import DomainError
from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.container import Container
from app.web.api.authorising import Requires, Viewer
from app.web.api.identity import Identity, IdentityDep
from app.web.api.parameters import GuildPath
from app.web.api.problems import problems
from app.web.api.route import ApiRouter
from app.web.api.schemas.guilds import (
    GuildOverview,
    Guilds,
    InvitableGuild,
    ManagedGuild,
    Waiting,
)
from app.web.api.views.access_view import right_words
from app.web.api.views.names import names_behind
from app.web.api.views.overview_view import overview_view
from app.web.dependencies import ContainerDep
from app.web.pictures import icon_url

router = ApiRouter("/guilds", tags=["Servers"])


@router.get("", summary="List the servers that you may work on, and those to invite the bot to.")
async def list_guilds(identity: IdentityDep, container: ContainerDep) -> Guilds:
    """Rights are as they are now. Which servers you are in, Discord told when you signed in."""
    joined = await _joined(identity, container)
    found = await container.list_guilds()(
        ListGuildsCommand(user_id=identity.user_id, among=await _among(identity, container, joined))
    )
    return Guilds(
        manage=[_managed(one) for one in found],
        invite=await _invitable(container, joined),
        session_guilds_read_at=None if joined is None else joined.read_at,
    )


async def _joined(identity: Identity, container: Container) -> JoinedGuilds | None:
    if identity.session is None:
        return None
    return await container.web_sessions().guilds_of(identity.session)


async def _among(
    identity: Identity, container: Container, joined: JoinedGuilds | None
) -> frozenset[GuildId] | None:
    """Those of the sign-in, and those that were opened here since: people join servers."""
    if identity.token is not None:
        bound = identity.token.guild_id
        return None if bound is None else frozenset({bound})
    visited = await container.last_visits()(identity.user_id)
    return frozenset(visited) | {guild.id for guild in (joined.guilds if joined else ())}


def _managed(listed: ListedGuild) -> ManagedGuild:
    return ManagedGuild(
        id=str(listed.guild.id),
        name=listed.guild.name,
        icon_url=listed.guild.icon,
        rights=right_words(listed.rights.held),
        level=listed.level,
        last_used_at=listed.last_visited_at,
    )


async def _invitable(container: Container, joined: JoinedGuilds | None) -> list[InvitableGuild]:
    if joined is None:
        return []
    there = await container.guild_directory().all()
    return [
        InvitableGuild(
            id=str(guild.id),
            name=guild.name,
            icon_url=icon_url(guild.id, guild.icon),
            invite_url=f"/invite/{guild.id}",
        )
        for guild in sorted(joined.guilds, key=lambda one: one.name.casefold())
        if guild.may_manage and guild.id not in there
    ]


@router.get("/{guild_id}", summary="Say how a server stands.", response_model=GuildOverview)
async def get_guild(viewer: Viewer, container: ContainerDep) -> object:
    """The server is read once. Where Discord does not answer, the rest is told all the same."""
    found = await container.show_overview()(viewer.guild_id)
    actors = [run.requested_by for run in found.runs]
    if found.latest is not None:
        actors.append(found.latest.author)
    return overview_view(
        viewer.guild_id,
        await _in_directory(container, viewer.guild_id),
        viewer.rights,
        found,
        await names_behind(container, actors),
    )


async def _in_directory(container: Container, guild_id: GuildId) -> BotGuild | None:
    try:
        return await container.guild_directory().find(guild_id)
    except DomainError:
        return None


@router.get(
    "/{guild_id}/waiting",
    summary="Say whether the bot has arrived in a server.",
    responses=problems(GuildNotFound, DiscordUnavailable),
)
async def get_waiting(
    guild_id: GuildPath, identity: IdentityDep, container: ContainerDep
) -> Waiting:
    """For the checklist after an invite: whoever may invite the bot may ask, and who may look at
    the server. For others there is no such server."""
    joined = await _joined(identity, container)
    if not _may_invite(joined, guild_id):
        await _LOOK.permit(identity, guild_id, container)
    return Waiting(joined=await container.guild_directory().find(guild_id) is not None)


def _may_invite(joined: JoinedGuilds | None, guild_id: GuildId) -> bool:
    return joined is not None and any(
        guild.id == guild_id and guild.may_manage for guild in joined.guilds
    )


_LOOK = Requires(Right.VIEW)
