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


def run(
    *words: str, within_s: float = _WITHIN_S, feed: bytes | None = None, there: Path = PROJECT
) -> str:
    """What it prints. Raises Failed with the end of what it says."""
    printed = run_bytes(*words, within_s=within_s, feed=feed, there=there)
    return printed.decode("utf-8", errors="replace")


def run_bytes(
    *words: str, within_s: float = _WITHIN_S, feed: bytes | None = None, there: Path = PROJECT
) -> bytes:
    try:
        ended = subprocess.run(  # noqa: S603 - the words are ours
            words, cwd=there, capture_output=True, input=feed, timeout=within_s, check=False
        )
    except subprocess.TimeoutExpired:
        raise Failed(f"{' '.join(words[:4])} … took more than {within_s:.0f} s") from None
    if ended.returncode != 0:
        said = (ended.stdout + ended.stderr).decode("utf-8", errors="replace").strip()
        raise Failed(f"{' '.join(words[:6])} … ended with {ended.returncode}: {said[-700:]}")
    return ended.stdout


def run_and_keep(log: Path, *words: str, within_s: float) -> str:
    """As above; what is said, errors too, lies in `log` whatever becomes of it."""
    log.parent.mkdir(exist_ok=True)
    with log.open("wb") as said:
        try:
            ended = subprocess.run(  # noqa: S603 - the words are ours
                words, cwd=PROJECT, stdout=said, stderr=said, timeout=within_s, check=False
            )
        except subprocess.TimeoutExpired:
            raise Failed(f"took more than {within_s:.0f} s: {log} has it all") from None
    if ended.returncode != 0:
        raise Failed(f"ended with {ended.returncode}: {log} has it all")
    return log.read_text(encoding="utf-8", errors="replace")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


class Stack:
    """`folder` holds docker-compose.yml and what lies beside it; docker/.env is made in it. `files`
    are laid over docker-compose.yml."""

    def __init__(self, folder: Path, *files: Path, **settings: str) -> None:
        self.name = f"guildwright-try-{secrets.token_hex(3)}"
        self.folder = folder
        self.env_file = folder / "docker" / ".env"
        names = [str(folder / "docker-compose.yml"), *map(str, files)]
        self._files = [word for name in names for word in ("--file", name)]
        run("docker/make-secrets.sh", "--sandbox", there=folder)
        self.env_file.write_text(self._settings(settings), encoding="utf-8")

    def _settings(self, given: dict[str, str]) -> str:
        """docker/.env.example as it is, and what must not collide with others on this machine."""
        web_at, sandbox_at = (f"127.0.0.1:{free_port()}" for _ in range(2))
        self.web_url = given.setdefault("WEB_PUBLIC_URL", f"http://{web_at}")
        own = {
            "COMPOSE_PROJECT_NAME": self.name,
            "WEB_PUBLISH": web_at,
            "SANDBOX_PUBLISH": sandbox_at,
            "DISCORD_SITE_URL": f"http://{sandbox_at}",
            "WEB_REQUESTS_PER_MINUTE": "1000000",
        }
        example = (self.folder / "docker" / ".env.example").read_text(encoding="utf-8")
        sandbox = (self.folder / "docker" / "sandbox" / "sandbox.env").read_text(encoding="utf-8")
        return "\n".join([example, sandbox, *_lines(own | given), ""])

    def set(self, **settings: str) -> None:
        """What is said last counts."""
        with self.env_file.open("a", encoding="utf-8") as file:
            file.write("\n".join([*_lines(settings), ""]))

    def compose(self, *words: str, within_s: float = _WITHIN_S, feed: bytes | None = None) -> str:
        files = (*self._files, "--env-file", str(self.env_file))
        words = ("docker", "compose", *files, *words)
        return run(*words, within_s=within_s, feed=feed, there=self.folder)

    def container(self, service: str) -> str:
        return self.containers(service)[0]

    def containers(self, service: str) -> list[str]:
        found = self.compose("ps", "--all", "--quiet", service).split()
        if not found:
            raise Failed(f"{service} has no container")
        return found

    def networks(self, container: str) -> dict[str, str]:
        """Its address in each that it is in."""
        shown = json.loads(run("docker", "inspect", container))[0]
        found = shown["NetworkSettings"]["Networks"]
        return {name: str(one["IPAddress"]) for name, one in found.items()}

    def inspected(self, service: str) -> Any:
        return json.loads(run("docker", "inspect", self.container(service)))[0]

    def inside(self, service: str, *words: str) -> str:
        return self.compose("exec", "-T", service, *words)

    def wait_healthy(self, *services: str, within_s: float = 120) -> None:
        """Restarted containers become healthy by themselves."""
        until = time.monotonic() + within_s
        for service in services:
            while states := self._unwell(service):
                if time.monotonic() > until:
                    raise Failed(f"{service} is {states[0]} after {within_s:.0f} s")
                time.sleep(0.5)

    def _unwell(self, service: str) -> list[str]:
        shown = json.loads(run("docker", "inspect", *self.containers(service)))
        states = [self._health(one["State"]) for one in shown]
        return [state for state in states if state != "healthy"]

    def _health(self, state: Any) -> str:
        if state["Status"] != "running":
            return str(state["Status"])
        return str(state.get("Health", {}).get("Status", "running"))

    def down(self) -> None:
        self.compose("--profile", "*", "down", "--volumes", "--timeout", "5", "--remove-orphans")


def _lines(settings: dict[str, str]) -> list[str]:
    return [f"{name}={value}" for name, value in settings.items()]
