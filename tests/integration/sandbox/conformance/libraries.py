"""The two client libraries, unmodified, pointed at the sandbox.

Only what they offer for it is used: base addresses, constructor options, and the hook in
which they wait five seconds between two identifies. The hook lets the sandbox's driven
clock advance instead of waiting.
"""

import asyncio
import importlib
from collections.abc import AsyncGenerator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest
import yarl

from app.sandbox.server import Sandbox
from tests.support.sandbox import SmallGuild

PATIENCE_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Library:
    """`audit_event` is what its clients call GUILD_AUDIT_LOG_ENTRY_CREATE."""

    name: str
    audit_event: str

    def __str__(self) -> str:
        return self.name

    @property
    def module(self) -> Any:
        return importlib.import_module(self.name)

    def point_at(self, sandbox: Sandbox, patch: pytest.MonkeyPatch) -> None:
        patch.setattr(importlib.import_module(f"{self.name}.http").Route, "BASE", sandbox.api)
        if self.name == "discord":
            socket = importlib.import_module("discord.gateway").DiscordWebSocket
            patch.setattr(socket, "DEFAULT_GATEWAY", yarl.URL(sandbox.gateway_url))

    def client(self, place: SmallGuild, kind: str = "Client", **options: Any) -> Any:
        """A client of that kind that notes the names of the events it gets."""
        parent = getattr(self.module, kind)
        every_intent = self.module.Intents.all()

        class Bot(parent):  # type: ignore[misc, valid-type]
            def __init__(self) -> None:
                options.setdefault("intents", every_intent)
                super().__init__(guild_ready_timeout=0.05, **options)
                self.is_up = asyncio.Event()
                self.events: list[str] = []

            async def before_identify_hook(
                self, shard_id: int | None, *, initial: bool = False
            ) -> None:
                if not initial:
                    place.clock.advance(5.0)

            async def on_ready(self) -> None:
                self.is_up.set()

            async def on_socket_event_type(self, name: str) -> None:
                self.events.append(name)

        return Bot()


NEXTCORD = Library("nextcord", audit_event="guild_audit_log_entry_create")
DISCORD_PY = Library("discord", audit_event="audit_log_entry_create")
BOTH = pytest.mark.parametrize("library", [NEXTCORD, DISCORD_PY], ids=str)

THEIR_OWN_WARNINGS = [
    pytest.mark.filterwarnings(
        "ignore:parameter 'timeout' of type 'float' is deprecated:DeprecationWarning"
    )
]
"""What nextcord 3.2 raises by the way it calls aiohttp."""


@asynccontextmanager
async def logged_in(client: Any, token: str) -> AsyncGenerator[Any]:
    """The client once it is ready; it is closed in the end, and its failures are raised."""
    running = asyncio.create_task(client.start(token))
    up = asyncio.create_task(client.is_up.wait())
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await asyncio.wait({running, up}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            await running
        yield client
    finally:
        up.cancel()
        await client.close()
        await running


async def hearing(client: Any, event: str, act: Awaitable[Any]) -> tuple[Any, Any]:
    """What the act answered, and the arguments of the event that came of it."""
    waiting = asyncio.ensure_future(client.wait_for(event, timeout=PATIENCE_SECONDS))
    await asyncio.sleep(0)
    answer = await act
    return answer, await waiting
