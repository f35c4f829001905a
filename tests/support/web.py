"""The web app for tests: over the whole stack or over fakes, with clients that are signed in."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache

import httpx2
from dependency_injector import providers
from fastapi import FastAPI
from pydantic import SecretStr
from starlette.responses import Response

from app.shared.application.ports.clock import Clock
from app.shared.application.ports.sign_in import Introduced
from app.shared.application.ports.web_sessions import (
    Browser,
    JoinedGuild,
    SessionSecret,
    SignedInUser,
    WebSession,
)
from app.shared.domain.structure.identifiers import UserId
from app.shared.infrastructure.container import Container
from app.shared.infrastructure.web_settings import WebSettings
from app.web.application import create_app
from app.web.security.cookies import SESSION
from app.web.static_files import StaticFiles
from tests.support.fakes.bot_presence import FakeBotPresence
from tests.support.fakes.clock import FakeClock
from tests.support.fakes.counted_sessions import FakeCountedSessions
from tests.support.fakes.error_log import FakeErrorLog
from tests.support.fakes.guild_gateway import FakeGateway
from tests.support.fakes.memberships import FakeMemberships
from tests.support.fakes.rate_limits import FakeRateLimits
from tests.support.fakes.sign_in import (
    FakeDiscordSignIn,
    FakeRegisteredRedirects,
    FakeSignInAttempts,
)
from tests.support.fakes.unit_of_work import InMemoryStore
from tests.support.fakes.web_sessions import FakeWebSessions
from tests.support.whole_stack import Stack

ORIGIN = "https://guildwright.test"
COOKIE = "__Host-gw"
BROWSER = Browser(address="192.0.2.0", summary="Firefox on Linux")


class QuietMemberships(FakeMemberships):
    """Has nothing to listen to."""

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        yield


def web_settings(**fields: object) -> WebSettings:
    """Nothing of the environment."""
    given = {"client_id": "77", "client_secret": SecretStr("client-secret"), **fields}
    return WebSettings.model_construct(**{"public_url": ORIGIN, **given})  # type: ignore[arg-type]


def a_user(id: int = 42, name: str = "owner") -> SignedInUser:
    return SignedInUser(id=UserId(id), name=name, display_name=name.title())


@dataclass(frozen=True, slots=True)
class Web:
    """An app, and how tests come to it: as anybody, or as somebody who is signed in."""

    app: FastAPI
    container: Container

    def client(self, **headers: str | bytes) -> httpx2.AsyncClient:
        """A browser that nobody is signed in with. To be entered."""
        return httpx2.AsyncClient(
            transport=httpx2.ASGITransport(self.app),
            base_url=ORIGIN,
            headers=[(name.encode(), _bytes(value)) for name, value in headers.items()],
        )

    async def sign_in(
        self, user: SignedInUser | None = None, guilds: tuple[JoinedGuild, ...] = ()
    ) -> tuple[SessionSecret, WebSession]:
        return await self.container.web_sessions().begin(user or a_user(), guilds, BROWSER)

    @asynccontextmanager
    async def signed_in(
        self, user: SignedInUser | None = None, guilds: tuple[JoinedGuild, ...] = ()
    ) -> AsyncIterator[httpx2.AsyncClient]:
        """As our own pages send it: with cookie, origin and token."""
        secret, session = await self.sign_in(user, guilds)
        headers = {"origin": ORIGIN, "sec-fetch-site": "same-origin", "x-csrf-token": session.csrf}
        async with self.client(**headers) as client:
            client.cookies.set(COOKIE, secret)
            yield client


def add_sign_in_page(web: Web, user: SignedInUser, guilds: tuple[JoinedGuild, ...] = ()) -> str:
    """The path of a page that signs a browser in, for where Discord's is not what a test is about.

    A browser takes cookies with our names from answers only: driving tools cannot set them.
    """
    path = f"/test/sign-in/{user.id}"

    async def sign_in() -> Response:
        secret, _ = await web.sign_in(user, guilds)
        response = Response("signed in")
        SESSION.set_on(response, secret)
        return response

    web.app.add_api_route(path, sign_in, include_in_schema=False)
    return path


def web_over_fakes(
    settings: WebSettings | None = None,
    *,
    clock: Clock | None = None,
    static: StaticFiles | None = None,
) -> Web:
    """Needs no service. What a test drives it gets from `container`: each provider is a fake."""
    clock = clock or FakeClock()
    container = Container()
    container.clock.override(providers.Object(clock))
    container.begin.override(providers.Object(InMemoryStore()))
    container.memberships.override(providers.Object(QuietMemberships()))
    container.gateway.override(providers.Object(FakeGateway(clock)))
    sessions, limits = FakeWebSessions(clock), FakeRateLimits()
    container.web_sessions.override(providers.Object(sessions))
    container.sign_in_attempts.override(providers.Object(FakeSignInAttempts()))
    container.error_log.override(providers.Object(FakeErrorLog()))
    container.rate_limits.override(providers.Object(limits))
    container.counted_sessions.override(providers.Object(FakeCountedSessions(sessions, limits)))
    container.registered_redirects.override(providers.Object(FakeRegisteredRedirects()))
    container.discord_sign_in.override(
        providers.Object(FakeDiscordSignIn(Introduced(a_user(), ())))
    )
    container.bot_presence.override(providers.Object(FakeBotPresence(clock)))
    app = create_app(container, settings or web_settings(), static=static or no_files())
    return Web(app, container)


def web_over(stack: Stack, settings: WebSettings | None = None) -> Web:
    """Over everything real."""
    app = create_app(stack.container, settings or web_settings(), static=no_files())
    return Web(app, stack.container)


@cache
def no_files() -> StaticFiles:
    """Quicker than reading the real ones."""
    return StaticFiles({}, "0123456789abcdef")


def _bytes(value: str | bytes) -> bytes:
    return value if isinstance(value, bytes) else value.encode()
