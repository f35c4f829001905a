"""The redirect URIs of the bot's application, as it may read them about itself."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

from app.shared.application.ports.clock import Clock
from app.shared.application.ports.sign_in import RegisteredRedirects
from app.shared.domain.errors import DomainError
from app.shared.infrastructure.discord.client import DiscordClient
from app.shared.infrastructure.discord.limiter.demand import Priority
from app.shared.infrastructure.discord.request import Request

KEPT = timedelta(seconds=60)
KEPT_WHEN_MISSING = timedelta(seconds=3)
"""Somebody is just adding it, and waits for the page to notice."""
_WITHIN_S = 5.0


class ApplicationRedirects(RegisteredRedirects):
    def __init__(self, client: DiscordClient, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._application: Any = None
        self._read_at = datetime.min.replace(tzinfo=UTC)
        self._reading = asyncio.Lock()

    async def has(self, client_id: str, redirect_uri: str) -> bool | None:
        for age in (KEPT, KEPT_WHEN_MISSING):
            found = _answer(await self._known(age), client_id, redirect_uri)
            if found is not False:
                return found
        return False

    async def _known(self, age: timedelta) -> Any:
        async with self._reading:
            now = self._clock.now()
            if now - self._read_at > age:
                self._application = await self._read()
                self._read_at = now
            return self._application

    async def _read(self) -> Any:
        request = Request(method="GET", template="/applications/@me", priority=Priority.INTERACTIVE)
        try:
            async with asyncio.timeout(_WITHIN_S):
                return await self._client.call(request)
        except (DomainError, TimeoutError):
            return None


def _answer(application: Any, client_id: str, redirect_uri: str) -> bool | None:
    if not isinstance(application, dict) or str(application.get("id")) != client_id:
        return None
    uris = application.get("redirect_uris")
    return redirect_uri in uris if isinstance(uris, list) else None
