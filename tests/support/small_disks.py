"""Disks of so many megabytes, for what is to be tried on a full one."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_MOUNT = 'mount -t tmpfs -o size="$1" tmpfs "$0" && shift && exec "$@"'


@dataclass(frozen=True, slots=True)
class SmallDisk:
    folder: Path
    prefix: tuple[str, ...]
    """Of a command that is to find it there."""


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[SmallDisk]:
    """At `folder`, for commands with the prefix alone. Where nothing may be mounted, as in a
    container, TEST_SMALL_DISKS names a folder of disks that are called 1m and 200m."""
    size = f"{megabytes}m"
    if given := os.environ.get("TEST_SMALL_DISKS"):
        disk = Path(given) / size
        yield SmallDisk(disk, ())
        _empty(disk)
        return
    ours = () if os.geteuid() == 0 else ("--map-root-user",)
    shell = ("sh", "-c", _MOUNT, str(folder), size)
    yield SmallDisk(folder, ("unshare", "--mount", *ours, "--", *shell))


def _empty(disk: Path) -> None:
    for one in disk.iterdir():
        if one.is_dir():
            shutil.rmtree(one)
        else:
            one.unlink()
