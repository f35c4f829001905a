"""What went wrong is told to programs as a problem and to people as a page, and no more."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

import httpx2
import pytest
from fastapi import Body, FastAPI
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import StreamingResponse
from starlette.types import Message, Scope

from app.shared.domain.errors import (
    Conflict,
    DomainError,
    Forbidden,
    Invalid,
    NotFound,
    Unavailable,
)
from app.web.security.body_limit import LARGEST
from tests.support.web import ORIGIN, Web, web_over_fakes

SECRET = "swordfish"


class RoleIn(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    name: str = Field(max_length=5)
    color: int = Field(ge=0)


class DesignIn(BaseModel):
    roles: list[RoleIn]


class OddName(Conflict):
    code = "odd_name"


def with_routes(error: Exception | None = None) -> Web:
    """Routes that fail, as an API's and as a page's."""
    web = web_over_fakes()
    _add_routes(web.app, error)
    return web


def _add_routes(app: FastAPI, error: Exception | None) -> None:
    async def fail() -> None:
        if error is not None:
            raise error

    async def design(design: DesignIn, limit: int = 1) -> None: ...

    async def anything(body: Annotated[bytes, Body()]) -> int:
        return len(body)

    app.add_api_route("/api/v1/test/fail", fail)
    app.add_api_route("/test/fail", fail)
    app.add_api_route("/api/v1/test/design", design, methods=["POST"])
    app.add_api_route("/api/v1/test/anything", anything, methods=["POST"])


async def get(web: Web, path: str) -> httpx2.Response:
    async with web.client() as client:
        return await client.get(path)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (Invalid("No.", remedy="Do so."), 422),
        (NotFound("No.", remedy="Do so."), 404),
        (Conflict("No.", remedy="Do so."), 409),
        (OddName("No.", remedy="Do so."), 409),
        (Forbidden("No.", remedy="Do so."), 403),
        (Unavailable("No.", remedy="Do so."), 503),
    ],
)
async def test_each_kind_of_error_has_its_status_and_keeps_its_code(
    error: DomainError, status: int
) -> None:
    web = with_routes(error)

    problem, page = await get(web, "/api/v1/test/fail"), await get(web, "/test/fail")

    assert problem.status_code == page.status_code == status
    assert problem.headers["content-type"] == "application/problem+json"
    body = problem.json()
    assert body["type"] == "about:blank"
    assert body["status"] == status
    assert (body["code"], body["detail"], body["remedy"]) == (error.code, "No.", "Do so.")
    assert body["reference"] == problem.headers["x-request-id"]
    assert page.headers["content-type"].startswith("text/html")
    assert "Do so." in page.text
    assert page.headers["x-request-id"] in page.text


async def test_what_nobody_has_thought_of_is_logged_under_the_reference_and_not_shown(
    caplog: pytest.LogCaptureFixture,
) -> None:
    web = with_routes(RuntimeError(f"the password is {SECRET}"))

    for path in ("/api/v1/test/fail", "/test/fail"):
        caplog.clear()
        answer = await get(web, path)

        assert answer.status_code == 500
        assert SECRET not in answer.text
        assert "RuntimeError" not in answer.text
        assert "Traceback" not in answer.text
        reference = answer.headers["x-request-id"]
        assert reference in answer.text
        (record,) = [one for one in caplog.records if one.exc_info]
        assert reference in record.getMessage()
        assert answer.headers["content-security-policy"]


async def test_what_people_typed_cannot_become_part_of_an_error_page() -> None:
    web = with_routes(NotFound("There is no <script>alert(1)</script>."))

    page = await get(web, "/test/fail")

    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert" in page.text


async def test_an_address_without_anything_is_told_in_the_fitting_form() -> None:
    web = with_routes()

    assert (await get(web, "/api/v1/nothing")).json()["code"] == "not_found"
    assert "There is nothing here" in (await get(web, "/nothing")).text
    assert (await get(web, "/servers/")).status_code == 404


async def test_a_method_that_an_address_does_not_take_is_told_with_those_that_it_does() -> None:
    async with with_routes().client() as client:
        answer = await client.put("/api/v1/test/design")

    assert answer.status_code == 405
    assert answer.headers["allow"] == "POST"
    assert answer.json()["code"] == "method_not_allowed"


async def test_too_large_a_body_is_refused_by_what_it_says_and_by_what_it_is() -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(3):
            yield b"x" * (LARGEST // 2)

    async with with_routes().client() as client:
        said = await client.post("/api/v1/test/anything", content=b"x" * (LARGEST + 1))
        hidden = await client.post("/api/v1/test/anything", content=endless())
        fits = await client.post("/api/v1/test/anything", content=b"x" * LARGEST)

    for answer in (said, hidden):
        assert answer.status_code == 413, answer.text
        assert answer.json()["code"] == "too_large"
        assert "2 MB" in answer.json()["detail"]
    assert fits.status_code == 200


async def test_what_does_not_fit_is_told_with_its_place_and_what_to_do() -> None:
    body = {"roles": [{"name": SECRET, "color": -1, "a/b~c": 1}, {"name": "b"}]}

    async with with_routes().client() as client:
        answer = await client.post("/api/v1/test/design?limit=many", json=body)

    problem = answer.json()
    assert answer.status_code == 422
    assert problem["code"] == "invalid_request"
    assert "5 things" in problem["detail"]
    told = {(one["in"], one["pointer"]): one["what"] for one in problem["problems"]}
    assert told == {
        ("query", "/limit"): "This has to be a whole number.",
        ("body", "/roles/0/name"): "This is too long: at most 5 characters fit.",
        ("body", "/roles/0/color"): "This has to be 0 or more.",
        ("body", "/roles/0/a~1b~0c"): "This is not known here.",
        ("body", "/roles/1/color"): "This is missing.",
    }
    assert all(one["remedy"] for one in problem["problems"])
    assert problem["problems"][1]["path"] == ["roles", 0, "name"]
    assert SECRET not in answer.text
    assert "Input should" not in answer.text


async def test_one_of_a_list_is_named_by_the_list() -> None:
    async with with_routes().client() as client:
        answer = await client.post("/api/v1/test/design?limit=1", json={"roles": [7]})

    assert "roles[0] (in the body). " in answer.json()["detail"]


@pytest.mark.parametrize("body", ["{", '{"roles": [}', '{"roles": "\udc80"}', ""])
async def test_a_body_that_is_no_json_is_told_so(body: str) -> None:
    async with with_routes().client() as client:
        answer = await client.post(
            "/api/v1/test/design",
            content=body.encode("utf-8", "surrogatepass"),
            headers={"content-type": "application/json"},
        )

    assert answer.status_code in {400, 422}
    assert answer.json()["code"] in {"invalid_request", "bad_request"}


async def test_an_answer_that_breaks_off_in_the_middle_is_not_ended_as_if_it_were_whole() -> None:
    web = web_over_fakes()

    async def broken() -> AsyncIterator[bytes]:
        yield b"a half"
        raise RuntimeError(SECRET)

    async def stream() -> StreamingResponse:
        return StreamingResponse(broken())

    web.app.add_api_route("/test/stream", stream)
    sent: list[Message] = []

    async def note(message: Message) -> None:
        sent.append(message)

    with pytest.raises(RuntimeError):
        await web.app(scope_of("/test/stream"), nothing_more, note)

    assert [one["type"] for one in sent] == ["http.response.start", "http.response.body"]
    assert sent[1] == {"type": "http.response.body", "body": b"a half", "more_body": True}


async def nothing_more() -> Message:
    return await asyncio.get_running_loop().create_future()  # type: ignore[no-any-return]


def scope_of(path: str) -> Scope:
    host = ORIGIN.partition("://")[2]
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", host.encode())],
        "client": ("127.0.0.1", 5000),
    }
