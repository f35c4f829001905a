"""A dump into a database, in one transaction that is committed once everything was looked at.

pg_restore makes SQL of the dump and psql carries it out. We hold the end of the pipe between them,
and only we write COMMIT: whatever ends before that, the server takes everything back.
"""

import os
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import IO

from app.shared.domain.backups.problems import BackupUnusable, RestoreFailed
from app.shared.domain.language.saying import say
from app.shared.infrastructure.backups.backup_file import BackupFile
from app.shared.infrastructure.backups.children import Children, last_words
from app.shared.infrastructure.backups.door import Door
from app.shared.infrastructure.backups.keys import Identity
from app.shared.infrastructure.backups.programs import Programs
from app.shared.infrastructure.backups.session import quoted
from app.shared.infrastructure.backups.streams import Measured, Sink, copy, decrypt

_BEGIN = "BEGIN;\nSET LOCAL lock_timeout = '10s';\n"
# Extensions stay: they belong to whoever runs the server, and the dump names those it needs. What
# belongs to a table goes with it.
_EMPTY = """
DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT relname, CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'
      WHEN 'S' THEN 'SEQUENCE' WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END AS kind
    FROM pg_class c WHERE relnamespace = 'public'::regnamespace
      AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = c.oid AND deptype IN ('e', 'i', 'a'))
  LOOP EXECUTE format('DROP %s IF EXISTS public.%I CASCADE', one.kind, one.relname); END LOOP;
  FOR one IN SELECT p.oid::regprocedure AS routine FROM pg_proc p
    WHERE pronamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = p.oid AND deptype = 'e')
  LOOP EXECUTE format('DROP ROUTINE IF EXISTS %s CASCADE', one.routine); END LOOP;
  FOR one IN SELECT typname FROM pg_type t WHERE typnamespace = 'public'::regnamespace
      AND typtype IN ('e', 'd', 'r')
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = t.oid AND deptype = 'e')
  LOOP EXECUTE format('DROP TYPE IF EXISTS public.%I CASCADE', one.typname); END LOOP;
END $$;
"""


@dataclass(frozen=True, slots=True)
class Loading:
    """Blocks until it is done: for a thread. `children` ends it from outside."""

    programs: Programs
    door: Door
    backup: BackupFile
    identity: Identity | None
    children: Children

    def verify(self) -> None:
        """Read all of the dump: its sum, what encryption vouches for, and that it is one. Touches
        no database. Raises BackupUnusable."""
        first = _First()
        self._feed(first)
        if bytes(first.bytes) != b"PGDMP":
            raise BackupUnusable(
                say("What {path} holds is no dump of PostgreSQL.", path=self.backup.path),
                remedy=say("Take another backup."),
            )

    def replace(self, *, name: str) -> None:
        """What is in the database goes and what is in the backup comes, or nothing happens. `name`
        is for the server's list of connections. Raises RestoreFailed, BackupUnusable."""
        complete = False
        with tempfile.TemporaryFile() as said_by_psql, tempfile.TemporaryFile() as said:
            reading, writing = os.pipe()
            with closing(os.fdopen(writing, "wb", buffering=0)) as script:
                psql = self._psql(name, reading, said_by_psql)
                try:
                    _say(script, f"{_BEGIN}{_EMPTY}")
                    self._make_sql(script, said)
                    _say(script, f"{_held(self.backup.manifest.origin.rows)}COMMIT;\n")
                    complete = True
                except BrokenPipeError:
                    # psql has ended, and says why.
                    pass
                except BaseException:
                    # Nothing may be left to it that it could take for the end.
                    psql.kill()
                    raise
            if psql.wait() != 0 or not complete:
                raise RestoreFailed(
                    say(
                        "The database did not take the backup: {words}",
                        words=last_words(said_by_psql),
                    ),
                    remedy=say("The database is as it was."),
                )

    def _psql(self, name: str, reading: int, said: IO[bytes]) -> subprocess.Popen[bytes]:
        words = [self.programs.psql, "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1"]
        try:
            return self.children.start(
                [*words, f"--dbname={self.door.uri}"],
                env=self.door.environment(name),
                stdin=reading,
                stdout=subprocess.DEVNULL,
                stderr=said,
            )
        finally:
            os.close(reading)

    def _make_sql(self, script: IO[bytes], said: IO[bytes]) -> None:
        restore = self.children.start(
            [self.programs.pg_restore, "--file=-", "--no-owner", "--no-privileges"],
            env={"LC_ALL": "C"},
            stdin=subprocess.PIPE,
            stdout=script,
            stderr=said,
        )
        assert restore.stdin is not None  # noqa: S101 - asked for above
        try:
            self._feed(_Willing(restore.stdin))
        finally:
            with suppress(BrokenPipeError):
                restore.stdin.close()
        if restore.wait() == 0:
            return
        if restore.returncode == -signal.SIGPIPE:
            # Nobody reads its SQL any more.
            raise BrokenPipeError
        raise BackupUnusable(
            say("pg_restore cannot read the dump: {words}", words=last_words(said)),
            remedy=say("The database is as it was. Take another backup."),
        )

    def _feed(self, sink: Sink) -> None:
        manifest = self.backup.manifest
        with self.backup.opened() as file:
            source = Measured(file, manifest.size_bytes)
            if self.identity is not None and manifest.encrypted:
                decrypt(source, sink, self.identity)
            # And what decrypting left.
            copy(source, sink if not manifest.encrypted else _Nothing())
        if source.sha256 != manifest.sha256:
            raise BackupUnusable(
                say(
                    "{path} was changed or damaged: its dump is not the one that was made.",
                    path=self.backup.path,
                ),
                remedy=say("Copy it again from where it was made, or take another backup."),
            )


def _say(script: IO[bytes], text: str) -> None:
    left = memoryview(text.encode())
    while left:
        left = left[script.write(left) :]


def _held(rows: Mapping[str, int]) -> str:
    """SQL that fails unless every table holds as many rows as were dumped."""
    asked = (
        f"IF (SELECT count(*) FROM public.{quoted(table)}) <> {count} THEN "  # noqa: S608 - quoted
        f"RAISE EXCEPTION 'a table has other rows than were dumped'; END IF;\n"
        for table, count in rows.items()
    )
    return f"DO $held$ BEGIN\n{''.join(asked)}END $held$;\n"


class _First:
    """Keeps how a dump begins."""

    def __init__(self) -> None:
        self.bytes = bytearray()

    def write(self, data: bytes, /) -> int:
        self.bytes += data[: 5 - len(self.bytes)]
        return len(data)


class _Nothing:
    def write(self, data: bytes, /) -> int:
        return len(data)


class _Willing:
    """pg_restore may have read enough before the end, which is read to be measured all the same."""

    def __init__(self, sink: IO[bytes]) -> None:
        self._sink: IO[bytes] | None = sink

    def write(self, data: bytes, /) -> int:
        if self._sink is not None:
            try:
                self._sink.write(data)
            except BrokenPipeError:
                self._sink = None
        return len(data)
