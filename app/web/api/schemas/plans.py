"""A plan as the API shows it: the data of it, and the same for people."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from app.web.api.schemas.contract import Answer, AnyJson, Body, PermissionSet, Snowflake, Text
from app.web.api.schemas.designs import DesignJson, DocumentText

ChangeId = Annotated[
    Text, Field(max_length=300, description="A change's id.", examples=["channel:lobby:update"])
]
Severity = Literal["blocks", "warns", "informs"]


class FieldChange(Answer):
    field: str
    before: AnyJson
    after: AnyJson


class Change(Answer):
    id: ChangeId
    subject: str
    kind: Literal["create", "update", "move", "access", "delete"]
    key: str
    name: str
    fields: list[FieldChange]
    risk: Literal["none", "low", "high", "destructive"]
    loses: str
    archived: bool


class Step(Answer):
    number: int
    action: str
    key: str
    name: str
    body: AnyJson
    target: AnyJson
    changes: list[str]
    needs: list[int]
    verb: str
    extra: str
    unless_already: AnyJson


class Finding(Answer):
    code: str
    severity: Severity
    what: str
    remedy: str
    changes: list[str]
    details: AnyJson


class AccessChange(Answer):
    target: str
    channel: str | None
    gained: PermissionSet
    lost: PermissionSet
    members: int | None


class Wait(Answer):
    why: str
    seconds: float


class Cost(Answer):
    writes: int = Field(description="Calls that change something, at most.")
    extra_writes: int
    reads: int
    seconds: float = Field(description="An estimate.")
    role_creations: int
    channel_creations: int
    renames: int
    waits: list[Wait]


class Coverage(Answer):
    unseen_channels: list[str]
    sees_all_channels: bool
    unread: dict[str, str]


class PlanData(Answer):
    """A plan for machines: what `guildwright plan --json` prints as well."""

    format: int
    hash: Annotated[str, Field(description="What is approved.", examples=["9c1f…"])]
    guild_id: Snowflake
    guild_name: str
    made_at: datetime
    blueprint_version: int | None
    empty: bool
    blocked: bool
    changes: list[Change]
    steps: list[Step]
    findings: list[Finding]
    access: list[AccessChange]
    cost: Cost
    coverage: Coverage


class ChosenChanges(Body):
    chosen: Annotated[list[ChangeId], Field(max_length=5000)]


class PlanOrder(Body):
    """What is to be planned: one of `version`, `text` and `design`; the latest version without."""

    version: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = None
    text: DocumentText | None = None
    design: DesignJson | None = None
    selected: Annotated[list[ChangeId], Field(max_length=5000)] | None = Field(
        default=None, description="The ids of the changes that are wanted; all without it."
    )


class Approval(Body):
    confirmed: Annotated[list[ChangeId], Field(max_length=5000)] = Field(
        default_factory=list,
        description="The ids of the destructive changes that somebody has said yes to, each.",
    )


class Sentences(Answer):
    sentences: list[str]
