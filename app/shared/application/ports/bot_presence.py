"""Whether the bot is there, as it says itself: each of its processes for the shards it holds."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

REPORT_EVERY_S = 5.0
"""Seconds between two reports of a bot that runs."""
FORGOTTEN_AFTER_S = 15.0
"""Seconds after the last report from which on a silent bot counts as offline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BotState:
    """`online`: connected to Discord's gateway, so that events arrive. A bot that reports while it
    is reconnecting is not online.

    `since` is when it last came online, `seen_at` when it last reported; both stay known for a
    day after the bot has gone. `shards` are those that the report is about, of `shard_count`.
    """

    online: bool
    latency_ms: int | None = None
    since: datetime | None = None
    seen_at: datetime | None = None
    guilds: int | None = None
    version: str = ""
    shards: tuple[int, ...] = (0,)
    shard_count: int = 1


NEVER_SEEN = BotState(online=False)


class BotPresence(Protocol):
    @abstractmethod
    async def report(self, state: BotState) -> None:
        """Say how the shards of one process are. Raises Unavailable."""

    @abstractmethod
    async def state(self) -> BotState:
        """How the bot is as a whole, by `together`: offline, with its last known times, once the
        last report is FORGOTTEN_AFTER_S old. Raises Unavailable where that cannot be known."""


def together(live: Sequence[BotState], last: Sequence[BotState]) -> BotState:
    """One bot of the reports of its processes: those that live, and the last of each.

    It is online where every shard is. Of processes that are silent the newest tells how many
    shards there are, so that those from before a change of their number do not count.
    """
    if live:
        return _as_one(live, online=_covers_all(live))
    if not last:
        return NEVER_SEEN
    newest = max(last, key=_seen)
    of_then = [one for one in last if one.shard_count == newest.shard_count]
    return replace(_as_one(of_then, online=False), latency_ms=None)


def _as_one(reports: Sequence[BotState], *, online: bool) -> BotState:
    newest = max(reports, key=_seen)
    guilds = [one.guilds for one in reports if one.guilds is not None]
    return BotState(
        online=online,
        latency_ms=max((one.latency_ms for one in reports if one.latency_ms), default=None),
        since=max((one.since for one in reports if one.since is not None), default=None),
        seen_at=newest.seen_at,
        guilds=sum(guilds) if guilds else None,
        version=newest.version,
        shards=tuple(sorted({shard for one in reports for shard in one.shards})),
        shard_count=newest.shard_count,
    )


def _covers_all(live: Sequence[BotState]) -> bool:
    count = max(one.shard_count for one in live)
    online = {shard for one in live if one.online for shard in one.shards}
    return all(one.online for one in live) and online >= set(range(count))


def _seen(report: BotState) -> float:
    return 0.0 if report.seen_at is None else report.seen_at.timestamp()
