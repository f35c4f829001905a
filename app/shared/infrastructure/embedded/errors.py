"""What keeps an embedded server from running, with what to do about it."""

import errno
import shutil
from pathlib import Path
from typing import ClassVar

from app.shared.domain.errors import Unavailable
from app.shared.domain.language.saying import say

ROOM_NEEDED_MIB = 128
"""What a fresh PostgreSQL cluster and its first write-ahead log take."""

_MIB = 1024 * 1024


class EmbeddedServerUnavailable(Unavailable):
    """PostgreSQL or Valkey could not be started on this machine."""

    code: ClassVar[str] = "embedded_server_unavailable"


class EmbeddedFolderUnusable(EmbeddedServerUnavailable):
    """The folder for the server's data cannot be used."""

    code: ClassVar[str] = "embedded_folder_unusable"


class EmbeddedDiskFull(EmbeddedServerUnavailable):
    """There is no room left for the server's data."""

    code: ClassVar[str] = "embedded_disk_full"


def folder_problem(folder: Path, problem: OSError) -> EmbeddedServerUnavailable:
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return disk_full(folder)
    return EmbeddedFolderUnusable(
        say(
            "The folder {folder} cannot be used for data: {problem}.",
            folder=folder,
            problem=problem.strerror or problem,
        ),
        remedy=say(
            "Choose a folder that this user may write to, or make {folder} writable, or set "
            "DATABASE_URL and REDIS_URL to servers of your own.",
            folder=folder,
        ),
    )


def disk_full(folder: Path) -> EmbeddedServerUnavailable:
    return EmbeddedDiskFull(
        say("The disk that holds {folder} is full.", folder=folder),
        remedy=say(
            "Make at least {number} MiB of room there, or choose a folder on another disk, or set "
            "DATABASE_URL and REDIS_URL to servers of your own. Nothing that was stored is lost.",
            number=ROOM_NEEDED_MIB,
        ),
    )


def server_failed(server: str, folder: Path, said: str) -> EmbeddedServerUnavailable:
    """A server that ended by itself. `said` is the end of its own log, free of secrets."""
    if has_no_room(folder):
        return disk_full(folder)
    named = {"server": server, "folder": folder}
    return EmbeddedServerUnavailable(
        say("{server} did not start in {folder}. It said: {said}", said=said, **named)
        if said
        else say("{server} did not start in {folder}.", **named),
        remedy=say(
            "Read {file} for the whole story, or set DATABASE_URL and REDIS_URL to servers of "
            "your own.",
            file=folder / "server.log",
        ),
    )


def has_no_room(folder: Path) -> bool:
    # A server that ran out of space says so in words that differ by version and language;
    # the disk itself does not. Half a megabyte covers what was written and given back.
    try:
        usage = shutil.disk_usage(folder)
    except OSError:
        return False
    return usage.free < min(32 * _MIB, usage.total // 4)
