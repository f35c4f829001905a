"""The designer's document and its versions."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field, WithJsonSchema, model_validator

from app.web.api.schemas.contract import Answer, AnyJson, Body, Message, PersonName, Text

DESIGN_HERE = "x-guildwright-design"
"""Stands where the description of the API refers to the schema of a design."""

DesignJson = Annotated[dict[str, Any], WithJsonSchema({DESIGN_HERE: True})]
"""Held to its own rules by the codec, which names every problem by its place."""
DocumentText = Annotated[
    Text,
    Field(
        max_length=2_000_000,
        description="The same as YAML, as `guildwright.yaml` holds it.",
        examples=["version: 1\n"],
    ),
]


class Document(Body):
    """Exactly one of the two."""

    design: DesignJson | None = None
    text: DocumentText | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> "Document":
        if (self.design is None) == (self.text is None):
            raise ValueError("needs `design` or `text`, and not both")
        return self


class SavedDocument(Document):
    message: Message = ""


class CheckedDocument(Document):
    base_text: DocumentText | None = Field(
        default=None,
        description="The text as it stood: its comments are kept in the text that comes back.",
    )


class MergedDocument(Body):
    base_version: Annotated[int, Field(ge=0, le=2**31 - 1)]
    design: DesignJson


class Why(Body):
    message: Message = ""


class DesignProblem(Answer):
    what: str
    remedy: str
    path: list[str | int]
    pointer: Annotated[str, Field(examples=["/channels/3/topic"])]
    line: int | None = Field(description="From 1; null where there is no text.")
    column: int | None


class Checked(Answer):
    ok: bool
    design: DesignJson | None
    text: str | None
    problems: list[DesignProblem]


class Imported(Answer):
    design: DesignJson
    text: str
    notes: list[str] = Field(description="What was left out or is left to humans.")


class SavedDesign(Answer):
    """The latest version; `version` is null and the design empty while none was saved."""

    version: int | None
    design: DesignJson | None
    text: str | None
    saved_at: datetime | None
    author: str | None
    author_name: PersonName | None
    message: str | None


class VersionLine(Answer):
    version: int
    saved_at: datetime
    author: str
    author_name: PersonName
    message: str


class Version(VersionLine):
    design: DesignJson
    text: str


class Difference(Answer):
    """`before` and `after` are as the document has them; the texts are for people."""

    path: list[str | int]
    label: str
    before: AnyJson
    after: AnyJson
    before_text: str
    after_text: str
    sign: Literal["+", "~", "−", "↕", "◐"]


class Differences(Answer):
    differences: list[Difference]


class ThreeWayDifference(Answer):
    path: list[str | int]
    label: str
    base: AnyJson
    mine: AnyJson
    theirs: AnyJson
    base_text: str
    mine_text: str
    theirs_text: str


class MergeConflict(ThreeWayDifference):
    taken: str = Field(description="Whose value stands in the merged design.")


class Merged(Answer):
    version: int = Field(description="What it was merged with: to be saved over this one.")
    design: DesignJson
    conflicts: list[MergeConflict]


class ExampleLine(Answer):
    name: Annotated[str, Field(examples=["homelab"])]
    title: str
    summary: str


class Example(Answer):
    design: DesignJson
    text: str


class Editor(Answer):
    id: str
    display_name: str
    avatar_url: str | None
    since: datetime


class Editors(Answer):
    editors: list[Editor]
