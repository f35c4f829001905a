"""Which backups are kept."""

from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta

_ALL_FOR = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Retention:
    """The newest backup of each of `daily` days and of each of `weekly` weeks that have one. Days
    without a backup do not count, so that nothing is forgotten while none can be made."""

    daily: int
    weekly: int

    def kept(self, made: Collection[datetime]) -> frozenset[datetime]:
        """Those to keep: besides, everything of the last 24 hours before the newest one, and so
        always the newest."""
        newest_first = sorted(set(made), reverse=True)
        lately = (at for at in newest_first if newest_first[0] - at < _ALL_FOR)
        days = _first_of_each(newest_first, lambda at: at.date(), self.daily)
        weeks = _first_of_each(newest_first, lambda at: at.isocalendar()[:2], self.weekly)
        return frozenset({*lately, *days, *weeks})


def _first_of_each(
    newest_first: list[datetime], period: Callable[[datetime], Hashable], limit: int
) -> list[datetime]:
    found: dict[Hashable, datetime] = {}
    for at in newest_first:
        found.setdefault(period(at), at)
    return list(found.values())[:limit]
