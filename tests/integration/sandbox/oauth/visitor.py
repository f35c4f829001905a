"""A browser without a screen, and the application that sends it: both speak HTTP only."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx2

from tests.support.sandbox import USER_AGENT, SmallGuild, running_sandbox

CALLBACK = "http://127.0.0.1:8000/auth/callback"


@dataclass(slots=True)
class Visitor:
    """`query` is what the application asks for; tests change it before they look."""

    place: SmallGuild
    http: httpx2.AsyncClient
    query: dict[str, str] = field(default_factory=dict)

    async def look(self) -> httpx2.Response:
        return await self.http.get("/oauth2/authorize", params=self.query)

    async def decide(
        self,
        decision: str = "authorize",
        user: str = "olive",
        headers: dict[str, str] | None = None,
        **form: str | list[str],
    ) -> httpx2.Response:
        sent: dict[str, Any] = {"decision": decision, "user": user, **form}
        return await self.http.post(
            "/oauth2/authorize", params=self.query, data=sent, headers=headers
        )

    async def code(self, user: str = "olive") -> str:
        return told(await self.decide(user=user))["code"]

    async def tokens(self, user: str = "olive") -> dict[str, Any]:
        """Signs in from the first page to the tokens."""
        answer = await self.exchange(await self.code(user))
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def exchange(self, code: str, **changed: str) -> httpx2.Response:
        return await self.token(
            grant_type="authorization_code", code=code, **{"redirect_uri": CALLBACK, **changed}
        )

    async def token(self, **form: str) -> httpx2.Response:
        return await self.post("/api/oauth2/token", **form)

    async def post(self, path: str, **form: str) -> httpx2.Response:
        """As the application: client_id and client_secret in the form, unless it says others."""
        application = self.place.application
        own = {"client_id": str(application.id), "client_secret": application.client_secret}
        return await self.http.post(path, data={**own, **form})

    async def call(self, path: str, access_token: str) -> httpx2.Response:
        headers = {"Authorization": f"Bearer {access_token}", "User-Agent": USER_AGENT}
        return await self.http.get(f"/api/v10{path}", headers=headers)


@asynccontextmanager
async def arriving(
    scope: str = "identify guilds", *, rate_limits: bool = False, **query: str
) -> AsyncGenerator[Visitor]:
    """Sent by the small guild's application, with a redirect URI and a state."""
    async with (
        running_sandbox(rate_limits=rate_limits) as place,
        httpx2.AsyncClient(base_url=place.sandbox.url, trust_env=False, verify=False) as http,
    ):
        usual = {
            "response_type": "code",
            "client_id": str(place.application.id),
            "redirect_uri": CALLBACK,
            "scope": scope,
            "state": "opaque & kept",
        }
        yield Visitor(place, http, {**usual, **query})


def told(answer: httpx2.Response) -> dict[str, str]:
    """What the application is told by the address that the browser is sent to."""
    assert answer.status_code == 302, answer.text
    address = httpx2.URL(answer.headers["location"])
    assert str(address.copy_with(query=None)) == CALLBACK
    return dict(address.params)
