"""Guildwright's API, as far as the command line uses it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any
from uuid import uuid4

import httpx2

from app.cli.remote.refusals import not_ours, refused, unreachable
from app.cli.server_choice import Server, ServerUnusable
from app.shared.domain.errors import NotFound

_WITHIN_S = 60.0
"""Planning a large server reads all of it from Discord."""


class Api:
    """Answers are the bodies, plain JSON. Raises what `refusals` tells of."""

    def __init__(self, client: httpx2.AsyncClient, url: str) -> None:
        self._client = client
        self._url = url

    async def get(self, path: str, **query: str | int) -> Any:
        return (await self._ask("GET", path, params=query)).json()

    async def post(self, path: str, body: dict[str, Any]) -> Any:
        headers = {"Idempotency-Key": uuid4().hex}
        return (await self._ask("POST", path, json=body, headers=headers)).json()

    async def save_design(self, guild_id: str, text: str, message: str) -> int:
        """The number of the version that says so now. Raises a Conflict when somebody else saves
        in the same moment."""
        path = f"/guilds/{guild_id}/design"
        latest = await self._ask("GET", path)
        saved = await self._ask(
            "PUT",
            path,
            json={"text": text, "message": message},
            headers={"If-Match": latest.headers.get("etag", "")},
        )
        return int(saved.json()["version"])

    async def guild(self, wanted: str | None) -> str:
        """The id that was named, or that of the only server the token is good for."""
        if wanted is not None:
            if not (wanted.isascii() and wanted.isdecimal()):
                raise ServerUnusable(f'"{wanted}" is no server id.', remedy="It is a long number.")
            return wanted
        guilds = (await self.get("/guilds"))["manage"]
        if len(guilds) == 1:
            return str(guilds[0]["id"])
        if not guilds:
            raise NotFound(
                "The token is good for no server with the bot in it.",
                remedy="Check its scopes, and that whoever made it still has rights there.",
            )
        listed = ", ".join(f"{one['id']} ({one['name']})" for one in guilds)
        raise ServerUnusable(
            f"There are several servers: {listed}.", remedy="Say which one with --guild ID."
        )

    async def _ask(self, method: str, path: str, **rest: Any) -> httpx2.Response:
        try:
            response = await self._client.request(method, f"{self._url}/api/v1{path}", **rest)
        except httpx2.TransportError as error:
            raise unreachable(self._url, error) from None
        if not response.is_success:
            raise refused(response)
        if "json" not in response.headers.get("content-type", ""):
            raise not_ours(response)
        return response


@asynccontextmanager
async def api_of(
    server: Server, transport: httpx2.AsyncBaseTransport | None = None
) -> AsyncIterator[Api]:
    """`transport` stands for the network in tests. Redirects are not followed: the token is for
    this address alone."""
    headers = {
        "Authorization": f"Bearer {server.token}",
        "Accept": "application/json",
        "User-Agent": f"guildwright/{version('guildwright')}",
    }
    async with httpx2.AsyncClient(
        headers=headers, timeout=_WITHIN_S, follow_redirects=False, transport=transport
    ) as client:
        yield Api(client, server.url)
