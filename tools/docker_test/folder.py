"""The project in a folder of its own, as somebody has it who deploys it."""

import tarfile
from io import BytesIO
from pathlib import Path

from results import Failed, LeftOut
from stack import PROJECT, run, run_bytes

_MIGRATIONS = "app/shared/infrastructure/postgres/migrations/versions"


def lay_now(folder: Path) -> None:
    """As it lies here, what is not committed included, and nothing that git does not know."""
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    names = [name for name in listed.split("\0") if name and (PROJECT / name).is_file()]
    with tarfile.open(fileobj=(packed := BytesIO()), mode="w") as tar:
        for name in names:
            tar.add(PROJECT / name, arcname=name)
    _let_go_of_what_is_no_more(folder, set(names))
    _unpack(packed.getvalue(), folder)


def lay_then(folder: Path, commit: str) -> None:
    _unpack(run_bytes("git", "archive", "--format=tar", commit), folder)
    (folder / ".laid").write_text(
        run("git", "ls-tree", "-r", "--name-only", "-z", commit), encoding="utf-8"
    )


def before_the_last_migration() -> tuple[str, str]:
    """The commit before it, and the migration's name. Raises LeftOut where history is cut short."""
    newest = max(path.name for path in (PROJECT / _MIGRATIONS).glob("[0-9]*.py"))
    try:
        if run("git", "rev-parse", "--is-shallow-repository").strip() != "false":
            raise LeftOut("the checkout has no history, so there is no older version to come from")
        found = run("git", "log", "--diff-filter=A", "--format=%H", "--", f"{_MIGRATIONS}/{newest}")
        added = found.split()[-1]
        return run("git", "rev-parse", "--verify", f"{added}^").strip(), newest
    except (Failed, IndexError):
        raise LeftOut("no history tells of a version before the last migration") from None


def _let_go_of_what_is_no_more(folder: Path, names: set[str]) -> None:
    laid = folder / ".laid"
    if not laid.exists():
        return
    for name in laid.read_text(encoding="utf-8").split("\0"):
        if name and name not in names:
            (folder / name).unlink(missing_ok=True)


def _unpack(packed: bytes, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(fileobj=BytesIO(packed)) as tar:
        tar.extractall(folder, filter="tar")
