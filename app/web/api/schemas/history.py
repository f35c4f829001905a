"""Who did what, when."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from app.web.api.schemas.contract import Answer, AnyJson, Snowflake

KindWord = Literal["version", "plan", "run", "drift", "access", "server"]


class Actor(Answer):
    actor: Annotated[str, Field(examples=["user:81384788765712384"])]
    id: Snowflake | None = Field(description="Null for whoever is no Discord user.")
    name: str
    avatar_url: str | None


class HistoryLink(Answer):
    """What the line leads to."""

    to: Annotated[str, Field(examples=["run"])]
    id: str


class HistoryLine(Answer):
    id: str
    kind: KindWord
    sign: str
    sentence: str
    who: Actor
    when: datetime
    origin: Annotated[str, Field(examples=["web"])]
    href: HistoryLink | None


class TrailLine(Answer):
    id: str
    at: datetime
    who: Actor
    origin: str
    action: Annotated[str, Field(examples=["plan.approved"])]
    subject: str
    sign: str
    sentence: str
    before: AnyJson
    after: AnyJson
    details: AnyJson
    href: HistoryLink | None
