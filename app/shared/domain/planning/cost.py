"""What a plan will cost in calls, time and quotas."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """A limit that the run will have to wait for, as a sentence and in seconds."""

    why: str
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Writes are the most the run sends; it may find some unnecessary. Seconds are an estimate."""

    writes: int
    extra_writes: int
    """Of the writes, those beyond the least number: for safety in between, or to spare."""
    reads: int
    seconds: float
    role_creations: int
    """Counts against Discord's quota of about 250 in 48 hours (not documented by Discord)."""
    channel_creations: int
    renames: int
    """Name or topic changes of existing channels: two per ten minutes and channel."""
    waits: tuple[Wait, ...] = ()
    spare_writes: int = 0
    """Of the extra ones, those that the run leaves out where Discord has done so by itself."""
