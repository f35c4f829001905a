"""What stands between the command and a server, and how it is told."""

import ssl
from collections.abc import Callable

import httpx2
import pytest

from app.cli.remote.client import api_of
from app.cli.server_choice import Server
from app.shared.domain.errors import (
    Conflict,
    DomainError,
    Forbidden,
    Invalid,
    NotFound,
    Unavailable,
)

SERVER = Server("https://guildwright.test", "gw_secret")


async def asked(answer: Callable[[httpx2.Request], httpx2.Response]) -> DomainError:
    async with api_of(SERVER, httpx2.MockTransport(answer)) as api:
        with pytest.raises(DomainError) as caught:
            await api.get("/guilds")
    return caught.value


def problem(status: int, code: str, **more: object) -> httpx2.Response:
    body = {
        "status": status,
        "code": code,
        "detail": "What happened.",
        "remedy": "Do this.",
        **more,
    }
    return httpx2.Response(status, json=body, headers={"content-type": "application/problem+json"})


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (403, Forbidden),
        (404, NotFound),
        (409, Conflict),
        (412, Conflict),
        (422, Invalid),
        (428, Invalid),
        (429, Unavailable),
        (500, Unavailable),
        (503, Unavailable),
    ],
)
async def test_a_problem_keeps_its_code_its_words_and_its_kind(
    status: int, kind: type[DomainError]
) -> None:
    error = await asked(lambda _: problem(status, "some_code"))

    assert isinstance(error, kind)
    assert error.code == "some_code"
    assert error.message == "What happened."
    assert error.remedy == "Do this."


async def test_a_token_that_is_not_accepted_is_told_with_where_to_get_one() -> None:
    error = await asked(lambda _: problem(401, "not_signed_in"))

    assert "does not accept the token" in error.message
    assert "API tokens" in error.remedy


async def test_a_fault_of_the_server_names_its_reference() -> None:
    error = await asked(lambda _: problem(500, "unexpected", reference="5f0a"))

    assert "5f0a" in error.remedy


async def test_every_place_that_is_wrong_is_told() -> None:
    places = [{"what": "Too long.", "remedy": "Shorten it."}, {"what": "Missing."}]

    error = await asked(lambda _: problem(422, "invalid_request", problems=places))

    assert error.remedy == "Do this. Too long. Shorten it. Missing."


@pytest.mark.parametrize(
    "response",
    [
        httpx2.Response(200, html="<html>Sign in</html>"),
        httpx2.Response(502, html="<html>Bad gateway</html>"),
        httpx2.Response(404, json={"detail": "Not Found"}),
        httpx2.Response(404, json=["no", "object"]),
        httpx2.Response(500, text=""),
    ],
)
async def test_what_is_no_answer_of_ours_is_told_as_that(response: httpx2.Response) -> None:
    error = await asked(lambda _: response)

    assert error.code == "server_not_guildwright"
    assert str(response.status_code) in error.message


async def test_the_token_goes_nowhere_else() -> None:
    seen: list[str] = []

    def elsewhere(request: httpx2.Request) -> httpx2.Response:
        seen.append(request.url.host)
        return httpx2.Response(302, headers={"location": "https://other.test/api/v1/guilds"})

    error = await asked(elsewhere)

    assert seen == ["guildwright.test"]
    assert "https://other.test" in error.message


@pytest.mark.parametrize(
    ("raised", "told"),
    [
        (httpx2.ConnectError("[Errno 111] Connection refused"), "Nobody answers"),
        (httpx2.ConnectTimeout("too slow"), "Nobody answers"),
        (httpx2.ReadTimeout("too slow"), "did not answer"),
        (httpx2.ConnectError(str(ssl.SSLError("CERTIFICATE_VERIFY_FAILED"))), "certificate"),
    ],
)
async def test_a_server_that_cannot_be_reached_is_told_by_its_address(
    raised: Exception, told: str
) -> None:
    def fail(_request: httpx2.Request) -> httpx2.Response:
        raise raised

    error = await asked(fail)

    assert isinstance(error, Unavailable)
    assert told in error.message
    assert "https://guildwright.test" in error.message
    assert "gw_secret" not in error.message + error.remedy


@pytest.mark.parametrize(("guilds", "told"), [([], "no server"), ([1, 2], "1 (G1), 2 (G2)")])
async def test_which_server_is_meant_must_be_clear(guilds: list[int], told: str) -> None:
    body = {"manage": [{"id": str(one), "name": f"G{one}"} for one in guilds]}

    async with api_of(
        SERVER, httpx2.MockTransport(lambda _: httpx2.Response(200, json=body))
    ) as api:
        with pytest.raises(DomainError, match=told.replace("(", r"\(").replace(")", r"\)")):
            await api.guild(None)
        assert await api.guild("42") == "42"
        with pytest.raises(DomainError, match="no server id"):
            await api.guild("../4")


async def test_each_post_has_a_key_of_its_own() -> None:
    keys: list[str] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        keys.append(request.headers["idempotency-key"])
        return httpx2.Response(200, json={})

    async with api_of(SERVER, httpx2.MockTransport(answer)) as api:
        await api.post("/a", {})
        await api.post("/a", {})

    assert len(set(keys)) == 2
