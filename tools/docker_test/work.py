"""The work itself through the published port: sign in, import, plan, apply; also on bad days."""

import io
import time
from typing import Any

from results import Failed
from ruamel.yaml import YAML
from stack import Stack
from visitor import Visitor

_BEGUN_WITHIN_S = 60


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

    @property
    def services(self) -> tuple[str, ...]:
        """Whatever has to be healthy for the work. How backups stand is looked at every two minutes
        alone, and says nothing of the work."""
        running = self._stack.compose("ps", "--services").split()
        return tuple(name for name in running if name != "backup")

    def approved(self, *channels: str) -> str:
        """A run that makes these channels."""
        plan = self.visitor.post(f"/guilds/{self.guild}/plans", {"text": self.design(*channels)})
        if plan["blocked"] or plan["empty"]:
            raise Failed(f"the plan is {'blocked' if plan['blocked'] else 'empty'}")
        approve = f"/guilds/{self.guild}/plans/{plan['hash']}/apply"
        return str(self.visitor.post(approve, {"confirmed": []})["id"])

    def design(self, *channels: str) -> str:
        """Of the guild as it is, and these channels."""
        imported = self.visitor.post(f"/guilds/{self.guild}/import")
        return with_channels(imported["text"], list(channels))

    def under_way(self, run_id: str) -> None:
        """Waits until something of it is done."""
        until = time.monotonic() + _BEGUN_WITHIN_S
        while True:
            shown = self.visitor.get(f"/guilds/{self.guild}/runs/{run_id}")
            if shown["state"] == "running" and shown["bar"]["done"] > 0:
                return
            if shown["state"] not in ("queued", "running") or time.monotonic() > until:
                raise Failed(f"the run is {shown['state']}, and was to be under way")
            time.sleep(0.05)

    def ended_well(self, run_id: str) -> Any:
        shown = self.visitor.ended(self.guild, run_id)
        if shown["state"] != "succeeded" or shown["verified"] is not True:
            raise Failed(f"the run {shown['state']}, verified: {shown['verified']}")
        return shown

    def applied(self, *channels: str) -> Any:
        return self.ended_well(self.approved(*channels))

    def job(self) -> str:
        shown = self.applied("made-in-a-container")
        return f"{len(shown['steps'])} step(s), read back and verified"

    def holds_once(self, names: list[str]) -> None:
        text = self.visitor.post(f"/guilds/{self.guild}/import")["text"]
        ends = [line.rsplit(maxsplit=1)[-1] for line in text.splitlines() if line.strip()]
        wrong = {name: ends.count(name) for name in names if ends.count(name) != 1}
        if wrong:
            raise Failed(f"channels that are not there exactly once: {wrong}")


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
    stack.compose("stop", "web", "bot", "worker")
    drop = "DROP SCHEMA public CASCADE; CREATE SCHEMA public"
    stack.inside("postgres", "psql", "--username=guildwright", f"--command={drop}")
    stack.inside("backup", "guildwright", "restore", made)
    stack.compose("up", "--detach", "--no-build", "--wait")
    after = len(work.visitor.get(f"/guilds/{work.guild}/runs")["items"])
    if after != runs:
        raise Failed(f"{runs} runs before, {after} after")
    return f"{runs} runs before and after"
