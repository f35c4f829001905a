"""What Discord refuses for good, as errors of ours."""

from typing import ClassVar

import nextcord

from app.shared.application.ports.guild_gateway import TokenRefused
from app.shared.domain.errors import Forbidden
from app.shared.domain.language.saying import say, to_say

_TOKEN_REFUSED = 4004
_NEVER_AGAIN = {
    4010: to_say("it says that the shard is not a valid one"),
    4011: to_say("it wants the bot to be in more shards: see SHARD_COUNT"),
    4012: to_say("it no longer speaks this version of the gateway"),
    4013: to_say("it does not know the intents that were asked for"),
    4014: to_say("it does not allow the intents that were asked for"),
}
"""Close codes after which Discord wants nobody to come back (topics/opcodes-and-status-codes)."""


class GatewayRefused(Forbidden):
    """Discord accepts the token and will not let the bot connect all the same."""

    code: ClassVar[str] = "gateway_refused"


def raise_if_final(refused: nextcord.ClientException) -> None:
    """Where trying again is of no use: raises TokenRefused or GatewayRefused."""
    code = refused.code if isinstance(refused, nextcord.ConnectionClosed) else _TOKEN_REFUSED
    if code == _TOKEN_REFUSED:
        raise TokenRefused(
            say("Discord refuses the bot's token: it is wrong, or it was reset."),
            remedy=say(
                "Copy the token from the Bot page of Discord's developer portal to DISCORD_TOKEN "
                "and start again."
            ),
        ) from None
    if code in _NEVER_AGAIN:
        raise GatewayRefused(
            say(
                "Discord does not let the bot connect: {reason} (close code {code}).",
                reason=say(_NEVER_AGAIN[code]),
                code=code,
            ),
            remedy=say(
                "Look for a newer version of Guildwright. Plans and runs work without the bot; "
                "changes of rights take up to a minute to be seen."
            ),
        ) from None
