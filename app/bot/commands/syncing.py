"""Tells Discord of our commands, once, and again only when they are others than it knows."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from app.shared.application.ports.clock import Clock
from app.shared.application.ports.registered_commands import RegisteredCommands, ToldCommands
from app.shared.domain.errors import DomainError
from app.shared.domain.fingerprint import fingerprint
from app.shared.domain.structure.identifiers import GuildId

log = logging.getLogger(__name__)

_FIRST_WAIT_S = 10.0
_LONGEST_WAIT_S = 600.0
_EVERYWHERE = "everywhere"


class CommandSync:
    """In one scope: everywhere, or one guild to develop in, where changes show at once. When the
    scope changes, the commands of the one before go, so that nobody sees two of each.

    A listener at the gateway: Discord says at each beginning which application the bot is.
    """

    def __init__(
        self,
        registered: RegisteredCommands,
        told: ToldCommands,
        clock: Clock,
        payloads: Sequence[Mapping[str, Any]],
        guild_id: GuildId | None,
    ) -> None:
        self._registered = registered
        self._told = told
        self._clock = clock
        self._payloads = payloads
        self._guild_id = guild_id
        self._application_id: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def heard(self, name: str, data: Mapping[str, Any]) -> None:
        if name == "READY" and not self._application_id.done():
            self._application_id.set_result(int(data["application"]["id"]))

    async def run(self) -> None:
        """Comes back once Discord knows the commands. What fails is tried again, less and less
        often: the commands that Discord knew before work meanwhile."""
        application_id = await asyncio.shield(self._application_id)
        wait = _FIRST_WAIT_S
        while True:
            try:
                await self._sync(application_id)
            except DomainError as error:
                log.warning("Discord could not be told of the commands: %s", error)
            else:
                return
            await self._clock.sleep(wait)
            wait = min(2 * wait, _LONGEST_WAIT_S)

    async def _sync(self, application_id: int) -> None:
        scope = _EVERYWHERE if self._guild_id is None else str(self._guild_id)
        mark = f"{scope}:{fingerprint(list(self._payloads))}"
        last = await self._told.last(application_id)
        if last == mark:
            return
        if last is not None and not last.startswith(f"{scope}:"):
            await self._registered.replace(application_id, _guild(last), ())
        await self._registered.replace(application_id, self._guild_id, self._payloads)
        await self._told.keep(application_id, mark)
        log.info("Discord was told of %d commands", len(self._payloads))


def _guild(mark: str) -> GuildId | None:
    scope, _, _ = mark.partition(":")
    return None if scope == _EVERYWHERE else GuildId(int(scope))
