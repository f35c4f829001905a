"""Which servers may use this installation."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from app.web.api.schemas.contract import Answer, Body, Snowflake


class AdmittedGuild(Answer):
    id: Snowflake
    name: str
    standing: Literal["admitted", "waiting", "refused"]
    joined_at: datetime
    left_at: datetime | None = Field(description="Since when the bot is not there any more.")
    unavailable_since: datetime | None = Field(description="While Discord has an outage of it.")
    decided_by: str | None = Field(description="`user:<id>` or `operator`; null where nobody did.")
    decided_at: datetime | None


class AdmittedGuilds(Answer):
    mode: Literal["open", "allow_list", "approval"]
    items: list[AdmittedGuild]


class AdmissionOrder(Body):
    decision: Literal["admitted", "refused"]
