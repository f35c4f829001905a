"""How far this machine's clock is from Discord's, as any answer tells in passing."""

from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime

from app.shared.infrastructure.discord.limiter.answer import Answer

_COARSE = 1.0
"""The Date header is in whole seconds, cut off."""


def ahead_of(headers: Mapping[str, str], answer: Answer, now: datetime) -> float | None:
    """Seconds by which `now` is ahead of the server's time; negative when it is behind.

    0 while the difference may come from the header's rounding. Rate limit headers are exact (the
    end of a window minus the time until it), so they are preferred.
    """
    if answer.reset is not None and answer.reset_after is not None:
        return now.timestamp() - (answer.reset - answer.reset_after)
    try:
        told = parsedate_to_datetime(headers["date"])
    except (KeyError, ValueError):
        return None
    difference = now.timestamp() - told.timestamp()
    return 0.0 if 0.0 <= difference <= _COARSE else difference
