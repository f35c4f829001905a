"""Whatever a request holds: no failure of ours, and every answer as its description says."""

import asyncio
import json
from collections.abc import Coroutine, Iterator
from typing import Any

import httpx2
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import run_state_machine_as_test
from schemathesis.checks import not_a_server_error
from schemathesis.core.parameters import ParameterLocation
from schemathesis.core.transport import Response
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from app.shared.infrastructure.files.blueprint_reader import read_blueprint
from app.shared.infrastructure.files.design.writing import design_of
from app.web.api.openapi import api_description
from tests.integration.web_api.place import Place
from tests.integration.web_api.place_beside import PlaceBeside, place_beside
from tests.support.services import CleanDatabases
from tests.support.stores import migrated
from tests.support.web import ORIGIN

TEXT = (
    "version: 1\nroles: [Helper]\nchannels: [{category: Lobby, channels: [general, rules, news]}]\n"
)
DESIGN = design_of(read_blueprint(TEXT))


def described() -> dict[str, Any]:
    """Four routes take a design, and read it by the same code. Merging takes nothing else, so it
    is sent all that can be wrong in one; the others a good one, none, or what is no design."""
    description: dict[str, Any] = json.loads(api_description())
    schemas = description["components"]["schemas"]
    schemas["GoodDesign"] = {"enum": [DESIGN]}
    for name in ("SavedDocument", "CheckedDocument", "PlanOrder"):
        one_of = schemas[name]["properties"]["design"]["anyOf"]
        one_of[one_of.index({"$ref": "#/components/schemas/Design"})] = {
            "$ref": "#/components/schemas/GoodDesign"
        }
    return description


CONFIG = schemathesis.Config.from_dict({"phases": {"coverage": {"enabled": True}}})
# Events go on for as long as the run does; they have tests of their own.
API = schemathesis.openapi.from_dict(described(), config=CONFIG).exclude(path_regex="/events$")
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
CHECKING = "POST /api/v1/guilds/{guild_id}/design/check"
_NEVER_SENT = {"authorization", "cookie", "x-csrf-token", "origin", "sec-fetch-site", "host"}


class Sender:
    """Sends what was made up as the owner of the server, who is the operator too."""

    def __init__(self, beside: PlaceBeside) -> None:
        self._beside = beside
        self._tried: set[tuple[str, str]] = set()
        self.known = beside.do(self._prepare())

    @property
    def place(self) -> Place:
        return self._beside.place

    def do[T](self, work: Coroutine[Any, Any, T]) -> T:
        return self._beside.do(work)

    async def _prepare(self) -> dict[str, str]:
        """Something of everything, so that not all that is asked for is missing."""
        place = self._beside.place
        await place.ask("owner", "PUT", "/design", {"text": TEXT}, if_match='"0"')
        plan = (await place.ask("owner", "POST", "/plans", {})).json()
        applied = await place.ask("owner", "POST", f"/plans/{plan['hash']}/apply", {})
        await place.work_at(applied.json()["id"])
        return {
            "guild_id": str(place.guild_id),
            "hash": plan["hash"],
            "run_id": applied.json()["id"],
            "version": "1",
            "before": "1",
            "after": "1",
            "name": "homelab",
        }

    def is_repeated(self, case: schemathesis.Case[Any]) -> bool:
        """Whether the same was wrong at the same place in a design: with one value of a wrong type
        for each place, the other five go the same way."""
        tried = None if case.meta is None else case.meta.phase.data
        place = getattr(tried, "location", None) or ""
        if not place.startswith("/properties/design/properties/"):
            return False
        wrong = (place, str(getattr(tried, "description", "")))
        was_tried = wrong in self._tried
        self._tried.add(wrong)
        return was_tried

    def send(self, case: schemathesis.Case[Any]) -> httpx2.Response:
        kwargs = case.as_transport_kwargs(base_url=ORIGIN)
        kwargs.pop("timeout", None)
        prepared = requests.Request(**{k: v for k, v in kwargs.items() if k in _REQUEST}).prepare()
        return self._beside.do(self._send(prepared))

    async def _send(self, prepared: requests.PreparedRequest) -> httpx2.Response:
        client = await self._beside.place.client("owner")
        headers = {k: str(v) for k, v in prepared.headers.items() if k.lower() not in _NEVER_SENT}
        body = prepared.body if isinstance(prepared.body, str | bytes) else None
        return await client.request(
            str(prepared.method), str(prepared.url), content=body, headers=headers
        )


_REQUEST = {"method", "url", "headers", "json", "data", "params", "cookies", "files"}


@pytest.fixture(scope="module")
def sender(postgres_url: str, redis_url: str) -> Iterator[Sender]:
    databases = CleanDatabases(postgres_url)

    async def made() -> str:
        return await databases.create(await databases.template("guildwright_migrated", migrated))

    url = asyncio.run(made())
    with place_beside(url, redis_url) as beside:
        yield Sender(beside)
    asyncio.run(databases.drop(url))


def lead_somewhere(case: schemathesis.Case[Any], known: dict[str, str]) -> None:
    """Parts of the address that were made up as valid ones name things that are there."""
    meta = case.meta
    path = None if meta is None else meta.components.get(ParameterLocation.PATH)
    if path is not None and path.mode.is_negative:
        return
    for name in case.path_parameters or {}:
        if name in known:
            case.path_parameters[name] = known[name]


def checks_of(case: schemathesis.Case[Any]) -> list[Any]:
    """To be told what is wrong with a design is what checking it is for: that is no refusal."""
    return [
        c for c in CHECKS if c is not negative_data_rejection or case.operation.label != CHECKING
    ]


@API.parametrize()
@settings(max_examples=4, suppress_health_check=list(HealthCheck))
def test_any_request_is_answered_as_described(case: schemathesis.Case[Any], sender: Sender) -> None:
    if sender.is_repeated(case):
        return
    lead_somewhere(case, sender.known)

    case.validate_response(sender.send(case), checks=checks_of(case))


def test_whatever_leads_on_from_an_answer_is_answered_as_described(sender: Sender) -> None:
    class Following(API.as_state_machine()):  # type: ignore[misc]
        def call(self, case: schemathesis.Case[Any], **_: Any) -> Response:
            lead_somewhere(case, sender.known)
            return Response.from_any(sender.send(case))

        def validate_response(
            self, response: Response, case: schemathesis.Case[Any], **_: Any
        ) -> None:
            case.validate_response(response, checks=checks_of(case))

    run_state_machine_as_test(
        Following,
        settings=settings(
            max_examples=12, stateful_step_count=5, suppress_health_check=list(HealthCheck)
        ),
    )


ANY_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


@st.composite
def spoilt_designs(draw: st.DrawFn, design: dict[str, Any]) -> Any:
    """A good design with one place in it replaced by anything."""
    spoilt = json.loads(json.dumps(design))
    node: Any = spoilt
    for _ in range(draw(st.integers(0, 4))):
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        if not keys:
            break
        key = draw(st.sampled_from(keys))
        if not isinstance(node[key], dict | list) or draw(st.booleans()):
            node[key] = draw(ANY_JSON)
            break
        node = node[key]
    return spoilt


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_design_is_saved_or_refused_with_its_places(
    sender: Sender, data: st.DataObject
) -> None:
    sent = data.draw(spoilt_designs(DESIGN) | ANY_JSON)

    answer = sender.do(sender.place.ask("owner", "PUT", "/design", {"design": sent}, if_match="*"))

    assert answer.status_code in {200, 422}, answer.text
    if answer.status_code == 422:
        assert answer.json()["problems"], answer.text
        for problem in answer.json()["problems"]:
            assert problem["what"]
            assert resolves(sent, problem["path"]), problem


def resolves(design: Any, path: list[str | int]) -> bool:
    """The path leads into the design; its last part may be what is missing there."""
    node = {"design": design} if path[:1] == ["design"] else design
    for part in path[:-1]:
        try:
            node = node[part]
        except (KeyError, IndexError, TypeError):
            return False
    return True
