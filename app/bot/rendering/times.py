"""Times as Discord shows them: in whoever's own time zone, and how long ago."""

from datetime import datetime


def ago(at: datetime) -> str:
    """`3 minutes ago`, which Discord keeps current."""
    return f"<t:{round(at.timestamp())}:R>"


def moment(at: datetime) -> str:
    """`3 minutes ago (28 November 2026 10:34)`."""
    return f"{ago(at)} (<t:{round(at.timestamp())}:f>)"


def clock_time(at: datetime) -> str:
    """`14:32`."""
    return f"<t:{round(at.timestamp())}:t>"
