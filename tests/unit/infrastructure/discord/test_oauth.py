"""What is asked from Discord when somebody signs in, and what becomes of its answers."""

import base64
import logging
from collections.abc import AsyncIterator, Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from app.shared.application.ports.guild_gateway import DiscordUnavailable
from app.shared.application.ports.sign_in import (
    ClientRefused,
    RedirectRefused,
    ScopesMissing,
    SignInExpired,
)
from app.shared.domain.errors import DomainError
from app.shared.infrastructure.discord.oauth import OAuthSettings, OAuthSignIn

SETTINGS = OAuthSettings(
    client_id="77",
    client_secret="client-secret",
    redirect_uri="https://guildwright.test/auth/callback",
    site_url="https://discord.test/",
    api_url="https://discord.test/api/v10",
)
TOKEN = {"access_token": "access-token", "token_type": "Bearer", "scope": "guilds identify"}
USER = {"id": "42", "username": "wren", "global_name": "Wren", "avatar": "a1"}
GUILDS = [
    {"id": "1", "name": "Owned", "icon": "i", "owner": True, "permissions": "0"},
    {"id": "2", "name": "Managed", "icon": None, "owner": False, "permissions": str(1 << 5)},
    {"id": "3", "name": "Ruled", "icon": None, "owner": False, "permissions": str(1 << 3)},
    {"id": "4", "name": "Visited", "icon": None, "owner": False, "permissions": "2147483647"},
    {"id": "5", "name": "Seen", "icon": None, "owner": False, "permissions": "1024"},
]

Answers = dict[str, tuple[int, Any] | Exception]


class Discord:
    """Answers by path, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[httpx2.Request] = []
        self.answers: Answers = {
            "/api/v10/oauth2/token": (200, TOKEN),
            "/api/v10/users/@me": (200, USER),
            "/api/v10/users/@me/guilds": (200, GUILDS),
            "/api/v10/oauth2/token/revoke": (200, {}),
        }

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append(request)
        answer = self.answers[request.url.path]
        if isinstance(answer, Exception):
            raise answer
        status, body = answer
        return httpx2.Response(status, json=body) if body is not None else httpx2.Response(status)

    @property
    def paths(self) -> list[str]:
        return [request.url.path.removeprefix("/api/v10") for request in self.asked]


@pytest.fixture
def discord() -> Discord:
    return Discord()


@pytest.fixture
async def sign_in(discord: Discord) -> AsyncIterator[OAuthSignIn]:
    client = OAuthSignIn(SETTINGS, transport=httpx2.MockTransport(discord))
    yield client
    await client.close()


def form_of(request: httpx2.Request) -> dict[str, str]:
    return {name: value[0] for name, value in parse_qs(request.content.decode()).items()}


def test_the_address_asks_for_no_more_than_is_needed(sign_in: OAuthSignIn) -> None:
    parts = urlsplit(sign_in.authorize_url(state="s&t", challenge="c"))

    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == "https://discord.test/oauth2/authorize"
    assert {name: value[0] for name, value in parse_qs(parts.query).items()} == {
        "response_type": "code",
        "client_id": "77",
        "scope": "identify guilds",
        "redirect_uri": SETTINGS.redirect_uri,
        "state": "s&t",
        "code_challenge": "c",
        "code_challenge_method": "S256",
    }


async def test_somebody_is_introduced_and_the_token_is_given_back(
    sign_in: OAuthSignIn, discord: Discord
) -> None:
    introduced = await sign_in.introduce(code="the-code", verifier="the-verifier")

    assert (introduced.user.id, introduced.user.display_name) == (42, "Wren")
    assert [(one.id, one.may_manage) for one in introduced.guilds] == [
        (1, True), (2, True), (3, True), (4, True), (5, False)
    ]  # fmt: skip
    assert discord.paths == [
        "/oauth2/token", "/users/@me", "/users/@me/guilds", "/oauth2/token/revoke"
    ]  # fmt: skip
    exchange, me, _, revocation = discord.asked
    assert form_of(exchange) == {
        "grant_type": "authorization_code",
        "code": "the-code",
        "redirect_uri": SETTINGS.redirect_uri,
        "code_verifier": "the-verifier",
    }
    basic = base64.b64encode(b"77:client-secret").decode()
    assert exchange.headers["authorization"] == f"Basic {basic}"
    assert me.headers["authorization"] == "Bearer access-token"
    assert form_of(revocation) == {"token": "access-token"}
    assert "access-token" not in repr(introduced)


async def test_somebody_without_a_display_name_is_called_by_their_user_name(
    sign_in: OAuthSignIn, discord: Discord
) -> None:
    discord.answers["/api/v10/users/@me"] = (200, USER | {"global_name": None, "avatar": None})

    introduced = await sign_in.introduce(code="c", verifier="v")

    assert introduced.user.display_name == "wren"
    assert introduced.user.avatar is None


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (400, {"error": "invalid_grant"}, SignInExpired),
        (
            400,
            {"error": "invalid_grant", "error_description": 'Invalid "code" in request.'},
            SignInExpired,
        ),
        (
            400,
            {"error": "invalid_grant", "error_description": 'Invalid "redirect_uri" in request.'},
            RedirectRefused,
        ),
        (401, {"error": "invalid_client"}, ClientRefused),
        (400, {"error": "unsupported_grant_type"}, DiscordUnavailable),
        (429, {"message": "You are being rate limited."}, DiscordUnavailable),
        (500, None, DiscordUnavailable),
        (502, "<html>", DiscordUnavailable),
        (200, {"token_type": "Bearer"}, DiscordUnavailable),
        (200, None, DiscordUnavailable),
        (200, [], DiscordUnavailable),
    ],
)
async def test_what_discord_refuses_is_told_apart(
    sign_in: OAuthSignIn, discord: Discord, status: int, body: Any, kind: type[DomainError]
) -> None:
    discord.answers["/api/v10/oauth2/token"] = (status, body)

    with pytest.raises(kind) as caught:
        await sign_in.introduce(code="the-code", verifier="the-verifier")

    assert caught.value.remedy
    assert discord.paths == ["/oauth2/token"]


@pytest.mark.parametrize("path", ["/users/@me", "/users/@me/guilds"])
@pytest.mark.parametrize(
    "answer", [(500, None), (401, {}), (200, None), (200, {"id": "x"}), httpx2.ReadTimeout("late")]
)
async def test_the_token_is_given_back_whatever_happens(
    sign_in: OAuthSignIn, discord: Discord, path: str, answer: tuple[int, Any] | Exception
) -> None:
    discord.answers[f"/api/v10{path}"] = answer

    with pytest.raises(DiscordUnavailable):
        await sign_in.introduce(code="c", verifier="v")

    assert discord.paths[-1] == "/oauth2/token/revoke"


async def test_who_hides_what_is_needed_is_told_so(sign_in: OAuthSignIn, discord: Discord) -> None:
    discord.answers["/api/v10/oauth2/token"] = (200, TOKEN | {"scope": "identify"})

    with pytest.raises(ScopesMissing):
        await sign_in.introduce(code="c", verifier="v")

    assert discord.paths == ["/oauth2/token", "/oauth2/token/revoke"]


@pytest.mark.parametrize("answer", [(500, None), (400, {}), httpx2.ConnectError("away")])
async def test_a_token_that_cannot_be_given_back_keeps_nobody_out(
    sign_in: OAuthSignIn,
    discord: Discord,
    answer: tuple[int, Any] | Exception,
    caplog: pytest.LogCaptureFixture,
) -> None:
    discord.answers["/api/v10/oauth2/token/revoke"] = answer

    introduced = await sign_in.introduce(code="c", verifier="v")

    assert introduced.user.id == 42
    assert "could not be given back" in caplog.text


def _fails(error: Exception) -> Callable[[httpx2.Request], httpx2.Response]:
    def fail(_request: httpx2.Request) -> httpx2.Response:
        raise error

    return fail


async def test_no_error_and_no_log_line_holds_a_secret(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    transport = httpx2.MockTransport(_fails(httpx2.ReadTimeout("late")))
    sign_in = OAuthSignIn(SETTINGS, transport=transport)

    with pytest.raises(DiscordUnavailable) as caught:
        await sign_in.introduce(code="the-code", verifier="the-verifier")
    await sign_in.close()

    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    told = f"{caught.value!r} {caught.value.remedy} {caplog.text} {SETTINGS!r}"
    for secret in ("the-code", "the-verifier", "client-secret"):
        assert secret not in told
