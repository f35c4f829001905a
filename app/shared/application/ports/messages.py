"""Messages of the bot in channels of guilds."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, Protocol


class Messages(Protocol):
    """`body` is a message as Discord takes it, with whatever it needs to be valid.

    All methods may raise TokenRefused, CallForbidden, CallInvalid, LimitReached and
    DiscordUnavailable, and ThingGone where the channel or the message does not exist.
    """

    @abstractmethod
    async def post(self, channel_id: int, body: Mapping[str, Any], *, nonce: str = "") -> int:
        """The id of the new message.

        A post whose answer was lost raises DiscordUnavailable(unsure=True). With the same nonce
        (1-25 characters) it may be sent again within a few minutes: Discord then gives the message
        that is there instead of making a second one.
        """

    @abstractmethod
    async def edit(self, channel_id: int, message_id: int, body: Mapping[str, Any]) -> None:
        """Only a message of the bot's own."""
