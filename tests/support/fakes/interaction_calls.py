"""Discord's side of answers: notes them, and refuses where a test says so."""

import asyncio
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from app.bot.interactions.calls import CallbackType, Calls, NotAnswered
from app.bot.interactions.interaction import Interaction
from app.bot.rendering.limits import every_part
from app.bot.rendering.message import File


@dataclass(slots=True)
class FakeCalls(Calls):
    """`said` has one entry for each call, in order: what it was, and its body."""

    said: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    failing: NotAnswered | Exception | None = None
    heard: asyncio.Event = field(default_factory=asyncio.Event)
    """Set by the first call."""
    _ids: Iterator[int] = field(default_factory=lambda: itertools.count(100))

    async def respond(
        self,
        to: Interaction,
        kind: CallbackType,
        data: dict[str, Any] | None = None,
        files: tuple[File, ...] = (),
    ) -> None:
        self._note(kind.name, data or {})

    async def edit(
        self,
        to: Interaction,
        message_id: int | None,
        body: dict[str, Any],
        files: tuple[File, ...] = (),
    ) -> int:
        self._note("EDIT" if message_id is None else f"EDIT {message_id}", body)
        return message_id or 1

    async def follow_up(
        self, to: Interaction, body: dict[str, Any], files: tuple[File, ...] = ()
    ) -> int:
        self._note("FOLLOW_UP", body)
        return next(self._ids)

    @property
    def kinds(self) -> list[str]:
        return [kind for kind, _ in self.said]

    @property
    def texts(self) -> list[str]:
        """What there is to read in each call that says something."""
        bodies = [body for _, body in self.said if "components" in body]
        return [
            "\n".join(part.get("content", "") for part in every_part(body["components"]))
            for body in bodies
        ]

    def _note(self, kind: str, body: dict[str, Any]) -> None:
        if self.failing is not None:
            raise self.failing
        self.said.append((kind, body))
        self.heard.set()


def an_event(kind: int = 3, **fields: Any) -> dict[str, Any]:
    """INTERACTION_CREATE: a press of `gw1:do:1`, unless told otherwise."""
    user = {"id": "7", "username": "olive", "global_name": "Olive", "avatar": None}
    return {
        "id": "50",
        "application_id": "900",
        "type": kind,
        "token": "t",
        "version": 1,
        "guild_id": "1",
        "channel_id": "2",
        "member": {"user": user, "nick": None, "roles": [], "permissions": "0"},
        "message": {"id": "60"},
        "data": {"custom_id": "gw1:do:1", "component_type": 2},
        "locale": "en-GB",
        **fields,
    }
