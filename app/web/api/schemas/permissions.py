"""Permissions: what there is, and who may do what where, and why."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from app.web.api.schemas.contract import Answer, AnyJson, Body, Snowflake, Text


class RegistryPermission(Answer):
    bit: int
    name: Annotated[str, Field(examples=["MANAGE_ROLES"])]
    label: Annotated[str, Field(examples=["Manage Roles"])]
    group: str = Field(description="The heading under which Discord's client lists it.")
    channel_types: list[int] = Field(
        description="Where an overwrite of it has an effect; empty: in the whole server only."
    )
    elevated: bool = Field(description="Needs two-factor authentication where that is required.")


class Who(Body):
    """A member, or roles that somebody would have together."""

    member: Snowflake | None = None
    roles: Annotated[list[Annotated[Text, Field(max_length=120)]], Field(max_length=250)] | None = (
        Field(default=None, description="Keys or ids of roles; @everyone is always among them.")
    )

    @model_validator(mode="after")
    def _one_of_them(self) -> "Who":
        if (self.member is None) == (self.roles is None):
            raise ValueError("needs `member` or `roles`, and not both")
        return self


class Question(Body):
    who: Who
    channel: Annotated[Text, Field(max_length=120)] | None = Field(
        default=None, description="The channel's key, id or name; the whole server without it."
    )
    permission: Annotated[Text, Field(max_length=60)] | None = Field(
        default=None, description="Discord's name for it; everything that matters there without it."
    )
    design: Literal["live", "latest"] = "live"


class ExplainedRule(Answer):
    rule: str
    allowed: bool
    by: list[str]


class Explained(Answer):
    name: str
    label: str
    allowed: bool
    because: Annotated[str, Field(examples=["denied to @everyone in this channel"])]
    rules: list[ExplainedRule]


class Explanations(Answer):
    who: str
    channel: str | None
    permissions: list[Explained]
    coverage: AnyJson
