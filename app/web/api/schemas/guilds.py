"""Servers as they are listed, and how one stands."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from app.web.api.schemas.access import RightWord
from app.web.api.schemas.contract import Answer, PersonName, Snowflake
from app.web.api.schemas.designs import DesignJson
from app.web.api.schemas.plans import Coverage
from app.web.api.schemas.runs import RunSummary

SyncWord = Literal["in_sync", "drifted", "never_applied", "unknown"]


class ManagedGuild(Answer):
    id: Snowflake
    name: str
    icon_url: str | None
    rights: Sequence[RightWord]
    level: Annotated[str, Field(examples=["Manage Server"])]
    last_used_at: datetime | None


class InvitableGuild(Answer):
    id: Snowflake
    name: str
    icon_url: str | None
    invite_url: str = Field(description="Where the bot is let in; leads back to a checklist.")


class Guilds(Answer):
    manage: list[ManagedGuild] = Field(description="Last used first.")
    invite: list[InvitableGuild] = Field(
        description="Servers without the bot that you may manage; empty for tokens."
    )
    session_guilds_read_at: datetime | None = Field(
        description="When Discord told which servers you are in: at sign-in. Null for tokens."
    )


class LackedPermission(Answer):
    permission: str
    label: str
    why: str


class BotInGuild(Answer):
    present: bool
    name: str
    permissions: list[str]
    missing: list[LackedPermission]
    role_position: int | None
    roles_above: list[str]
    fix_text: str = Field(description="To be sent to whoever can put it right.")


class DesignHead(Answer):
    version: int
    saved_at: datetime
    author: str
    author_name: PersonName


class NextStep(Answer):
    code: Annotated[str, Field(examples=["import"])]
    text: str
    href: str


class GuildOverview(Answer):
    """Null is what Discord could not be asked for just now; `sync_unknown_because` says why."""

    id: Snowflake
    name: str
    icon_url: str | None
    rights: Sequence[RightWord]
    read_only_because: str | None
    bot: BotInGuild | None
    limits: dict[str, tuple[int, int]] | None = Field(description="Used and most, by name.")
    coverage: Coverage | None
    design: DesignHead | None
    sync: SyncWord
    sync_unknown_because: str | None
    last_read_at: datetime | None
    runs: list[RunSummary]
    next_steps: list[NextStep]
    members: int | None


class Waiting(Answer):
    joined: bool


class LiveRole(Answer):
    id: Snowflake = Field(description="Discord's id: members name their roles by it.")
    managed: bool
    position: int
    members: int | None
    bot: Snowflake | None


class LiveFacts(Answer):
    roles: dict[str, LiveRole]
    bot_top_role: str | None
    owner_id: Snowflake


class LiveEmoji(Answer):
    id: Snowflake
    name: str


class Live(Answer):
    """The server as it is, in the design's keys where they are bound and by Discord's ids else."""

    design: DesignJson
    facts: LiveFacts
    taken_at: datetime
    emojis: list[LiveEmoji]
    features: list[str]
    premium_tier: int
    member_count: int | None
    coverage: Coverage
