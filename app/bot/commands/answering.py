"""Everything that people ask the bot in Discord, from the event to the answer."""

from collections.abc import Callable, Mapping
from typing import Any

import aiohttp

from app.bot.commands.all_cogs import cogs
from app.bot.commands.syncing import CommandSync
from app.bot.face import Face
from app.bot.gateway.raw_events import GatewayListener
from app.bot.interactions.acquaintances import Acquaintances
from app.bot.interactions.attachments import FetchedAttachments
from app.bot.interactions.commands_of import CommandTable
from app.bot.interactions.nextcord_calls import NextcordCalls
from app.bot.interactions.router import Router
from app.bot.interactions.used import PressHandler
from app.bot.rendering.links import Links
from app.bot.rendering.voice import Voice
from app.bot.wording.wording import Wording
from app.shared.infrastructure.container import Container

type OtherPresses = Callable[[Voice], Mapping[str, PressHandler]]


class Answering(GatewayListener):
    """Made inside of a running loop. Its session for answers outlives any client of nextcord's, so
    that a message which is edited along is edited on while the connection to the gateway is not.
    """

    def __init__(self, container: Container, face: Face, *others: OtherPresses) -> None:
        voice = Voice(Wording(), Links(face.public_url))
        self._session = aiohttp.ClientSession()
        made = cogs(container, voice, FetchedAttachments(self._session, voice.words))
        table = CommandTable(made, voice.words)
        self._router = Router(
            NextcordCalls(self._session),
            table,
            container.clock(),
            voice.words,
            Acquaintances(container.remember_user(), container.clock()),
        )
        for presses in (*(cog.presses() for cog in made), *(other(voice) for other in others)):
            for action, handler in presses.items():
                self._router.on(action, handler)
        self._sync = CommandSync(
            container.registered_commands(),
            container.told_commands(),
            container.clock(),
            table.payloads(),
            face.commands_guild,
        )

    def heard(self, name: str, data: Mapping[str, Any]) -> None:
        self._sync.heard(name, data)
        self._router.heard(name, data)

    def lost(self) -> None:
        """Answers go over REST."""

    async def run_forever(self) -> None:
        """Until it is cancelled; then what is still being answered is let go."""
        try:
            await self._sync.run()
            await self._router.forever()
        finally:
            await self._router.close()
            await self._session.close()
