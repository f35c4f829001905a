"""A host for deploy/ssh-deploy.sh: `ssh` runs its command here, `docker` writes down its words."""

import os
import shutil
import subprocess
from pathlib import Path

from tests.support.processes import PROJECT

SCRIPT = PROJECT / "deploy" / "ssh-deploy.sh"
WEB, BOT = (f"ghcr.io/smiths/guildwright-{name}@sha256:{'a1' * 32}" for name in ("web", "bot"))
OLD_WEB, OLD_BOT = (image.replace("a1" * 32, "0f" * 32) for image in (WEB, BOT))

_SSH = """#!/bin/sh
while [ "$1" = -o ]; do shift 2; done
[ "$1" = me@host ] || exit 255
shift
PATH=$HOST_PATH exec sh -c "$*"
"""

_DOCKER = """#!/bin/sh
images=$(cat docker/images.env 2>/dev/null | tr '\\n' ' ')
echo "$* [$images]${WEB_IMAGE:+ by $WEB_IMAGE}" >> "$DOCKER_LOG"
case "$*" in
  *"ps --status running"*) printf '%s\\n' $RUNNING ;;
  *"config --services"*) printf 'web\\nbot\\n%s\\n' "$PROFILED" ;;
  *"cat /backups"*) printf '%s' "$DUMP" ;;
esac
case "$* [$images]" in *$FAILS_AT*) exit 1 ;; esac
exit 0
"""


class PretendedHost:
    """`docker` fails where what it is told, and the images named by then, match `fails_at`."""

    def __init__(self, place: Path) -> None:
        self.folder = place / "srv"
        (self.folder / "docker").mkdir(parents=True)
        (self.folder / "docker-compose.yml").touch()
        (self.folder / "docker" / ".env").touch()
        shutil.copy(PROJECT / "docker" / "backup-now.sh", self.folder / "docker")
        self.validation.write_text("exit ${VALIDATION:-0}\n")
        self._log = place / "docker.log"
        self._here = place / "here"
        self._there = place / "there"
        _program(self._here / "ssh", _SSH)
        _program(self._there / "docker", _DOCKER)

    @property
    def images(self) -> Path:
        return self.folder / "docker" / "images.env"

    @property
    def taken(self) -> Path:
        """Lies there while somebody deploys."""
        return self.folder / "docker" / "deploying"

    @property
    def validation(self) -> Path:
        return self.folder / "docker" / "validate-env.sh"

    def runs(self, web: str, bot: str) -> None:
        self.images.write_text(f"WEB_IMAGE={web}\nBOT_IMAGE={bot}\n")

    def told(self) -> list[str]:
        """What docker was told, without the images that were named by then."""
        if not self._log.exists():
            return []
        return [line.partition(" [")[0] for line in self._log.read_text().splitlines()]

    def made_by(self, what: str) -> str:
        """The image that was named for one thing, beside those of the file."""
        (line,) = (one for one in self._log.read_text().splitlines() if what in one)
        return line.partition(" by ")[2]

    def deploy(
        self,
        *words: str,
        web: str = WEB,
        bot: str = BOT,
        host: str = "me@host",
        fails_at: str = "nowhere",
        **environment: str,
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["sh", SCRIPT, "--folder", str(self.folder), "--web", web, "--bot", bot, *words, host],
            env={
                "PATH": f"{self._here}:{os.environ['PATH']}",
                "HOST_PATH": f"{self._there}:{os.environ['PATH']}",
                "DUMP": "dump",
                "RUNNING": "web postgres",
                "PROFILED": "",
                "DOCKER_LOG": str(self._log),
                "FAILS_AT": fails_at,
                **environment,
            },
            capture_output=True,
            text=True,
            check=False,
        )


def _program(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)
