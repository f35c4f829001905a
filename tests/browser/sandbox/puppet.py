"""A bot without a connection: it answers interactions at once, by what a test says."""

from collections.abc import Callable, Mapping
from typing import Any

from app.sandbox.world.actor import Actor
from app.sandbox.world.events import Event
from app.sandbox.world.files import Upload
from app.sandbox.world.messages import Message
from app.sandbox.world.operations.commanding import overwrite_commands
from app.sandbox.world.operations.interacting.answering import answer
from app.sandbox.world.operations.messaging.sending import send_message
from tests.support.sandbox_beside import SandboxBeside

type Answering = Callable[[Mapping[str, Any]], dict[str, Any] | None]
"""From an INTERACTION_CREATE to the body of a callback; None leaves it unanswered."""


class Puppet:
    def __init__(self, beside: SandboxBeside, commands: list[dict[str, Any]]) -> None:
        self.told: list[Mapping[str, Any]] = []
        self._beside = beside
        self._answering: Answering = lambda _told: None
        seeded = beside.seeded
        beside.do(lambda: overwrite_commands(seeded.world, seeded.application, None, commands))
        beside.do(lambda: seeded.world.subscribe(self._hear))

    def answers(self, answering: Answering) -> None:
        self._answering = answering

    def says(self, channel: str, *files: Upload, **body: Any) -> Message:
        """A message of the bot."""
        seeded, place = self._beside.seeded, self._beside.channel(channel)
        actor = Actor(seeded.application.id, bot=True)
        uploads = dict(enumerate(files))
        return self._beside.do(
            lambda: send_message(seeded.world, seeded.guild, place, actor, body, uploads)
        )

    def _hear(self, event: Event) -> None:
        if event.name != "INTERACTION_CREATE":
            return
        self.told.append(event.data)
        body = self._answering(event.data)
        if body is not None:
            world = self._beside.seeded.world
            answer(world, int(event.data["id"]), event.data["token"], body, {})
