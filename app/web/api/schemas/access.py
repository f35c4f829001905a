"""Who may do what here: grants, the policy, and why."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from app.web.api.schemas.contract import Answer, Body, LooseTime, Snowflake, Text

RightWord = Literal["view", "design", "approve", "apply", "rollback", "manage_access"]
RiskWord = Literal["none", "low", "high", "destructive"]
SourceWord = Literal["owner", "administrator", "manage_server", "grant", "operator"]
ScopeWord = Literal["read", "plan", "apply", "manage"]
ObjectName = Annotated[
    Text,
    Field(
        pattern=r"^(channel|role):.{1,120}$",
        description="`channel:<key>` (a category includes its channels) or `role:<key>`.",
        examples=["channel:games"],
    ),
]


class GrantSubject(Body):
    kind: Literal["role", "user"]
    id: Snowflake


class GrantOrder(Body):
    subject: GrantSubject
    rights: Annotated[list[RightWord], Field(min_length=1, max_length=6)]
    objects: Annotated[list[ObjectName], Field(max_length=200)] = Field(
        default=[], description="Empty: the whole server."
    )
    expires_at: LooseTime | None = None
    note: Annotated[Text, Field(max_length=500)] = ""
    confirm_everyone: bool = Field(
        default=False,
        description="Has to be true where @everyone would hold rights beyond looking that they do "
        "not hold now.",
    )


class ShownSubject(Answer):
    kind: Literal["role", "user"]
    id: Snowflake
    name: str | None = Field(description="Null for what is gone.")


class ShownObject(Answer):
    object: str
    name: str | None = Field(description="As the latest design calls it; null for what is gone.")


class ShownGrant(Answer):
    id: int
    subject: ShownSubject
    rights: Sequence[RightWord]
    objects: list[ShownObject]
    expires_at: datetime | None
    in_force: bool
    granted_by: Snowflake | None = Field(description="Null for the operator of the host.")
    granter_name: str | None
    granter_may_no_longer: bool
    granted_at: datetime
    note: str


class PolicyBody(Body):
    two_person_from: RiskWord | None = Field(
        description="Plans of this risk or more need somebody else's approval; null: none does."
    )
    default_managers: bool = Field(
        description="Whether everybody with Manage Server holds every right."
    )


class ShownPolicy(Answer):
    two_person_from: RiskWord | None
    default_managers: bool


class ByDefault(Answer):
    """Somebody who holds every right without a grant."""

    source: SourceWord
    id: Snowflake
    name: str | None


class GuildRole(Answer):
    id: Snowflake
    name: str
    color: int
    managed: bool


class ShownAccess(Answer):
    grants: list[ShownGrant]
    policy: ShownPolicy
    managers: list[ByDefault]
    roles: list[GuildRole] = Field(description="From top to bottom, @everyone last.")


class Reason(Answer):
    right: RightWord
    sentence: str
    source: SourceWord
    grant_id: int | None
    objects: list[str]
    expires_at: datetime | None


class WhyMember(Answer):
    id: Snowflake
    name: str
    display_name: str
    avatar_url: str | None
    owner: bool
    roles: list[Snowflake]


class Why(Answer):
    """Why can this member do that?"""

    member: WhyMember
    rights: Sequence[RightWord]
    reasons: list[Reason]


class TokenOrder(Body):
    name: Annotated[Text, Field(min_length=1, max_length=80, examples=["Deploy from CI"])]
    scopes: Annotated[list[ScopeWord], Field(min_length=1, max_length=4)]
    guild_id: Snowflake | None = Field(
        default=None, description="The only server it is good for; null: all of yours."
    )
    expires_at: LooseTime | None = None


class ShownToken(Answer):
    id: int
    name: str
    scopes: Sequence[ScopeWord]
    guild_id: Snowflake | None
    created_at: datetime
    expires_at: datetime | None
    expired: bool
    last_used_at: datetime | None


class NewToken(ShownToken):
    token: str = Field(
        description="The token itself, shown this once.",
        examples=["gw_Zk3V0cJ1m8pQx5r7t9vB2nD4fG6hK8lM0oP2qS4uW6y"],
    )
