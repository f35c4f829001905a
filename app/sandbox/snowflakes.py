"""Discord's ids: 42 bits of milliseconds since 2015, and 22 bits that keep them apart."""

from datetime import UTC, datetime

from app.sandbox.clock import Clock

DISCORD_EPOCH_MS = 1_420_070_400_000


def snowflake_at(epoch_seconds: float, sequence: int = 0) -> int:
    """The smallest id of that moment, plus `sequence`."""
    return ((int(epoch_seconds * 1000) - DISCORD_EPOCH_MS) << 22) + sequence


def created_at(snowflake: int) -> datetime:
    """The moment an id was made."""
    return datetime.fromtimestamp(((snowflake >> 22) + DISCORD_EPOCH_MS) / 1000, UTC)


class Snowflakes:
    """Makes ids that are unique and increase, whether or not the clock moves."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def next(self) -> int:
        self._last = max(self._last + 1, snowflake_at(self._clock.now()))
        return self._last
