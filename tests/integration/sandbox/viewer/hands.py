"""A page's requests, without a browser."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx2

from app.sandbox.world.world import World
from tests.support.sandbox import SmallGuild, running_sandbox


@dataclass(frozen=True, slots=True)
class Page:
    place: SmallGuild
    http: httpx2.AsyncClient

    @property
    def world(self) -> World:
        return self.place.world

    @property
    def guild_path(self) -> str:
        return f"/sandbox/guilds/{self.place.guild.id}"

    async def view(self, view_as: str = "owner") -> dict[str, Any]:
        answer = await self.http.get(self.guild_path, params={"view_as": view_as})
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found


@asynccontextmanager
async def open_page() -> AsyncGenerator[Page]:
    async with (
        running_sandbox() as place,
        httpx2.AsyncClient(base_url=place.sandbox.url, trust_env=False) as http,
    ):
        yield Page(place, http)


def shown(view: dict[str, Any]) -> list[str]:
    """Names in display order; channels of a category are indented by one blank."""
    lines = []
    for group in view["groups"]:
        if group["category"] is not None:
            lines.append(group["category"]["name"])
        indent = "" if group["category"] is None else " "
        lines.extend(indent + channel["name"] for channel in group["channels"])
    return lines
