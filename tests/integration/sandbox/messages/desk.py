"""Messages over REST, and what the gateway tells of them."""

import json
from collections.abc import Mapping
from typing import Any

import httpx2

from app.sandbox.driving.humans import Human, Humans
from app.sandbox.world.channels import Overwrite, OverwriteType
from app.sandbox.world.events import Event
from app.sandbox.world.permissions import Permission
from tests.support.sandbox import SmallGuild


class Desk:
    """The bot's requests in #general, and the events that the world publishes."""

    def __init__(self, place: SmallGuild) -> None:
        self.place = place
        self.events: list[Event] = []
        self.path = f"/channels/{place.general.id}/messages"
        place.world.subscribe(self.events.append)

    async def send(self, **body: Any) -> dict[str, Any]:
        """The message, once it was accepted."""
        answer = await self.place.bot.post(self.path, body)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def refused(self, **body: Any) -> dict[str, Any]:
        """The refusal's JSON."""
        answer = await self.place.bot.post(self.path, body)
        assert answer.status_code >= 400, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def upload(
        self,
        files: Mapping[str, bytes],
        body: Any = None,
        method: str = "POST",
        path: str | None = None,
    ) -> httpx2.Response:
        """A form with `payload_json` and files[n]."""
        parts: list[Any] = [("payload_json", (None, json.dumps(body or {}), "application/json"))]
        for number, (name, content) in enumerate(files.items()):
            parts.append((f"files[{number}]", (name, content)))
        return await self.place.bot._client.request(method, path or self.path, files=parts)

    def deny(self, *permissions: Permission) -> None:
        """Takes them from everybody in #general; the bot must not be an administrator then."""
        deny = sum(int(each) for each in permissions)
        guild_id = self.place.guild.id
        self.place.general.overwrites[guild_id] = Overwrite(guild_id, OverwriteType.ROLE, deny=deny)

    def named(self, name: str) -> list[Event]:
        return [event for event in self.events if event.name == name]

    def owner(self, humans: Humans) -> Human:
        place = self.place
        return humans.human(place.guild.id, place.general.id, place.owner.id)


def leaves(body: Mapping[str, Any]) -> dict[str, str]:
    """The codes of a refusal by the path of their value: "embeds.0.title"."""
    found: dict[str, str] = {}

    def walk(node: Any, path: str) -> None:
        for key, value in node.items():
            if key == "_errors":
                found[path] = value[0]["code"]
            else:
                walk(value, f"{path}.{key}" if path else key)

    walk(body.get("errors", {}), "")
    return found
