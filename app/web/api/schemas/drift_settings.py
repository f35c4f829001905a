"""What a server wants done about its drift, and what was noticed of it."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from app.web.api.schemas.contract import Answer, Body, Snowflake, Text
from app.web.api.schemas.drift import DriftChoice, DriftedBy
from app.web.api.schemas.plans import Change

_CLOCK = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
DriftSubject = Literal[
    "role", "channel", "rule", "settings", "welcome_screen", "onboarding", "order"
]
ClockTime = Annotated[
    str, Field(pattern=_CLOCK, description="By the clocks of the zone.", examples=["22:30"])
]
Zone = Annotated[
    Text, Field(max_length=100, description="An IANA name.", examples=["Europe/Vienna"])
]
RuleText = Annotated[Text, Field(min_length=1, max_length=100)]


class DriftRule(Body):
    subject: DriftSubject
    key: RuleText = Field(default="*", description="Of the thing in the design; `*` for each.")
    field: RuleText = Field(
        default="*",
        description="As changes name it; `access` for everybody's permissions in a channel, `*` "
        "for every field and for the thing coming or going.",
        examples=["topic"],
    )


class QuietHoursBody(Body):
    begins: ClockTime
    ends: ClockTime = Field(description="On the next day where it is earlier than `begins`.")
    zone: Zone


class DriftSettingsBody(Body):
    channel_id: Snowflake | None = Field(
        default=None, description="Where it is told in Discord; null for the web only."
    )
    quiet_hours: QuietHoursBody | None = Field(
        default=None, description="In which no message is posted; it comes at their end."
    )
    ignored: list[DriftRule] = Field(
        default_factory=list, max_length=100, description="What nobody wants to hear of."
    )
    auto_revert: list[DriftRule] = Field(
        default_factory=list,
        max_length=100,
        description="What is put back at once, with the rights of whoever sets it.",
    )


class ShownDriftRule(Answer):
    subject: DriftSubject
    key: str
    field: str


class ShownQuietHours(Answer):
    begins: str
    ends: str
    zone: str


class StoppedRevert(Answer):
    place: str = Field(
        description="Subject, key and field, put together by colons.",
        examples=["channel:lobby:topic"],
    )
    since: datetime


class ShownDriftSettings(Answer):
    channel_id: Snowflake | None
    quiet_hours: ShownQuietHours | None
    ignored: list[ShownDriftRule]
    auto_revert: list[ShownDriftRule]
    revert_as: Snowflake | None = Field(description="With whose rights things are put back.")
    stopped: list[StoppedRevert] = Field(
        description="Where it stopped, since somebody changed it again each time."
    )
    channels: dict[str, Snowflake] = Field(
        description="Where it can be told: ids of the design's channels that exist, by key."
    )
    not_told: str | None = Field(
        description="Why the last message could not be shown in its channel; null if it was."
    )


class GoOn(Body):
    places: Annotated[list[RuleText], Field(max_length=1000)] = Field(
        default_factory=list, description="Where to go on; everywhere if it is empty."
    )


class DriftIgnoring(DriftChoice):
    ignore: bool = Field(default=True, description="False: watch it again.")


class DriftRecordView(Answer):
    number: int
    id: str = Field(description="Of the difference.")
    sign: str
    sentence: str
    change: Change = Field(description="What would revert it: `before` is how it is now.")
    who: DriftedBy | None
    by_bot: bool
    done_at: datetime | None
    found_at: datetime
    found_by: Literal["event", "comparison"]
    state: Literal["open", "adopted", "reverted", "ignored", "gone"]
    settled_at: datetime | None
    settled_by: str | None = Field(description="An actor; `rule` for a rule of the server.")
    trouble: str | None = Field(description="Why it was not put back by itself.")
