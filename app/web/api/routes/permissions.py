"""Who may do what in a server, and why; and members to ask about."""

from typing import Annotated

from fastapi import Query

from app.shared.application.permissions.explain_access import (
    ExplainAccessCommand,
    ExplainedAccess,
    PermissionUnknown,
)
from app.shared.application.permissions.naming import NameAmbiguous, NameUnknown
from app.shared.application.ports.guild_gateway import Member, MemberNotFound
from app.shared.application.ports.unit_of_work import VersionNotFound
from app.shared.application.rendering.coverage_json import coverage_json
from app.shared.application.rendering.verdicts import because
from app.shared.domain.fingerprint import plain
from app.web.api.authorising import Viewer
from app.web.api.problems import problems
from app.web.api.route import ApiRouter
from app.web.api.schemas.contract import Page, Text
from app.web.api.schemas.people import ShownMember
from app.web.api.schemas.permissions import Explanations, Question
from app.web.dependencies import ContainerDep

router = ApiRouter("/guilds/{guild_id}", tags=["Permissions"])


@router.post(
    "/permissions/explain",
    summary="Say who may do what where, and which rule decides.",
    response_model=Explanations,
    responses=problems(
        NameUnknown, NameAmbiguous, PermissionUnknown, MemberNotFound, VersionNotFound
    ),
)
async def explain_permissions(viewer: Viewer, body: Question, container: ContainerDep) -> object:
    """For a member or for roles together, in a channel or in the whole server; by the server as
    it is now or by the latest design. Asked for with POST since roles are many; it changes
    nothing."""
    who = body.who.member if body.who.roles is None else tuple(body.who.roles)
    found = await container.explain_access()(
        ExplainAccessCommand(
            guild_id=viewer.guild_id,
            who=f"member:{who}" if isinstance(who, str) else who or (),
            channel=body.channel,
            permission=body.permission,
            latest=body.design == "latest",
        )
    )
    return _explained(found)


def _explained(found: ExplainedAccess) -> dict[str, object]:
    return {
        "who": found.who,
        "channel": None if found.channel is None else found.channel.key,
        "permissions": [
            {
                "name": one.permission.name,
                "label": one.permission.label,
                "allowed": one.allowed,
                "because": because(one),
                "rules": plain(one.verdicts),
            }
            for one in found.explanations
        ],
        "coverage": coverage_json(found.coverage),
    }


@router.get("/members", summary="Search the members of a server.")
async def search_members(
    viewer: Viewer,
    container: ContainerDep,
    query: Annotated[
        Text, Query(max_length=100, description="What the name or nickname begins with.")
    ] = "",
) -> Page[ShownMember]:
    """Twenty at most; nobody for an empty query."""
    if not query.strip():
        return Page(items=[], next=None)
    found = await container.gateway().search_members(viewer.guild_id, query.strip(), 20)
    return Page(items=[_shown(member) for member in found], next=None)


def _shown(member: Member) -> ShownMember:
    return ShownMember(
        id=str(member.user_id),
        name=member.name,
        display_name=member.display_name,
        avatar_url=member.avatar,
        roles=[str(role) for role in sorted(member.roles)],
        bot=member.bot,
    )
