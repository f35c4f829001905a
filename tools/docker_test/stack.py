"""An installation of its own by docker-compose.yml: its name, ports and secrets are its own."""

import json
import secrets
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

from results import Failed

PROJECT = Path(__file__).resolve().parents[2]
_WITHIN_S = 600


def run(*words: str, within_s: float = _WITHIN_S, feed: bytes | None = None) -> str:
    """What it prints. Raises Failed with the end of what it says."""
    try:
        ended = subprocess.run(  # noqa: S603 - the words are ours
            words, cwd=PROJECT, capture_output=True, input=feed, timeout=within_s, check=False
        )
    except subprocess.TimeoutExpired:
        raise Failed(f"{' '.join(words[:4])} … took more than {within_s:.0f} s") from None
    if ended.returncode != 0:
        said = (ended.stderr or ended.stdout).decode("utf-8", errors="replace").strip()
        raise Failed(f"{' '.join(words[:6])} … ended with {ended.returncode}: {said[-700:]}")
    return ended.stdout.decode("utf-8", errors="replace")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


class Stack:
    """`place` is an empty folder that goes with it."""

    def __init__(self, place: Path) -> None:
        self.name = f"guildwright-try-{secrets.token_hex(3)}"
        self.web_port, self.sandbox_port = free_port(), free_port()
        self.web_url = f"http://127.0.0.1:{self.web_port}"
        self._place = place
        run("docker/make-secrets.sh", "--sandbox", str(place / "secrets"))
        self._env = place / "env"
        self._env.write_text(self._settings(), encoding="utf-8")

    def _settings(self) -> str:
        """docker/.env.example as it is, and what must not collide with others on this machine."""
        given = {
            "COMPOSE_PROJECT_NAME": self.name,
            "COMPOSE_PROFILES": "sandbox,backup",
            "WEB_PUBLIC_URL": self.web_url,
            "WEB_PUBLISH": f"127.0.0.1:{self.web_port}",
            "SANDBOX_PUBLISH": f"127.0.0.1:{self.sandbox_port}",
            "DISCORD_SITE_URL": f"http://127.0.0.1:{self.sandbox_port}",
        }
        for path in sorted((self._place / "secrets").iterdir()):
            given[f"{path.name.upper()}_FILE"] = str(path)
        example = (PROJECT / "docker" / ".env.example").read_text(encoding="utf-8")
        sandbox = (PROJECT / "docker" / "sandbox" / "sandbox.env").read_text(encoding="utf-8")
        lines = [f"{name}={value}" for name, value in given.items()]
        return "\n".join([example, sandbox, *lines, ""])

    @property
    def env_file(self) -> Path:
        return self._env

    def compose(self, *words: str, within_s: float = _WITHIN_S, feed: bytes | None = None) -> str:
        files = ("--env-file", str(self._env))
        return run("docker", "compose", *files, *words, within_s=within_s, feed=feed)

    def container(self, service: str) -> str:
        found = self.compose("ps", "--all", "--quiet", service).split()
        if not found:
            raise Failed(f"{service} has no container")
        return found[0]

    def inspected(self, service: str) -> Any:
        return json.loads(run("docker", "inspect", self.container(service)))[0]

    def inside(self, service: str, *words: str) -> str:
        return self.compose("exec", "-T", service, *words)

    def wait_healthy(self, *services: str, within_s: float = 120) -> None:
        """Restarted containers become healthy by themselves."""
        until = time.monotonic() + within_s
        for service in services:
            while (state := self._health(service)) != "healthy":
                if time.monotonic() > until:
                    raise Failed(f"{service} is {state} after {within_s:.0f} s")
                time.sleep(0.5)

    def _health(self, service: str) -> str:
        state = self.inspected(service)["State"]
        if state["Status"] != "running":
            return str(state["Status"])
        return str(state.get("Health", {}).get("Status", "running"))

    def down(self) -> None:
        self.compose("--profile", "*", "down", "--volumes", "--timeout", "5", "--remove-orphans")
