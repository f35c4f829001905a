from typing import Any

import pytest

from app.sandbox.exchange.messages import Answer, Exchange, OnPurpose
from app.sandbox.limits.refusals import BucketState, RateLimited, Scope
from app.sandbox.specification.document import Documents
from app.sandbox.specification.specification import Specification
from tests.support.exchanges import FakeStored, Handler, exchange
from tests.support.openapi import tiny_document

GET = "GET /channels/{channel_id}"
MOVE = "PATCH /guilds/{guild_id}/channels"
DOCUMENTS = Documents(tiny_document())


@pytest.fixture
def specification() -> Specification:
    return Specification(DOCUMENTS, FakeStored())


async def places(
    specification: Specification, status: int, body: object, route: str = GET, sent: Any = None
) -> list[str]:
    await specification.layer(exchange(route, sent), Handler(status, body))
    return [violation.place for violation in specification.violations]


async def test_an_answer_as_documented_is_fine(specification: Specification) -> None:
    assert await places(specification, 200, {"id": "5", "type": 0, "name": "a"}) == []


async def test_ids_in_answers_are_text_only(specification: Specification) -> None:
    assert await places(specification, 200, {"id": 5, "type": 0}) == ["/id"]


async def test_media_channels_are_answered_too(specification: Specification) -> None:
    assert await places(specification, 200, {"id": "5", "type": 16}) == []


async def test_the_branch_of_an_answer_is_told_by_its_type(specification: Specification) -> None:
    assert await places(specification, 200, {"type": 11}) == [""]
    assert "id" in specification.violations[0].what


async def test_an_answer_may_have_keys_that_the_document_lacks(
    specification: Specification,
) -> None:
    assert await places(specification, 200, {"id": "5", "type": 0, "brand_new": 1}) == []


async def test_a_status_that_is_not_listed_is_found(specification: Specification) -> None:
    await places(specification, 202, {"id": "5", "type": 0})

    assert specification.violations[0].what == "202 is none of 200, 4XX"


async def test_204_comes_empty_and_200_does_not(specification: Specification) -> None:
    moved: list[object] = []

    async def empty(_exchange: Exchange) -> Answer:
        return Answer(204)

    async def missing(_exchange: Exchange) -> Answer:
        return Answer(200)

    await specification.layer(exchange(MOVE, moved), empty)
    assert specification.violations == []
    await specification.layer(exchange(GET), missing)
    assert await places(specification, 204, {}, MOVE, moved) == ["", ""]


async def test_json_is_declared_without_a_charset(specification: Specification) -> None:
    async def declared(_exchange: Exchange) -> Answer:
        headers = {"content-type": "application/json; charset=utf-8"}
        return Answer(200, b'{"id": "5", "type": 0}', headers)

    await specification.layer(exchange(GET), declared)

    assert [violation.place for violation in specification.violations] == ["content-type"]


async def test_a_failure_of_the_sandbox_is_a_violation(specification: Specification) -> None:
    async def broken(_exchange: Exchange) -> Answer:
        raise KeyError("id")

    with pytest.raises(KeyError):
        await specification.layer(exchange(GET), broken)
    await specification.layer(exchange(GET), Handler(500, {"code": 0, "message": "x"}))

    assert [violation.what for violation in specification.violations] == [
        "the handler raised KeyError('id')",
        "the sandbox failed",
    ]


LEAF = {"_errors": [{"code": "BASE_TYPE_REQUIRED", "message": "This field is required"}]}


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (404, {"code": 10003, "message": "Unknown Channel"}),
        (403, {"code": 50013, "message": "Missing Permissions"}),
        (401, {"code": 0, "message": "401: Unauthorized"}),
        (400, {"code": 50035, "message": "Invalid Form Body", "errors": {"name": LEAF}}),
        (400, {"code": 50035, "message": "Invalid Form Body", "errors": {"a": {"0": LEAF}}}),
        (400, {"code": 50035, "message": "Invalid Form Body", "errors": LEAF}),
    ],
)
async def test_errors_as_discord_sends_them_are_fine(
    specification: Specification, status: int, body: object
) -> None:
    assert await places(specification, status, body) == []


@pytest.mark.parametrize(
    ("status", "body", "place"),
    [
        (404, {"message": "Unknown Channel"}, ""),
        (400, {"code": 10003, "message": "Unknown Channel"}, "/code"),
        (400, {"code": 50013, "message": "Missing Permissions"}, "/code"),
        (400, {"code": 50035, "message": "Invalid Form Body"}, "/errors"),
        (400, {"code": 50035, "message": "Invalid", "errors": {"name": "bad"}}, "/errors"),
        (400, {"code": 40009, "message": "One parent", "errors": {"name": LEAF}}, "/errors"),
    ],
)
async def test_errors_of_another_shape_are_found(
    specification: Specification, status: int, body: object, place: str
) -> None:
    assert place in await places(specification, status, body)


async def test_a_route_that_the_document_lacks_is_named(specification: Specification) -> None:
    await specification.layer(exchange("GET /applications/{id}/skus"), Handler(200, []))
    await specification.layer(Exchange("GET", "/nowhere"), Handler(404))

    assert specification.unchecked == {"GET /applications/{id}/skus"}
    assert specification.violations == []


STATE = BucketState("hash", 5, 0, 1_790_000_015.0, 15.0)


@pytest.mark.parametrize(
    "refusal",
    [
        RateLimited(Scope.USER, 15.0, STATE),
        RateLimited(Scope.SHARED, 15.0, STATE, code=20028),
        RateLimited(Scope.GLOBAL, 0.3),
    ],
)
async def test_every_429_of_the_limits_is_as_documented(
    specification: Specification, refusal: RateLimited
) -> None:
    assert await refused(specification, refusal.answer()) == []


@pytest.mark.parametrize(
    "name",
    [
        "via",
        "retry-after",
        "x-ratelimit-scope",
        "x-ratelimit-limit",
        "x-ratelimit-remaining",
        "x-ratelimit-reset",
        "x-ratelimit-reset-after",
        "x-ratelimit-bucket",
    ],
)
async def test_a_429_without_one_of_its_headers_is_found(
    specification: Specification, name: str
) -> None:
    answer = RateLimited(Scope.USER, 15.0, STATE).answer()
    del answer.headers[name]

    assert await refused(specification, answer) == [name]


async def test_a_429_that_says_two_things_is_found(specification: Specification) -> None:
    answer = RateLimited(Scope.GLOBAL, 1.0).answer()
    answer.headers["x-ratelimit-scope"] = "user"

    found = await refused(specification, answer)

    assert "x-ratelimit-global" in found


async def test_a_429_without_retry_after_in_its_body_is_found(
    specification: Specification,
) -> None:
    headers = RateLimited(Scope.USER, 15.0, STATE).answer().headers
    answer = Answer.of_json(429, {"message": "slow", "global": False}, headers)

    assert await refused(specification, answer) == [""]


async def test_what_is_wrong_on_purpose_is_left_alone(specification: Specification) -> None:
    assert await refused(specification, OnPurpose.of_html(429, "banned")) == []


async def refused(specification: Specification, answer: Answer) -> list[str]:
    async def refuse(_exchange: Exchange) -> Answer:
        return answer

    await specification.refusals_layer(exchange(GET), refuse)
    return [violation.place for violation in specification.violations]
