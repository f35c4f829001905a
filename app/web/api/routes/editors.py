"""Who else is editing a design just now."""

from app.shared.application.ports.editing import Editor as Here
from app.shared.infrastructure.container import Container
from app.web.api.authorising import Designer, Permitted, Viewer
from app.web.api.route import ApiRouter
from app.web.api.schemas.designs import Editor, Editors
from app.web.dependencies import ContainerDep
from app.web.pictures import picture_url

router = ApiRouter("/guilds/{guild_id}/design", tags=["Designs"])


@router.get("/editors", summary="List who is editing the design just now.")
async def list_editors(viewer: Viewer, container: ContainerDep) -> Editors:
    """Whoever has not said so for 30 seconds is gone."""
    return await _editors(container, viewer)


@router.put("/editors", summary="Say that you are editing the design.")
async def announce_editing(designer: Designer, container: ContainerDep) -> Editors:
    """To be said again every ten seconds or so. It locks nothing: two who save at once are told
    by the version."""
    member = await container.memberships().of(designer.guild_id, designer.identity.user_id)
    session = designer.identity.session
    avatar = picture_url(session.user.id, session.user.avatar) if session else member.avatar
    await container.editing().is_editing(
        designer.guild_id,
        Here(
            user_id=designer.identity.user_id,
            display_name=member.display_name,
            avatar_url=avatar,
            since=container.clock().now(),
        ),
    )
    return await _editors(container, designer)


async def _editors(container: Container, viewer: Permitted) -> Editors:
    found = await container.editing().editors(viewer.guild_id)
    return Editors(
        editors=[
            Editor(
                id=str(one.user_id),
                display_name=one.display_name,
                avatar_url=one.avatar_url,
                since=one.since,
            )
            for one in found
        ]
    )
