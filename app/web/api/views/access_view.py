"""Grants, reasons and tokens in the shapes of `schemas.access`."""

from datetime import datetime

from app.shared.application.access.explain_rights import ExplainedRights
from app.shared.application.access.list_access import Access
from app.shared.application.access.list_access import ShownGrant as Listed
from app.shared.domain.access.policy import Policy
from app.shared.domain.access.rights import Right
from app.shared.domain.access.tokens import ApiToken, Scope
from app.web.api.schemas.access import (
    ByDefault,
    GuildRole,
    Reason,
    RightWord,
    ShownAccess,
    ShownGrant,
    ShownObject,
    ShownPolicy,
    ShownSubject,
    ShownToken,
    Why,
    WhyMember,
)


def right_words(rights: frozenset[Right]) -> list[RightWord]:
    """In their own order, from looking to handing out."""
    return [right.value for right in Right if right in rights]


def shown_access(access: Access) -> ShownAccess:
    return ShownAccess(
        grants=[listed_grant(one) for one in access.grants],
        policy=shown_policy(access.policy),
        managers=[
            ByDefault(source=one.source.value, id=str(one.id), name=one.name)
            for one in access.managers
        ],
        roles=[
            GuildRole(id=str(role.id), name=role.name, color=role.color, managed=role.managed)
            for role in access.roles
        ],
    )


def listed_grant(listed: Listed) -> ShownGrant:
    grant = listed.grant
    return ShownGrant(
        id=grant.id,
        subject=ShownSubject(
            kind=grant.subject.kind.value, id=str(grant.subject.id), name=listed.subject_name
        ),
        rights=right_words(grant.rights),
        objects=[
            ShownObject(object=one, name=listed.object_names.get(one))
            for one in sorted(grant.objects)
        ],
        expires_at=grant.expires_at,
        in_force=listed.in_force,
        granted_by=None if grant.granted_by is None else str(grant.granted_by),
        granter_name=listed.granter_name,
        granter_may_no_longer=listed.granter_may_no_longer,
        granted_at=grant.granted_at,
        note=grant.note,
    )


def shown_policy(policy: Policy) -> ShownPolicy:
    risk = policy.two_person_from
    return ShownPolicy(
        two_person_from=None if risk is None else risk.value,
        default_managers=policy.default_managers,
    )


def shown_why(explained: ExplainedRights) -> Why:
    member = explained.member
    return Why(
        member=WhyMember(
            id=str(member.user_id),
            name=member.name,
            display_name=member.display_name,
            avatar_url=member.avatar,
            owner=member.owner,
            roles=[str(role) for role in sorted(member.roles)],
        ),
        rights=right_words(explained.rights.held),
        reasons=[
            Reason(
                right=reason.right.value,
                sentence=reason.sentence,
                source=reason.source.value,
                grant_id=reason.grant_id,
                objects=sorted(reason.objects),
                expires_at=reason.expires_at,
            )
            for reason in explained.rights.reasons
        ],
    )


def shown_token(token: ApiToken, now: datetime) -> ShownToken:
    return ShownToken(
        id=token.id,
        name=token.name,
        scopes=[scope.value for scope in Scope if scope in token.scopes],
        guild_id=None if token.guild_id is None else str(token.guild_id),
        created_at=token.created_at,
        expires_at=token.expires_at,
        expired=not token.is_good(now),
        last_used_at=token.last_used_at,
    )
