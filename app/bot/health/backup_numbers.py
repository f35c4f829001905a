"""How backups stand, in numbers for Prometheus."""

import logging
from collections.abc import Iterator

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from app.shared.application.ports.backup_records import BackupRecords, BackupStanding
from app.shared.application.ports.clock import Clock
from app.shared.domain.errors import DomainError

log = logging.getLogger(__name__)

LOOK_EVERY_S = 60.0


class BackupNumbers(Collector):
    """One per registry. Looked up beside the scrapes, which may not wait for the database; what was
    seen last is told while it is away."""

    def __init__(self, records: BackupRecords, clock: Clock) -> None:
        self._records = records
        self._clock = clock
        self.standing: BackupStanding | None = None

    async def look_forever(self) -> None:
        while True:
            try:
                self.standing = await self._records.standing()
            except DomainError as away:
                log.warning("how backups stand is not known: %s", away.message)
            await self._clock.sleep(LOOK_EVERY_S)

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Each has its name there from the start, and a value once there is one."""
        standing = self.standing
        last = None if standing is None else standing.last
        good = None if standing is None else standing.last_good
        yield GaugeMetricFamily(
            "guildwright_backup_good",
            "1 if the last backup was made and nothing was wrong with it when it was restored as "
            "a trial, 0 if not or if there is none.",
            value=None if standing is None else float(last is not None and last.is_good),
        )
        due_at = None if last is None else last.due_at
        yield GaugeMetricFamily(
            "guildwright_backup_due_timestamp_seconds",
            "When the next backup is due.",
            value=None if due_at is None else due_at.timestamp(),
        )
        yield GaugeMetricFamily(
            "guildwright_backup_last_good_timestamp_seconds",
            "When the last good backup was made.",
            value=None if good is None else good.at.timestamp(),
        )
        yield GaugeMetricFamily(
            "guildwright_backup_last_good_size_bytes",
            "How large the last good backup is.",
            value=None if good is None else good.size_bytes,
        )
