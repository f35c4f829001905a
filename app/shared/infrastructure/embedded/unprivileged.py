"""PostgreSQL refuses to run as root. How it is run when we are root.

A user namespace is best: the server sees itself as an ordinary user while its files stay root's,
so it works in any folder root can reach. Where namespaces are forbidden (many containers), the
server runs as uid 65534 and its own data folder is given to that uid. No user is created, and no
folder above the data is touched.
"""

import os
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from app.shared.domain.language.saying import say
from app.shared.infrastructure.embedded.errors import EmbeddedServerUnavailable

NOBODY = 65534
_ANSWER_WITHIN_S = 10


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a server runs as: the words before its command, and the owner its files must have.

    No owner: the files are ours already.
    """

    prefix: tuple[str, ...]
    owner: int | None

    def command(self, *words: str) -> tuple[str, ...]:
        return (*self.prefix, *words)

    def own(self, folder: Path) -> None:
        """Give a folder or file, and nothing above it, to the user that the server runs as."""
        if self.owner is None or folder.stat().st_uid == self.owner:
            return
        for path in (*_everything_below(folder), folder):
            # Links are given away themselves, never what they point to.
            os.chown(path, self.owner, self.owner, follow_symlinks=False)


AS_WE_ARE = Identity(prefix=(), owner=None)
IN_USER_NAMESPACE = Identity(
    prefix=("unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}", "--"), owner=0
)
AS_NOBODY = Identity(
    prefix=("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--"),
    owner=NOBODY,
)


def unprivileged_identity(program: Path, folder: Path) -> Identity:
    """The first way that is open on this machine to run the program without root's rights."""
    if os.geteuid() != 0:
        return AS_WE_ARE
    if _works(IN_USER_NAMESPACE.command(str(program), "--version")):
        return IN_USER_NAMESPACE
    if not _works(AS_NOBODY.command(str(program), "--version")):
        raise EmbeddedServerUnavailable(
            say(
                "PostgreSQL does not run as root, and {program} cannot be run as another user "
                "here.",
                program=program,
            ),
            remedy=say(
                "Run this as an ordinary user, or set DATABASE_URL and REDIS_URL to servers of "
                "your own."
            ),
        )
    if not _works(AS_NOBODY.command("test", "-x", str(folder.parent))):
        raise EmbeddedServerUnavailable(
            say(
                "PostgreSQL does not run as root, and the user it runs as instead (uid {number}) "
                "cannot reach {folder}.",
                number=NOBODY,
                folder=folder,
            ),
            remedy=say(
                "Run this as an ordinary user, or choose a folder that every user can reach, or "
                "set DATABASE_URL and REDIS_URL to servers of your own."
            ),
        )
    return AS_NOBODY


def ending_with_parent(signal_name: str) -> tuple[str, ...]:
    """Words that make a program get the signal when its parent dies; none where that is not to be
    had. Must stand last before the program: a change of user clears what they set."""
    words = ("setpriv", "--pdeathsig", signal_name, "--")
    return words if _works((*words, "true")) else ()


def _works(command: Iterable[str]) -> bool:
    words = list(command)
    if shutil.which(words[0]) is None:
        return False
    try:
        tried = subprocess.run(  # noqa: S603 - the words are ours
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_ANSWER_WITHIN_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return tried.returncode == 0


def _everything_below(folder: Path) -> Iterable[Path]:
    for parent, folders, files in os.walk(folder):
        for name in (*folders, *files):
            yield Path(parent, name)
