"""Hours of the day in which nobody is told anything."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """From `begins` to `ends` by the clocks of the time zone; over midnight where `ends` is the
    earlier one."""

    begins: time
    ends: time
    zone: str
    """An IANA name: `Europe/Vienna`."""

    def end_of(self, now: datetime) -> datetime | None:
        """When the quiet hours that hold at `now` are over, in UTC; None where none hold."""
        zone = ZoneInfo(self.zone)
        local = now.astimezone(zone)
        if not self._hold_at(local.time()):
            return None
        over = local.replace(
            hour=self.ends.hour, minute=self.ends.minute, second=0, microsecond=0, fold=0
        )
        if local.time() >= self.ends:
            over = _on_next_day(over)
        return max(over.astimezone(UTC), now.astimezone(UTC))

    def _hold_at(self, at: time) -> bool:
        if self.begins <= self.ends:
            return self.begins <= at < self.ends
        return at >= self.begins or at < self.ends


def _on_next_day(at: datetime) -> datetime:
    """By the wall clock: a day with a change of the clocks is as long as it is."""
    return datetime.combine(at.date() + timedelta(days=1), at.time(), at.tzinfo)
