"""How every body and every answer of the API behaves: nothing is guessed, nothing is dropped."""

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
)

from app.web.snowflakes import LARGEST_SNOWFLAKE, SNOWFLAKE


class Body(BaseModel):
    """What a client sends. `"1"` is no number, `0` is no false, and a field unknown is refused."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Answer(BaseModel):
    """What a client gets. Every field stands in every answer, null where there is nothing."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, json_schema_mode_override="serialization"
    )


class Page[Item](Answer):
    """One page of a list. `next` is the cursor of the next page, null on the last one."""

    items: Sequence[Item]
    next: str | None = Field(
        default=None,
        description="Send it as `cursor` to get the next page; null: this was the last.",
    )


def storable(text: str) -> str:
    """Text that every part behind the API can keep. Raises ValueError."""
    if "\0" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise ValueError("has a character that cannot be stored")
    return text


def _is_snowflake(text: str) -> str:
    if int(text) > LARGEST_SNOWFLAKE:
        raise ValueError("is no Discord id: it is too large")
    return text


def _only_text(value: object) -> object:
    """Numbers, and texts of nothing else, would be read as seconds."""
    if not isinstance(value, str) or value.strip().lstrip("+-").replace(".", "").isdecimal():
        raise ValueError("is no time")
    return value


Snowflake = Annotated[
    str,
    Field(
        pattern=SNOWFLAKE,
        description="A Discord id, as a decimal number in a string.",
        examples=["81384788765712384"],
    ),
    AfterValidator(_is_snowflake),
]
Text = Annotated[str, AfterValidator(storable)]
Message = Annotated[
    Text, Field(max_length=500, description="Why, in the author's words.", examples=["Add a forum"])
]
PersonName = Annotated[
    str,
    Field(
        description="What they are called: for people, as they were last heard of here.",
        examples=["Mara"],
    ),
]
PermissionSet = Annotated[
    str, Field(description="Permission bits, as a decimal number in a string.", examples=["3072"])
]
LooseTime = Annotated[
    AwareDatetime,
    Field(
        strict=False,
        description="With its offset from UTC.",
        examples=["2026-12-24T18:00:00Z"],
    ),
    BeforeValidator(_only_text),
]
AnyJson = Annotated[Any, WithJsonSchema({"description": "Any JSON value."})]
