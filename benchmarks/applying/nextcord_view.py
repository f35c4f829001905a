"""nextcord's own objects over one guild of the sandbox, without its limiter.

What its methods send goes straight out: with rate limits off there are no headers, and nextcord
then takes every route for one that allows a call a second.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import nextcord

from app.sandbox.world.guild import Guild
from app.sandbox.world.payloads.guilds import guild_create_payload
from app.sandbox.world.users import PRIVILEGED_INTENTS, Application
from app.sandbox.world.world import World
from benchmarks.applying.raw import Thing


class NextcordRefused(Exception):
    """Discord did not take what one of nextcord's methods sent."""


class View:
    """A guild as nextcord caches it. `refresh` is what events from the gateway would do."""

    def __init__(
        self, client: nextcord.Client, world: World, guild: Guild, application: Application
    ) -> None:
        self._client = client
        self._world = world
        self._bot = application.id
        self.live = guild
        self.refresh()

    def refresh(self) -> None:
        payload: Any = guild_create_payload(self._world, self.live, self._bot, PRIVILEGED_INTENTS)
        state = self._client._connection  # noqa: SLF001 - what its event parsers hand on
        self.guild = nextcord.Guild(data=payload, state=state)

    def channel(self, id_: str | None) -> Any:
        return None if id_ is None else self.guild.get_channel(int(id_))

    def role(self, id_: str) -> nextcord.Role:
        found = self.guild.get_role(int(id_))
        if found is None:
            raise NextcordRefused(f"nextcord knows no role {id_}")
        return found

    def overwrites(self, entries: list[Thing]) -> Mapping[Any, nextcord.PermissionOverwrite]:
        found: dict[Any, nextcord.PermissionOverwrite] = {}
        for entry in entries:
            number = int(entry["id"])
            whom = nextcord.Object(number) if entry["type"] else self.role(entry["id"])
            allow, deny = (nextcord.Permissions(int(entry[key])) for key in ("allow", "deny"))
            found[whom] = nextcord.PermissionOverwrite.from_pair(allow, deny)
        return found


@asynccontextmanager
async def client_of(api: str, token: str) -> AsyncIterator[nextcord.Client]:
    client = nextcord.Client(intents=nextcord.Intents.none())
    async with aiohttp.ClientSession(headers={"Authorization": f"Bot {token}"}) as session:

        async def send(route: Any, **given: Any) -> Any:
            url = api + route.url.removeprefix(nextcord.http.Route.BASE)
            agent = {"User-Agent": "DiscordBot (nextcord, 3.2)"}
            body = given.get("json")
            async with session.request(route.method, url, json=body, headers=agent) as answer:
                if answer.status >= 400:
                    said = await answer.text()
                    raise NextcordRefused(f"{route.method} {route.path}: {said[:200]}")
                return await answer.json() if answer.status != 204 else None

        client.http.request = send  # type: ignore[method-assign]
        yield client
