"""What the API answers when it does not do what was asked, as its documentation tells it."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from app.shared.domain.errors import DomainError
from app.web.failures import status_of, title_of

MEDIA_TYPE = "application/problem+json"


class ProblemPlace(BaseModel):
    """One thing that is wrong, and where."""

    what: str
    remedy: str
    path: list[str | int]
    pointer: str = Field(description="A JSON Pointer into the body.", examples=["/design/roles/0"])
    line: int | None = None
    column: int | None = None


class Problem(BaseModel):
    """RFC 9457, with a stable `code` for programs and a `remedy` for people."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(examples=["about:blank"])
    title: str
    status: int = Field(examples=[409])
    detail: str = Field(description="What happened and what it means.")
    code: str = Field(description="Never changes its meaning.", examples=["version_conflict"])
    remedy: str = Field(description="What to do about it; may be empty.")
    reference: str = Field(description="The operator finds the log lines by it.")
    problems: list[ProblemPlace] | None = Field(
        default=None, description="Everything that is wrong with the request, each with its place."
    )


class Refusal(NamedTuple):
    status: int
    code: str
    when: str


def refusal(error: type[DomainError]) -> Refusal:
    """As the error's own class describes it."""
    described = (error.__doc__ or "").strip().split("\n\n")[0]
    when = " ".join(described.split()) or error.code.replace("_", " ").capitalize() + "."
    return Refusal(status_of(error), error.code, when)


def problems(*refusals: type[DomainError] | Refusal) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route: one per status, with an example for each code."""
    listed = [one if isinstance(one, Refusal) else refusal(one) for one in refusals]
    return {
        status: _response([one for one in listed if one.status == status])
        for status in dict.fromkeys(one.status for one in listed)
    }


def _response(refusals: list[Refusal]) -> dict[str, Any]:
    return {
        "description": describe(refusals),
        "content": {
            MEDIA_TYPE: {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "examples": {one.code: {"value": example(one)} for one in refusals},
            }
        },
    }


def describe(refusals: Iterable[Refusal]) -> str:
    return "\n".join(f"- `{one.code}`: {one.when}" for one in refusals)


def example(refusal: Refusal) -> dict[str, Any]:
    return {
        "type": "about:blank",
        "title": title_of(refusal.status),
        "status": refusal.status,
        "detail": refusal.when,
        "code": refusal.code,
        "remedy": "",
        "reference": "5f0a1b2c3d",
    }


NOT_SIGNED_IN = Refusal(401, "not_signed_in", "Nobody is signed in, or the token is not good.")
NO_CSRF = Refusal(403, "csrf_token", "A session did not send its `X-CSRF-Token`.")
INVALID_REQUEST = Refusal(422, "invalid_request", "Something does not fit; see `problems`.")
TOO_MANY = Refusal(429, "too_many_requests", "Wait as `Retry-After` says, in seconds.")
TOO_LARGE = Refusal(413, "too_large", "The body is larger than is accepted.")
PRECONDITION_REQUIRED = Refusal(
    428, "precondition_required", "Send `If-Match` with the version you started from."
)
CURSOR_INVALID = Refusal(422, "cursor_invalid", "The cursor is none that this list gave out.")
IF_MATCH_INVALID = Refusal(422, "if_match_invalid", "`If-Match` holds no tag of a design.")
SESSION_NEEDED = Refusal(403, "session_needed", "Tokens may not do this.")
NOT_FOUND = Refusal(404, "not_found", "There is nothing here, for you at least.")
UNREADABLE = Refusal(400, "bad_request", "The body cannot be read: it is no JSON, or far too deep.")
