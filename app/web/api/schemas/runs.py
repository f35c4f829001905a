"""A run as the API shows it."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from app.web.api.schemas.contract import Answer, PersonName, Snowflake

RunState = Literal["queued", "running", "paused", "succeeded", "failed", "cancelled"]
StepState = Literal["waiting", "started", "done", "unnecessary", "skipped", "failed"]


class StepError(Answer):
    code: str
    message: str
    remedy: str
    details: str = Field("", description="Discord's own code and words, where it refused.")
    reference: str = Field(description="What the operator finds the log lines by.")


class StepView(Answer):
    number: int
    sign: str
    sentence: Annotated[str, Field(examples=["create role @Helper"])]
    state: StepState
    reason: str = Field(description="Why it was skipped or unnecessary; empty for most.")
    waits_until: datetime | None
    wait_text: str
    error: StepError | None
    action: str
    key: str
    name: str
    verb: str
    attempt: int
    created_id: Snowflake | None
    started_at: datetime | None
    ended_at: datetime | None


class Bar(Answer):
    done: int = Field(description="Steps that were carried out.")
    unnecessary: int = Field(description="Steps that the server did not need any more.")
    skipped: int = Field(description="Steps that were not tried.")
    total: int
    eta_s: int | None = Field(description="Seconds left, estimated; null when the run has ended.")


class RunReport(Answer):
    done: int
    unnecessary: int
    skipped: int
    failed: int
    writes: int
    sentences: list[str]
    verified: bool
    differences: list[str] | None = Field(
        description="What the read-back found still different; null when it could not be read."
    )
    set_over: list[str] = Field(
        description="What others changed while the run was under way and it then set as planned, "
        "as far as Discord's audit log tells.",
        examples=[["Ada changed #rules meanwhile (topic), and the run then set it as planned."]],
    )
    read_back_at: datetime | None


class RunSummary(Answer):
    """A run without its steps, as lists show it."""

    id: Annotated[str, Field(examples=["5d0c9e1f2a3b4c5d"])]
    guild_id: Snowflake
    plan_hash: str
    state: RunState
    wish: Literal["go_on", "pause", "cancel"]
    requested_by: str
    requested_by_name: PersonName
    created_at: datetime
    started_at: datetime | None
    receipt: str = Field(
        description="Who took it up and how soon; empty while nobody has.",
        examples=["Picked up by the bot 0.2 s later."],
    )
    ended_at: datetime | None
    failure: str
    failure_code: str
    verified: bool | None
    report: RunReport | None


class RunView(RunSummary):
    rollback_of: str | None = Field(
        description="The run that it goes back before; null for one that leads to a design."
    )
    bar: Bar
    steps: list[StepView]
    kept_members: dict[str, list[Snowflake]] = Field(
        description="Who had the roles that the run deleted, by the role's key."
    )


class StepNews(Answer):
    """What the event `step` carries."""

    step: StepView
    bar: Bar
