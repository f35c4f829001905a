"""The API's own description: what FastAPI knows of the routes, and what holds for all of them."""

import json
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from pydantic.json_schema import models_json_schema

from app.shared.application.ports.guild_gateway import DiscordUnavailable, GuildNotFound
from app.shared.application.ports.kept_answers import KeyUsedOtherwise, StillWorkedAt
from app.shared.application.ports.unit_of_work import StoreUnavailable
from app.shared.domain.access.refusals import AccessDenied, ScopeMissing
from app.shared.domain.access.tokens import SCOPE_RIGHTS
from app.web.api.authorising import Requires
from app.web.api.idempotency import Once, OnceSecret
from app.web.api.links import add_links
from app.web.api.problems import (
    INVALID_REQUEST,
    NO_CSRF,
    NOT_SIGNED_IN,
    TOO_LARGE,
    TOO_MANY,
    UNREADABLE,
    Problem,
    Refusal,
    problems,
    refusal,
)
from app.web.api.router import ROUTES
from app.web.api.schemas.design_document import Design
from app.web.api.schemas.designs import DESIGN_HERE

_SAFE = frozenset({"get", "head"})
_DESCRIPTION = """\
Everything that the pages do. Sign in by session cookie (every change then carries `X-CSRF-Token`)
or with `Authorization: Bearer gw_…`; a token never does more than its owner may at that moment.

What goes wrong is answered as `application/problem+json` with a `code` that never changes its
meaning, a `remedy` in words, and a `reference` under which the operator finds the details. Ids
and permission sets are decimal numbers in strings. Lists come in pages: send `next` as `cursor`.
"""
_TAGS = {
    "You": "Who is signed in, and where.",
    "Servers": "The servers you may work on, and how each of them is.",
    "Designs": "What a server should look like, in versions.",
    "Plans": "Exactly what would change, locked by a hash.",
    "Runs": "One execution of one plan, step by step.",
    "Drift": "Where people took the server away from what was applied.",
    "History": "Who did what, when.",
    "Permissions": "Who may do what in the server, and why.",
    "Access": "Who may do what here.",
    "Tokens": "For programs that act on your behalf.",
    "Installation": "How this installation is.",
}


def describe(app: FastAPI) -> None:
    """Gives the app its description; it is made when somebody asks for it first."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _description(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def api_description() -> str:
    """As docs/openapi.json holds it: the API alone, of no installation in particular."""
    app = FastAPI(title="Guildwright", version=version("guildwright"))
    described = _description(app)
    return json.dumps(described, indent=2, ensure_ascii=False) + "\n"


def _description(app: FastAPI) -> dict[str, Any]:
    found = get_openapi(
        title=app.title,
        version=app.version,
        description=_DESCRIPTION,
        routes=ROUTES,
        tags=[{"name": name, "description": text} for name, text in _TAGS.items()],
    )
    for route in ROUTES:
        for method in route.methods or ():
            operation = found["paths"][route.path][method.lower()]
            _complete(operation, method.lower(), route)
    components = found.setdefault("components", {})
    components["securitySchemes"] = _SECURITY
    schemas = components.setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas |= extra_schemas()
    completed: dict[str, Any] = _with_designs(found)
    return completed


def _with_designs(node: Any) -> Any:
    if isinstance(node, dict):
        if DESIGN_HERE in node:
            return {"$ref": "#/components/schemas/Design"}
        return {name: _with_designs(inner) for name, inner in node.items()}
    if isinstance(node, list):
        return [_with_designs(inner) for inner in node]
    return node


_SECURITY = {
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "__Host-gw",
        "description": "The session of a browser that is signed in.",
    },
    "csrf": {
        "type": "apiKey",
        "in": "header",
        "name": "X-CSRF-Token",
        "description": "With a session, for everything that changes something; see `GET /me`.",
    },
    "token": {
        "type": "http",
        "scheme": "bearer",
        "description": "An API token: `gw_` and 43 characters.",
    },
}


def extra_schemas() -> dict[str, Any]:
    _, made = models_json_schema(
        [(Problem, "validation"), (Design, "validation")],
        ref_template="#/components/schemas/{model}",
    )
    schemas: dict[str, Any] = made["$defs"]
    return schemas


def _complete(operation: dict[str, Any], method: str, route: APIRoute) -> None:
    own = operation["responses"]
    if "HTTPValidationError" in json.dumps(own.get("422", {})):
        del own["422"]
    for status, response in problems(*_refusals(operation, method, route)).items():
        _merge(own, str(status), response)
    for response in own.values():
        if response.get("description") == "Successful Response":
            response["description"] = "It is done." if method not in _SAFE else "As asked for."
    operation["responses"] = dict(sorted(own.items()))
    add_links(operation)
    operation["security"] = [
        {"session": []} if method in _SAFE else {"session": [], "csrf": []},
        {"token": []},
    ]
    if (needs := requirement_of(route.dependant)) is not None:
        rights = " or ".join(f"`{right}`" for right in needs.rights)
        scopes = [s for s, given in SCOPE_RIGHTS.items() if given & set(needs.rights_by_token)]
        told = " or ".join(f"`{scope}`" for scope in scopes)
        text = f"Needs the right {rights} in the server; a token, the scope {told}."
        operation["description"] = f"{operation.get('description', '')}\n\n{text}".strip()


def _refusals(operation: dict[str, Any], method: str, route: APIRoute) -> Iterator[Refusal]:
    yield NOT_SIGNED_IN
    yield TOO_MANY
    yield refusal(StoreUnavailable)
    if method not in _SAFE:
        yield NO_CSRF
    if "requestBody" in operation:
        yield TOO_LARGE
        yield UNREADABLE
    if "requestBody" in operation or operation.get("parameters"):
        yield INVALID_REQUEST
    if requirement_of(route.dependant) is not None:
        yield from map(refusal, (GuildNotFound, AccessDenied, ScopeMissing, DiscordUnavailable))
    if _is_done_once(route.dependant):
        yield from map(refusal, (KeyUsedOtherwise, StillWorkedAt))


def _merge(responses: dict[str, Any], status: str, response: dict[str, Any]) -> None:
    if status not in responses:
        responses[status] = response
        return
    there = responses[status]
    there["description"] += f"\n{response['description']}"
    for media, content in response["content"].items():
        there["content"][media]["examples"] |= content["examples"]


def requirement_of(dependant: Dependant) -> Requires | None:
    """Which right the route declares; None where it is about no guild."""
    return next((d.call for d in _every(dependant) if isinstance(d.call, Requires)), None)


def _is_done_once(dependant: Dependant) -> bool:
    claims = [
        once.__metadata__[0].dependency  # type: ignore[attr-defined]
        for once in (Once, OnceSecret)
    ]
    return any(one.call in claims for one in _every(dependant))


def _every(dependant: Dependant) -> Iterator[Dependant]:
    for one in dependant.dependencies:
        yield one
        yield from _every(one)
