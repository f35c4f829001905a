"""A plan as the API shows it: the data of it, and the same for people."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, model_validator

from app.web.api.schemas.contract import (
    Answer,
    AnyJson,
    Body,
    PermissionSet,
    PersonName,
    Snowflake,
    Text,
)
from app.web.api.schemas.designs import DesignJson, DocumentText
from app.web.api.schemas.runs import RunState

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
    extra_writes: int = Field(description="Of these, more than the least that would do.")
    spare_writes: int = Field(description="Of the extra ones, left out if not needed.")
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
    access: Annotated[
        list[AccessChange],
        Field(
            description="Null as the channel: in the whole server, where a role that is not "
            "listed gains and loses nothing. A role or member that is not listed for a channel "
            "gains and loses there what `role:everyone` does; one that does not is listed, if "
            "need be with nothing."
        ),
    ]
    cost: Cost
    coverage: Coverage


class Person(Answer):
    id: Snowflake
    display_name: str | None = Field(description="Null for who is nowhere to be found.")
    avatar_url: str | None


class ShownFinding(Answer):
    code: str
    severity: Severity
    sign: str
    what: str
    remedy: str
    changes: list[str]
    who: list[str] = Field(description="What it counts, one by one.")


class ShownField(Answer):
    field: str
    label: str
    before: str | None
    after: str | None


class ShownChange(Answer):
    id: ChangeId
    sign: str
    kind: Literal["create", "update", "move", "access", "delete"]
    subject: str
    title: str
    remark: str
    label: str = Field(description="On the way back: what does not come back as it was.")
    loses: str
    risk: Literal["none", "low", "high", "destructive"]
    destructive: bool
    needs: list[str] = Field(description="Ids of the changes that have to come along.")
    fields: list[ShownField]


class ShownGroup(Answer):
    title: str
    changes: list[ShownChange]


class GatheredAccess(Answer):
    who: str
    members: int | None
    gained: list[str]
    lost: list[str]
    places: list[str]


class Review(Answer):
    verdict: Literal["approve", "reject"]
    comment: str
    at: datetime
    by: Person
    by_name: PersonName
    counts: bool = Field(description="Its writer may review this plan now.")


class ReviewPolicy(Answer):
    two_person: bool = Field(description="Somebody else's approval is needed.")
    have: int
    need: int
    rejected: bool
    ready: bool


class PlanSaid(Answer):
    """What people said of a plan, and what became of it."""

    reviews: list[Review]
    review_policy: ReviewPolicy
    run_id: str | None
    run_state: RunState | None


class RollbackLabel(Answer):
    title: str
    text: str


class PlanView(PlanData):
    """A plan to decide on: the data of it, the same in words, and what people said of it."""

    title: str
    origin_text: str
    cost_text: str
    findings_view: list[ShownFinding]
    groups: list[ShownGroup]
    access_view: list[GatheredAccess]
    labels: list[RollbackLabel]
    made_by: str
    made_by_name: PersonName
    requester: Person | None = Field(description="Whose own rights limit it.")
    rollback_of: str | None
    part_of: str | None = Field(description="The hash of the whole plan that this is a part of.")
    run_id: str | None
    run_state: RunState | None
    reviews: list[Review]
    review_policy: ReviewPolicy
    stale: bool | None = Field(
        description="True where a later run has surely made it stale; null: ask for `changed`."
    )


class RefreshedPlan(PlanView):
    changed: list[str]


class Chosen(Answer):
    closure: list[str]
    plan: PlanView | None


class ListedPlan(Answer):
    hash: str
    made_at: datetime
    made_by: str
    made_by_name: PersonName
    version: int | None
    changes: dict[str, int] = Field(description="How many of each kind.")
    destructive: int
    steps: int
    seconds: float
    blocks: int
    warns: int
    rollback_of: str | None
    part_of: str | None
    run_id: str | None
    run_state: RunState | None


class ReviewOrder(Body):
    verdict: Literal["approve", "reject", "withdraw"]
    comment: Annotated[Text, Field(max_length=2000)] = ""


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

    @model_validator(mode="after")
    def _at_most_one(self) -> "PlanOrder":
        if sum(one is not None for one in (self.version, self.text, self.design)) > 1:
            raise ValueError("takes one of `version`, `text` and `design`")
        return self


class Approval(Body):
    confirmed: Annotated[list[ChangeId], Field(max_length=5000)] = Field(
        default_factory=list,
        description="The ids of the destructive changes that somebody has said yes to, each.",
    )


class Sentences(Answer):
    sentences: list[str]
