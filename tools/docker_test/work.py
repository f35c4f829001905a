"""The work itself through the published port: sign in, import, plan, apply; also on bad days."""

import io
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx2
from results import Failed
from ruamel.yaml import YAML
from stack import Stack, run
from visitor import Visitor


def with_channels(text: str, names: list[str]) -> str:
    """The design with channels more, at the end."""
    yaml = YAML()
    design = yaml.load(text)
    design["channels"] += [{"text": name} for name in names]
    written = io.StringIO()
    yaml.dump(design, written)
    return written.getvalue()


class Work:
    """One guild of the embedded Discord, and whoever owns it."""

    def __init__(self, stack: Stack, visitor: Visitor) -> None:
        self._stack = stack
        self.visitor = visitor
        self.guild = ""

    def sign_in(self) -> str:
        name = self.visitor.sign_in()
        guilds = self.visitor.get("/guilds")["manage"]
        if not guilds:
            raise Failed(f"{name} manages no server")
        self.guild = str(guilds[0]["id"])
        return f"{name}, of {guilds[0]['name']}"

    def applied(self, *channels: str, meanwhile: str = "") -> Any:
        """The run that makes these channels. `meanwhile` is a service that is killed once it is
        under way."""
        imported = self.visitor.post(f"/guilds/{self.guild}/import")
        text = with_channels(imported["text"], list(channels))
        plan = self.visitor.post(f"/guilds/{self.guild}/plans", {"text": text})
        if plan["blocked"] or plan["empty"]:
            raise Failed(f"the plan is {'blocked' if plan['blocked'] else 'empty'}")
        run_id = self.visitor.post(
            f"/guilds/{self.guild}/plans/{plan['hash']}/apply", {"confirmed": []}
        )["id"]
        if meanwhile:
            run("docker", "kill", "--signal", "KILL", self._stack.container(meanwhile))
            started_by_docker(self._stack, meanwhile)
        shown = self.visitor.ended(self.guild, run_id)
        if shown["state"] != "succeeded" or shown["verified"] is not True:
            raise Failed(f"the run {shown['state']}, verified: {shown['verified']}")
        return shown

    def job(self) -> str:
        shown = self.applied("made-in-a-container")
        return f"{len(shown['steps'])} step(s), read back and verified"

    def survives_kill(self, service: str) -> str:
        began = time.monotonic()
        names = [f"after-{service}-{number}" for number in range(6)]
        shown = self.applied(*names, meanwhile=service)
        self._stack.wait_healthy("postgres", "redis", "web", "bot")
        self.holds_once(names)
        took = time.monotonic() - began
        return f"{len(shown['steps'])} steps, no twin, all healthy after {took:.0f} s"

    def holds_once(self, names: list[str]) -> None:
        text = self.visitor.post(f"/guilds/{self.guild}/import")["text"]
        ends = [line.rsplit(maxsplit=1)[-1] for line in text.splitlines() if line.strip()]
        wrong = {name: ends.count(name) for name in names if ends.count(name) != 1}
        if wrong:
            raise Failed(f"channels that are not there exactly once: {wrong}")


def started_by_docker(stack: Stack, service: str) -> None:
    """`docker kill` counts as a wish to stop, so Docker's restart policy leaves it: start it."""
    run("docker", "start", stack.container(service))


def lost_redis(stack: Stack, work: Work) -> str:
    """Everything that Redis holds goes: people sign in again, and nothing else is missing."""
    runs = len(work.visitor.get(f"/guilds/{work.guild}/runs")["items"])
    flush = 'REDISCLI_AUTH="$(cat /run/secrets/redis_password)" redis-cli flushall'
    stack.inside("redis", "sh", "-c", flush)
    if work.visitor.is_signed_in():
        raise Failed("a session outlived Redis")
    stack.wait_healthy("web", "bot")
    work.visitor.sign_in()
    after = len(work.visitor.get(f"/guilds/{work.guild}/runs")["items"])
    if after != runs:
        raise Failed(f"{runs} runs before, {after} after")
    return f"signed out, and nothing else: {runs} runs are there"


def restored(stack: Stack, work: Work) -> str:
    """A backup, everything thrown away, the backup again."""
    runs = len(work.visitor.get(f"/guilds/{work.guild}/runs")["items"])
    made = stack.inside("backup", "guildwright", "backup", "--to", "/backups/try.tar").split()[0]
    stack.compose("stop", "web", "bot")
    drop = "DROP SCHEMA public CASCADE; CREATE SCHEMA public"
    stack.inside("postgres", "psql", "--username=guildwright", f"--command={drop}")
    stack.inside("backup", "guildwright", "restore", made)
    stack.compose("up", "--detach", "--no-build", "--wait")
    after = len(work.visitor.get(f"/guilds/{work.guild}/runs")["items"])
    if after != runs:
        raise Failed(f"{runs} runs before, {after} after")
    return f"{runs} runs before and after"


@contextmanager
def under_load(url: str) -> Iterator[dict[str, int]]:
    """Somebody asks again and again; what came of it, by status or kind of failure."""
    counted: dict[str, int] = {}
    stopping = threading.Event()

    def ask() -> None:
        with httpx2.Client(trust_env=False, timeout=30) as client:
            while not stopping.wait(0.02):
                try:
                    answer = str(client.get(f"{url}/").status_code)
                except httpx2.TransportError as error:
                    answer = type(error).__name__
                counted[answer] = counted.get(answer, 0) + 1

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        yield counted
    finally:
        stopping.set()
        asking.join()


def replaced_under_load(stack: Stack) -> str:
    """Without the proxy, which would hold requests, a moment without answers is to be expected."""
    with under_load(stack.web_url) as counted:
        began = time.monotonic()
        stack.compose(
            "up", "--detach", "--no-deps", "--no-build", "--force-recreate", "--wait", "web"
        )
        took = time.monotonic() - began
    broken = {word: count for word, count in counted.items() if word.startswith("5")}
    if broken:
        raise Failed(f"answers that were errors: {broken}")
    return f"{took:.0f} s, answers {counted}"
