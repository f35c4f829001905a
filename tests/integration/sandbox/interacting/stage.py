"""A bot's side of interactions, played by hand over REST."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx2

from app.sandbox.driving.humans import Human, Humans
from app.sandbox.driving.sent import SeenMessage
from app.sandbox.seed.building import add_member, add_user
from app.sandbox.world.events import Event
from tests.integration.sandbox.interacting.registry import command, option
from tests.support.sandbox import USER_AGENT, SmallGuild, running_sandbox

MESSAGE, DEFER, DEFER_UPDATE, UPDATE, AUTOCOMPLETE, MODAL = 4, 5, 6, 7, 8, 9
EPHEMERAL = 1 << 6
CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"
ROW = {"type": 1, "components": [{"type": 2, "style": 1, "label": "Go", "custom_id": "go"}]}
OFF = {"type": 2, "style": 1, "label": "Off", "custom_id": "off", "disabled": True}
INPUT = {"type": 4, "custom_id": "why", "style": 1, "label": "Why"}
FORM = {"custom_id": "form", "title": "Form", "components": [{"type": 1, "components": [INPUT]}]}


@dataclass(slots=True)
class Stage:
    """The bot's side by hand: `told` are the INTERACTION_CREATEs, the latest last."""

    place: SmallGuild
    olive: Human
    marlon: Human
    marlon_id: int
    told: list[dict[str, Any]]
    http: httpx2.AsyncClient

    def note(self, event: Event) -> None:
        if event.name == "INTERACTION_CREATE":
            self.told.append(event.data)

    async def answer(
        self, kind: int, data: Any = None, which: int = -1, **query: str
    ) -> httpx2.Response:
        told = self.told[which]
        path = f"/interactions/{told['id']}/{told['token']}/callback"
        body = {"type": kind} if data is None else {"type": kind, "data": data}
        return await self.http.post(path, json=body, params=query or None)

    async def hook(
        self, method: str, path: str = "", json: Any = None, which: int = -1
    ) -> httpx2.Response:
        told = self.told[which]
        address = f"/webhooks/{told['application_id']}/{told['token']}{path}"
        return await self.http.request(method, address, json=json)

    async def said(self, content: str = "hello", **data: Any) -> SeenMessage:
        """A message of the bot that answers Olive's /plan."""
        await self.olive.use("plan")
        await self.answer(MESSAGE, {"content": content, **data})
        return (await self.olive.messages())[-1]

    async def offer(self, *bodies: dict[str, Any]) -> None:
        path = f"/applications/{self.place.application.id}/commands"
        answer = await self.place.bot.put(path, list(bodies))
        assert answer.status_code == 200, answer.text


@asynccontextmanager
async def open_stage() -> AsyncGenerator[Stage]:
    async with (
        running_sandbox(expect_bad_requests=True) as place,
        Humans(place.sandbox.url) as humans,
        httpx2.AsyncClient(
            base_url=place.sandbox.api, headers={"User-Agent": USER_AGENT}, trust_env=False
        ) as http,
    ):
        marlon = add_user(place.world, "marlon")
        add_member(place.world, place.guild, marlon.id)
        here = (place.guild.id, place.general.id)
        olive = humans.human(*here, place.owner.id)
        found = Stage(place, olive, humans.human(*here, marlon.id), marlon.id, [], http)
        place.world.subscribe(found.note)
        text = option("text", autocomplete=True)
        await found.offer(
            command(options=[text, option("count", 4, autocomplete=True), option("who", 6)])
        )
        yield found
