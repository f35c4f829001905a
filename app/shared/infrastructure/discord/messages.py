from collections.abc import Mapping
from typing import Any

from app.shared.application.ports.guild_gateway import DiscordUnavailable
from app.shared.application.ports.messages import Messages
from app.shared.domain.language.saying import say
from app.shared.infrastructure.discord.client import DiscordClient
from app.shared.infrastructure.discord.limiter.demand import Priority
from app.shared.infrastructure.discord.request import Request


class RestMessages(Messages):
    """Over the client that counts all of the process's calls."""

    def __init__(self, client: DiscordClient, priority: Priority = Priority.INTERACTIVE) -> None:
        self._client = client
        self._priority = priority

    async def post(self, channel_id: int, body: Mapping[str, Any], *, nonce: str = "") -> int:
        once: dict[str, Any] = {"nonce": nonce, "enforce_nonce": True} if nonce else {}
        answer = await self._client.call(
            Request(
                method="POST",
                template="/channels/{channel_id}/messages",
                ids={"channel_id": channel_id},
                body={**body, **once},
                priority=self._priority,
            )
        )
        try:
            return int(answer["id"])
        except (KeyError, TypeError, ValueError):
            raise DiscordUnavailable(
                say("Discord's answer to a message could not be read."),
                remedy=say("Look whether the message is there before it is sent again."),
                unsure=True,
            ) from None

    async def edit(self, channel_id: int, message_id: int, body: Mapping[str, Any]) -> None:
        await self._client.call(
            Request(
                method="PATCH",
                template="/channels/{channel_id}/messages/{message_id}",
                ids={"channel_id": channel_id, "message_id": message_id},
                body=dict(body),
                priority=self._priority,
            )
        )
