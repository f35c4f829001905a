"""What leads on from an answer, as OpenAPI tells it: plans to runs, what was made to its end."""

from collections.abc import Mapping
from typing import Any, NamedTuple

_GUILD = {"guild_id": "$request.path.guild_id"}


class _Link(NamedTuple):
    to: str
    """The operation's name."""
    parameters: Mapping[str, str]
    description: str


def _plan(to: str, description: str) -> _Link:
    return _Link(to, {**_GUILD, "hash": "$response.body#/hash"}, description)


def _run(to: str, description: str) -> _Link:
    return _Link(to, {**_GUILD, "run_id": "$response.body#/id"}, description)


_PLANNED = (
    _plan("get_plan", "The same plan, later."),
    _plan("get_changed", "Whether it still holds."),
    _plan("choose_changes", "A part of it."),
    _plan("review_plan", "What you think of it."),
    _plan("apply_plan", "Its run."),
)
_STARTED = (
    _run("get_run", "How it stands."),
    _run("pause_run", "Between two steps."),
    _run("cancel_run", "Between two steps."),
    _run("roll_back_run", "The way back from it."),
)
_SAVED = (
    _Link(
        "get_version", {**_GUILD, "version": "$response.body#/version"}, "The version, for good."
    ),
)
_LINKS: Mapping[str, tuple[_Link, ...]] = {
    "make_plan": _PLANNED,
    "refresh_plan": _PLANNED,
    "revert_drift": _PLANNED,
    "roll_back_run": _PLANNED,
    "apply_plan": _STARTED,
    "save_design": _SAVED,
    "restore_version": _SAVED,
    "adopt_drift": _SAVED,
    "create_token": (
        _Link("revoke_token", {"token_id": "$response.body#/id"}, "The end of the token."),
    ),
    "grant_access": (
        _Link(
            "revoke_access", {**_GUILD, "grant_id": "$response.body#/id"}, "The end of the grant."
        ),
    ),
}


def add_links(operation: dict[str, Any]) -> None:
    """To the good answer of an operation that has any."""
    for link in _LINKS.get(operation["operationId"], ()):
        for status, response in operation["responses"].items():
            if status.startswith("2"):
                response.setdefault("links", {})[link.to] = {
                    "operationId": link.to,
                    "parameters": dict(link.parameters),
                    "description": link.description,
                }
