"""Who may do what here: grants, the policy, and why somebody may."""

from typing import Annotated

from fastapi import Query
from starlette.status import HTTP_201_CREATED, HTTP_204_NO_CONTENT

from app.shared.application.access.explain_rights import ExplainRightsCommand
from app.shared.application.access.grant_access import GrantAccessCommand
from app.shared.application.access.list_access import ListAccessCommand
from app.shared.application.access.revoke_access import RevokeAccessCommand
from app.shared.application.access.set_policy import SetPolicyCommand
from app.shared.application.ports.guild_gateway import MemberNotFound
from app.shared.domain.access.grants import Subject, SubjectKind
from app.shared.domain.access.policy import Policy
from app.shared.domain.access.refusals import (
    EveryoneNotConfirmed,
    GrantInvalid,
    GrantNotFound,
    GrantRefused,
    PolicyRefused,
)
from app.shared.domain.access.rights import Right
from app.shared.domain.planning.changes import Risk
from app.shared.domain.structure.identifiers import UserId
from app.web.api.authorising import AccessManager, Revoker, Viewer
from app.web.api.idempotency import Once
from app.web.api.parameters import GrantPath
from app.web.api.problems import problems
from app.web.api.route import ApiRouter
from app.web.api.schemas.access import (
    GrantOrder,
    PolicyBody,
    ShownAccess,
    ShownGrant,
    ShownPolicy,
    Why,
)
from app.web.api.schemas.contract import Snowflake
from app.web.api.views.access_view import listed_grant, shown_access, shown_policy, shown_why
from app.web.dependencies import ContainerDep

router = ApiRouter("/guilds/{guild_id}", tags=["Access"])


@router.get("/access", summary="List who may do what here, and by what.")
async def list_access(viewer: Viewer, container: ContainerDep) -> ShownAccess:
    return shown_access(await container.list_access()(ListAccessCommand(guild_id=viewer.guild_id)))


@router.post(
    "/grants",
    summary="Give a role or a member rights.",
    status_code=HTTP_201_CREATED,
    responses=problems(GrantInvalid, GrantRefused, EveryoneNotConfirmed, MemberNotFound),
)
async def grant_access(
    manager: AccessManager, body: GrantOrder, container: ContainerDep, _once: Once
) -> ShownGrant:
    """Nobody gives more than they hold, to whom they could not give a role, or for longer."""
    grant = await container.grant_access()(
        GrantAccessCommand(
            guild_id=manager.guild_id,
            subject=Subject(SubjectKind(body.subject.kind), int(body.subject.id)),
            rights=frozenset(Right(word) for word in body.rights),
            objects=frozenset(body.objects),
            expires_at=body.expires_at,
            note=body.note,
            confirm_everyone=body.confirm_everyone,
            granted_by=manager.identity.user_id,
            through=manager.rights.held,
            origin=manager.origin,
        )
    )
    access = await container.list_access()(ListAccessCommand(guild_id=manager.guild_id))
    return next(listed_grant(one) for one in access.grants if one.grant.id == grant.id)


@router.delete(
    "/grants/{grant_id}",
    summary="Revoke a grant.",
    status_code=HTTP_204_NO_CONTENT,
    responses=problems(GrantNotFound, GrantRefused),
)
async def revoke_access(revoker: Revoker, grant_id: GrantPath, container: ContainerDep) -> None:
    """Whoever had the rights by it loses them within a second, open streams included. Your own
    grant you may always give up, any other takes the right `manage_access`."""
    await container.revoke_access()(
        RevokeAccessCommand(
            guild_id=revoker.guild_id,
            grant_id=grant_id,
            revoked_by=revoker.identity.user_id,
            origin=revoker.origin,
        )
    )


@router.put(
    "/policy",
    summary="Set what the people of the server agreed on.",
    responses=problems(PolicyRefused),
)
async def set_policy(
    manager: AccessManager, body: PolicyBody, container: ContainerDep
) -> ShownPolicy:
    risk = body.two_person_from
    policy = await container.set_policy()(
        SetPolicyCommand(
            policy=Policy(
                guild_id=manager.guild_id,
                two_person_from=None if risk is None else Risk(risk),
                default_managers=body.default_managers,
            ),
            set_by=manager.identity.user_id,
            origin=manager.origin,
        )
    )
    return shown_policy(policy)


@router.get(
    "/access/why",
    summary="Say why a member may do what they may.",
    responses=problems(MemberNotFound),
)
async def explain_rights(
    viewer: Viewer,
    container: ContainerDep,
    user: Annotated[Snowflake, Query(description="The member's Discord id.")],
) -> Why:
    return shown_why(
        await container.explain_rights()(
            ExplainRightsCommand(guild_id=viewer.guild_id, user_id=UserId(int(user)))
        )
    )
