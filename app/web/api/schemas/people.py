"""Who is signed in, their sessions and tokens, and other people as they are shown."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from app.web.api.schemas.contract import Answer, Snowflake


class SignedIn(Answer):
    id: Snowflake
    name: str
    display_name: str
    avatar_url: str | None


class Me(Answer):
    user: SignedIn
    csrf: str | None = Field(
        description="Sent as `X-CSRF-Token` with every change; null for a bearer token."
    )
    operator: bool = Field(description="May see the System pages.")
    expires_at: datetime | None


class ShownSession(Answer):
    handle: str = Field(description="Names the session without being of use for signing in.")
    browser: str
    address: str
    signed_in_at: datetime
    last_seen_at: datetime
    current: bool = Field(description="The session this request came with.")


class ShownMember(Answer):
    id: Snowflake
    name: str
    display_name: str
    avatar_url: str | None
    roles: list[Snowflake]
    bot: bool


class BotStatus(Answer):
    online: bool
    latency_ms: int | None
    seen_at: datetime | None


class Status(Answer):
    bot: BotStatus
    carries_out: bool | None = Field(
        description="Whether anybody carries out approved plans now: the bot, or a worker. Null "
        "where it is not known."
    )
    version: Annotated[str, Field(examples=["0.1.0"])]
