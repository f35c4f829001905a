"""Members, grants and policies with defaults, for tests of who may do what."""

from typing import Any

from app.shared.domain.access.grants import Grant, Subject, SubjectKind
from app.shared.domain.access.holding import rights_of
from app.shared.domain.access.membership import Hierarchy, Membership, RankedRole
from app.shared.domain.access.policy import Policy
from app.shared.domain.access.rights import GrantId, Right, Rights
from app.shared.domain.permissions.bits import ADMINISTRATOR, ALL, MANAGE_GUILD
from app.shared.domain.structure.identifiers import UserId
from tests.support.builders import GUILD, NOON, OWNER

ANN, BEN, CAT = UserId(101), UserId(102), UserId(103)
TOP, MIDDLE, LOW = 30, 20, 10
"""Roles, from top to bottom; below them is @everyone."""


def a_member(user: UserId = ANN, *roles: int, **fields: Any) -> Membership:
    defaults = {
        "guild_id": GUILD,
        "user_id": user,
        "name": f"user{user}",
        "display_name": f"User {user}",
        "avatar": None,
        "owner": False,
        "roles": frozenset(roles),
        "permissions": 0,
        "role_names": {TOP: "Top", MIDDLE: "Middle", LOW: "Low"},
    }
    return Membership(**{**defaults, **fields})


def the_owner() -> Membership:
    return a_member(OWNER, owner=True, permissions=ALL)


def an_administrator(user: UserId = ANN, *roles: int) -> Membership:
    return a_member(user, *roles, permissions=ALL | ADMINISTRATOR)


def a_manager(user: UserId = ANN, *roles: int) -> Membership:
    return a_member(user, *roles, permissions=MANAGE_GUILD)


def to_user(user: int = ANN) -> Subject:
    return Subject(SubjectKind.USER, user)


def to_role(role: int) -> Subject:
    return Subject(SubjectKind.ROLE, role)


def a_grant(subject: Subject, *rights: Right, **fields: Any) -> Grant:
    defaults = {
        "id": GrantId(1),
        "guild_id": GUILD,
        "subject": subject,
        "rights": frozenset(rights),
        "granted_by": OWNER,
        "granted_at": NOON,
    }
    return Grant(**{**defaults, **fields})


def held(member: Membership, *grants: Grant, policy: Policy | None = None, **fields: Any) -> Rights:
    return rights_of(member, grants, policy or a_policy(), fields.pop("now", NOON), **fields)


def a_policy(**fields: Any) -> Policy:
    return Policy(guild_id=GUILD, **fields)


def the_hierarchy() -> Hierarchy:
    names = ((TOP, "Top"), (MIDDLE, "Middle"), (LOW, "Low"), (GUILD, "@everyone"))
    return Hierarchy(
        guild_id=GUILD,
        owner_id=OWNER,
        roles=tuple(RankedRole(id=id_, name=name, permissions=0) for id_, name in names),
    )
