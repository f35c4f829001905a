"""Says no before Discord has to: to a token that was refused, and after too many refusals."""

from app.shared.application.ports.guild_gateway import DiscordUnavailable, TokenRefused
from app.shared.domain.language.saying import say
from app.shared.infrastructure.discord.limiter.answer import Answer
from app.shared.infrastructure.discord.limiter.breaker import Breaker
from app.shared.infrastructure.discord.limiter.refusals import duration
from app.shared.infrastructure.discord.metrics import Meter

_BAN = 600.0
"""Seconds for which a banned address is left in peace when the ban does not say how long."""


class Guard:
    def __init__(self, breaker: Breaker, meter: Meter) -> None:
        self._breaker = breaker
        self._meter = meter
        self._token_refused = False

    def require_way(self, now: float) -> None:
        """Raises TokenRefused or DiscordUnavailable when nothing may be sent."""
        if self._token_refused:
            raise token_refused()
        seconds = self._breaker.open_for(now)
        self._meter.breaker(seconds > 0)
        if seconds > 0:
            raise DiscordUnavailable(
                say(
                    "Discord refused so many requests from this machine that going on could get "
                    "its address banned, so nothing is sent for {time}.",
                    time=duration(seconds),
                ),
                remedy=say(
                    "Look in the log for what was refused, put that right, and try again then."
                ),
            )

    def note(self, answer: Answer, *, is_discords: bool, now: float) -> None:
        """`is_discords` is False for answers of the proxy in front of Discord."""
        if answer.status == 401:
            self._token_refused = True
        if answer.is_invalid_request:
            self._breaker.refused(now)
        if answer.limited and not is_discords:
            self._breaker.banned(now + max(answer.retry_after, _BAN))


def token_refused() -> TokenRefused:
    return TokenRefused(
        say(
            "Discord does not accept the bot's token: it is wrong or was reset. Nothing more is "
            "sent with it."
        ),
        remedy=say(
            "Reset the token on the Bot page of Discord's developer portal, put the new one "
            "into the settings and start again."
        ),
    )
