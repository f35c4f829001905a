"""For how long what is given may last."""

from datetime import datetime, timedelta

from app.shared.domain.language.saying import say

LONGEST_TERM = timedelta(days=3650)
"""A year with a slip in it is further away."""


def lasts_too_long(ends: datetime | None, now: datetime) -> bool:
    return ends is not None and ends > now + LONGEST_TERM


def shorter_term() -> str:
    """What to do about one that is too long."""
    return say("Choose a day within the next ten years, or leave it out for no end.")
