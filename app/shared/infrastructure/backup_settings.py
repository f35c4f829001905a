"""What is kept of the database for the worst day, how often and for how long."""

from pathlib import Path

from pydantic import Field, field_validator

from app.shared.domain.backups.problems import KeyUnusable
from app.shared.domain.backups.retention import Retention
from app.shared.domain.language.saying import say
from app.shared.infrastructure.settings_sources import ConcernSettings, read_from


class BackupSettings(ConcernSettings):
    model_config = read_from("BACKUP_")

    folder: Path | None = Field(
        None,
        description="The folder in which backups are kept. Without it, `backups` below "
        "GUILDWRIGHT_HOME.",
    )
    public_key: str | None = Field(
        None,
        description="The public key (age1…) that backups are encrypted with. Without it, they are "
        "not. `guildwright backup --new-key FILE` makes a pair.",
    )
    every_hours: int = Field(
        24,
        ge=1,
        le=3650,
        description="Hours from one backup to the next of `guildwright backup --scheduled`.",
    )
    keep_daily: int = Field(
        14, ge=1, le=3650, description="Days of which the last backup is kept, from 1 to 3650."
    )
    keep_weekly: int = Field(
        8, ge=0, le=3650, description="Weeks of which the last backup is kept, from 0 to 3650."
    )
    check: bool = Field(
        True,
        description="Whether each backup is restored into a database of its own, which goes again, "
        "and compared. It takes as much room on PostgreSQL's disk as the data.",
    )

    @field_validator("public_key")
    @classmethod
    def _a_public_key(cls, text: str | None) -> str | None:
        if text is None:
            return None
        # Loaded late: every process reads its settings, few make backups.
        from app.shared.infrastructure.backups.keys import recipient_of

        try:
            recipient_of(text)
        except KeyUnusable:
            raise ValueError(say("is no public key: it begins with age1, copy it again")) from None
        return text.strip()

    def retention(self) -> Retention:
        return Retention(daily=self.keep_daily, weekly=self.keep_weekly)
