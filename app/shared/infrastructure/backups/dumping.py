"""pg_dump into a file, encrypted on the way where a key is given."""

import subprocess
import tempfile
from dataclasses import dataclass

from app.shared.domain.backups.problems import BackupFailed
from app.shared.domain.language.saying import say
from app.shared.infrastructure.backups.backup_file import BackupWriter
from app.shared.infrastructure.backups.children import Children, last_words
from app.shared.infrastructure.backups.door import Door
from app.shared.infrastructure.backups.keys import Recipient
from app.shared.infrastructure.backups.programs import Programs
from app.shared.infrastructure.backups.streams import Source, copy, encrypt

_WHAT = (
    "--format=custom",
    "--no-owner",
    "--no-privileges",
    "--no-comments",
    "--no-publications",
    "--no-subscriptions",
    "--no-security-labels",
    "--no-tablespaces",
    # Rather no backup than one that waits behind somebody's lock for ever.
    "--lock-wait-timeout=60s",
)


@dataclass(frozen=True, slots=True)
class Dumping:
    """Blocks until it is done: for a thread. `children` ends it from outside."""

    programs: Programs
    door: Door
    snapshot: str
    recipients: list[Recipient]
    children: Children

    def into(self, writer: BackupWriter) -> None:
        """Raises BackupFailed, and OSError of the disk."""
        with tempfile.TemporaryFile() as said:
            dump = self.children.start(
                [
                    *(self.programs.pg_dump, *_WHAT),
                    *(f"--snapshot={self.snapshot}", f"--dbname={self.door.uri}"),
                ],
                env=self.door.environment("guildwright backup"),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=said,
            )
            assert dump.stdout is not None  # noqa: S101 - asked for above
            with dump.stdout as source:
                self._keep(source, writer)
            if dump.wait() != 0:
                raise BackupFailed(
                    say("pg_dump could not read the database: {words}", words=last_words(said)),
                    remedy=say("Nothing was kept of it. Try again once that is put right."),
                )

    def _keep(self, source: Source, writer: BackupWriter) -> None:
        if self.recipients:
            encrypt(source, writer, self.recipients)
        else:
            copy(source, writer)
