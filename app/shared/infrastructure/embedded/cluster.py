"""The files of a PostgreSQL cluster: made once, whole or not at all."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from app.shared.domain.language.saying import say
from app.shared.infrastructure.embedded.errors import (
    EmbeddedServerUnavailable,
    disk_full,
    has_no_room,
)
from app.shared.infrastructure.embedded.process import quiet_environment
from app.shared.infrastructure.embedded.unprivileged import Identity

OWNER = "guildwright"
_FIRST_WITH_BUILTIN_LOCALE = 17
_PID_FILE_LINES = 8


@dataclass(frozen=True, slots=True)
class Postmaster:
    """What a running server writes down about itself (postmaster.pid)."""

    pid: int
    port: int
    status: str

    @property
    def is_ready(self) -> bool:
        return self.status == "ready"


@dataclass(frozen=True, slots=True)
class Cluster:
    """The cluster in `folder`, and the programs that run it."""

    folder: Path
    programs: Path

    def exists(self) -> bool:
        return (self.folder / "PG_VERSION").is_file()

    def create(self, identity: Identity, password_file: Path, turn: int, *, durable: bool) -> None:
        """Make the cluster. `turn` is inherited, so that nobody meddles should we die meanwhile."""
        identity.own(password_file)
        draft = self.folder.with_name(f"{self.folder.name}.new")
        shutil.rmtree(draft, ignore_errors=True)
        command = identity.command(
            str(self.programs / "initdb"),
            f"--pgdata={draft}",
            f"--username={OWNER}",
            f"--pwfile={password_file}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            *self._locale(),
            "--no-instructions",
            # We remove what failed, after a look: a disk shows that it is full only while it is.
            "--no-clean",
            *(() if durable else ("--no-sync",)),
        )
        made = subprocess.run(  # noqa: S603 - the words are ours
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            env=quiet_environment(),
            pass_fds=(turn,),
            start_new_session=True,
            check=False,
        )
        if made.returncode != 0:
            no_room = has_no_room(self.folder.parent)
            shutil.rmtree(draft, ignore_errors=True)
            raise disk_full(self.folder.parent) if no_room else _not_made(self.folder, made.stderr)
        draft.rename(self.folder)

    def refuse_other_version(self) -> None:
        made_by = (self.folder / "PG_VERSION").read_text(encoding="ascii").strip()
        ours = self._major_version()
        if made_by != str(ours):
            raise EmbeddedServerUnavailable(
                say(
                    "The data in {folder} was written by PostgreSQL {made_by}; this machine "
                    "would start PostgreSQL {ours}, which cannot read it.",
                    folder=self.folder,
                    made_by=made_by,
                    ours=ours,
                ),
                remedy=(
                    say(
                        "Install PostgreSQL {made_by}, start it on that folder and set "
                        "DATABASE_URL, or move the folder away to begin with an empty database.",
                        made_by=made_by,
                    )
                ),
            )

    def postmaster(self) -> Postmaster | None:
        """What postmaster.pid says; the server that wrote it may be long dead."""
        try:
            text = (self.folder / "postmaster.pid").read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        lines = [line.strip() for line in text.splitlines()]
        # The file grows line by line while the server starts; the pid is there from the first.
        lines += [""] * (_PID_FILE_LINES - len(lines))
        if not lines[0].isdigit():
            return None
        return Postmaster(int(lines[0]), int(lines[3]) if lines[3].isdigit() else 0, lines[7])

    def forget_postmaster(self) -> None:
        (self.folder / "postmaster.pid").unlink(missing_ok=True)

    def is_served_by(self, pid: int) -> bool:
        """Whether the process works in this cluster, as a PostgreSQL server does.

        Process ids come round again, so a pid that is alive need not be the server's.
        """
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            pass
        try:
            return Path(f"/proc/{pid}/cwd").samefile(self.folder)
        except FileNotFoundError:
            return not Path("/proc/self/cwd").exists()
        except PermissionError:
            return True

    def _locale(self) -> tuple[str, ...]:
        # Order by code point on every machine, whatever its C library.
        if self._major_version() >= _FIRST_WITH_BUILTIN_LOCALE:
            return ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
        return ("--locale=C",)

    def _major_version(self) -> int:
        said = subprocess.run(  # noqa: S603 - the words are ours
            [str(self.programs / "postgres"), "--version"],
            capture_output=True,
            text=True,
            env=quiet_environment(),
            check=True,
        )
        number = re.search(r"\) (\d+)", said.stdout)
        return int(number.group(1)) if number else 0


def _not_made(folder: Path, said: str) -> EmbeddedServerUnavailable:
    tail = " | ".join(said.strip().splitlines()[-3:])
    return EmbeddedServerUnavailable(
        say(
            "PostgreSQL could not make its files in {folder}. It said: {tail}",
            folder=folder,
            tail=tail,
        ),
        remedy=say("Choose another folder, or set DATABASE_URL to a database of your own."),
    )
