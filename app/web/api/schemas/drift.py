"""Where people took the server away from what was applied."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from app.web.api.schemas.contract import Answer, AnyJson, Body, Message, Snowflake
from app.web.api.schemas.plans import Change, ChangeId, Coverage


class DriftedBy(Answer):
    id: Snowflake
    name: str = Field(description="Empty where Discord did not say it.")


class ThreeWays(Answer):
    field: str
    live: AnyJson = Field(description="As it is now.")
    applied: AnyJson = Field(description="As the last run left it.")
    blueprint: AnyJson = Field(description="As the latest design wants it.")


class DriftItem(Answer):
    id: ChangeId
    sign: str = Field(description="Of what was done by hand: `+`, `−`, `~`, `↕` or `◐`.")
    sentence: Annotated[str, Field(examples=["#lobby is called #general again."])]
    who: DriftedBy | None = Field(description="Null where the audit log does not tell.")
    when: datetime | None
    by_bot: bool
    change: Change = Field(description="What would revert it.")
    three_ways: list[ThreeWays]
    latest: str | None = Field(
        description="What the latest design, not applied yet, wants instead. Null where it is what"
        " was applied."
    )
    ignored: bool = Field(description="Somebody said that it may stay as it is.")
    trouble: str | None = Field(description="Why it was not put back by itself.")


class NotDone(Answer):
    id: ChangeId
    sentence: str


class ShownDrift(Answer):
    state: Literal["in_sync", "drifted", "never_applied"]
    version: int | None = Field(description="Null where the last run led back to a snapshot.")
    run_id: str | None = Field(description="The last run that changed something.")
    read_at: datetime | None
    items: list[DriftItem] = Field(description="What people changed since.")
    not_done: list[NotDone] = Field(
        description="In the design, and no run has brought the server there yet."
    )
    audit_log_read: bool
    apply_puts_back: bool = Field(
        description="Applying the latest version puts back what was changed, and undoes nothing."
    )
    coverage: Coverage | None


class DriftChoice(Body):
    ids: Annotated[list[ChangeId], Field(min_length=1, max_length=5000)]


class DriftAdoption(DriftChoice):
    message: Message = ""
